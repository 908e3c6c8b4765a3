import type { ParamSpec } from '@epoch/graph-runtime/model';
import { judge, type ScheduleFilm, type ScheduleFinding } from '@epoch/graph-runtime/schedule';
import { useMemo, useState } from 'react';
import { setParam } from '../store/actions.ts';

interface Draft {
  /** The schedule that was stored when the draft was begun: one stored since then is newer than the draft. */
  readonly stored: string;
  readonly text: string;
}

/** Kept while the page lives: to look at another node does not lose what is half written. */
const drafts = new Map<string, Draft>();

interface SchedulePlace {
  readonly graph: string;
  readonly node: string;
  readonly name: string;
  readonly spec: ParamSpec;
  readonly film: ScheduleFilm;
}

export interface ScheduleDraft {
  /** What stands in the field. */
  readonly text: string;
  readonly findings: readonly ScheduleFinding[];
  /** The text cannot be read: the graph keeps the schedule before it. */
  readonly broken: boolean;
  readonly write: (text: string, gesture: string) => void;
  /** Back to the schedule that the graph has. */
  readonly drop: () => void;
}

/** A schedule while it is written. Only what can be read goes into the graph: half a formula would stop the film. */
export function useScheduleDraft({ graph, node, name, spec, film }: SchedulePlace, stored: string): ScheduleDraft {
  const place = `${graph}/${node}/${name}`;
  const [, redraw] = useState(0);
  const kept = drafts.get(place);
  const text = kept !== undefined && kept.stored === stored ? kept.text : stored;
  const findings = useMemo(() => judge(text, spec, film), [text, spec, film]);
  const drop = () => {
    drafts.delete(place);
    redraw((times) => times + 1);
  };
  const write = (next: string, gesture: string) => {
    drop();
    if (hasError(judge(next, spec, film))) drafts.set(place, { stored, text: next });
    else setParam(node, name, { schedule: next }, gesture);
  };
  return { text, findings, broken: hasError(findings), write, drop };
}

function hasError(findings: readonly ScheduleFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
