import type { GraphNode, ParamSpec } from '@epoch/graph-runtime/model';
import { caretLines, filmOf, importPrompts, judge, valueAt } from '@epoch/graph-runtime/schedule';
import { useMemo, useState } from 'react';
import { setParam } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { shownValue } from '../timeline/value-words.ts';
import { Button } from '../ui/Button.tsx';
import { newGesture } from '../ui/gesture.ts';
import { TextField } from '../ui/TextField.tsx';
import css from './ScheduleEditor.module.css';
import { ScheduleHelp } from './ScheduleHelp.tsx';
import { SHAPE, shapeOf } from './schedule-shape.ts';

const MOST_CHARACTERS = 40_000;

interface ScheduleEditorProps {
  readonly node: GraphNode;
  readonly name: string;
  readonly label: string;
  readonly spec: ParamSpec;
  readonly schedule: string;
}

/** A value as a text over time: what is wrong stands under it with a caret at the place, what it makes as a curve. */
export function ScheduleEditor({ node, name, label, spec, schedule }: ScheduleEditorProps) {
  const settings = useEditor(({ graph }) => graph.document?.settings);
  // An empty text is none that a graph can hold; it stays here until there is something to read.
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? schedule;
  const film = useMemo(() => (settings === undefined ? null : filmOf({ settings })), [settings]);
  const findings = useMemo(() => (film === null ? [] : judge(text, spec, film)), [text, spec, film]);
  const broken = findings.some(({ severity }) => severity === 'error');
  const shape = useMemo(
    () => (film === null || broken || spec.kind === 'text' ? null : shapeOf({ schedule: text }, spec, film)),
    [text, spec, film, broken],
  );
  const write = (next: string, gesture: string) => {
    setDraft(next.trim() === '' ? next : null);
    if (next.trim() !== '') setParam(node.id, name, { schedule: next }, gesture);
  };
  return (
    <div className={css.editor} data-testid={`schedule-${name}`}>
      <TextField
        label={`Schedule of ${label}`}
        value={text}
        maxLength={MOST_CHARACTERS}
        lines={3}
        testId={`schedule-text-${name}`}
        onChange={write}
      />
      {findings.map((finding) => (
        <div key={finding.message} className={css.finding} data-severity={finding.severity} role="status">
          {finding.severity === 'error' && <pre>{caretLines(text, finding)}</pre>}
          <p>
            {finding.message}{' '}
            {finding.fixed !== null && (
              <Button
                look="link"
                testId={`schedule-fix-${name}`}
                onClick={() => write(finding.fixed ?? text, newGesture('fix'))}
              >
                Mend it
              </Button>
            )}
          </p>
        </div>
      ))}
      {shape !== null && (
        <div className={css.shape}>
          <svg viewBox={`0 0 ${SHAPE.width} ${SHAPE.height}`} preserveAspectRatio="none" aria-hidden>
            <path d={shape.path} />
          </svg>
          <span>
            {shownValue(shape.low, spec)} to {shownValue(shape.high, spec)}
          </span>
        </div>
      )}
      <div className={css.foot}>
        {film !== null && !broken && (
          <ValueHere at={(frame) => shownValue(valueAt({ schedule: text }, spec, frame, film), spec)} name={name} />
        )}
        <ScheduleHelp text={spec.kind === 'text'} />
      </div>
      {spec.kind === 'text' && <ImportOffer node={node} name={name} schedule={text} />}
    </div>
  );
}

function ValueHere({ at, name }: { readonly at: (frame: number) => string; readonly name: string }) {
  const frame = useEditor(frameInView);
  return (
    <output className={css.here} data-testid={`schedule-value-${name}`}>
      At {frame}: <b>{at(frame)}</b>
    </output>
  );
}

/** Prompts with `--neg` in them, as Deforum writes them, are offered apart: one half for each of the two params. */
function ImportOffer({ node, name, schedule }: Pick<ScheduleEditorProps, 'node' | 'name' | 'schedule'>) {
  const found = useMemo(() => (schedule.includes('--neg') ? importPrompts(schedule) : null), [schedule]);
  if (found === null || found.negative === null || name !== 'prompt') return null;
  const take = () => {
    const gesture = newGesture('import');
    setParam(node.id, 'prompt', { schedule: found.prompt }, gesture);
    setParam(node.id, 'negative', { schedule: found.negative ?? '0: ""' }, gesture);
  };
  return (
    <p className={css.offer}>
      These are prompts of Deforum with a negative half.{' '}
      <Button look="link" testId="schedule-import" onClick={take}>
        Put it into Negative
      </Button>
    </p>
  );
}
