import type { FramePlan } from '@epoch/graph-runtime/engine';
import { type Diagnostic, type GraphDocument, messageOf } from '@epoch/graph-runtime/model';
import { writeDurably } from '../storage/durable.ts';
import { createSerial } from '../storage/serial.ts';
import type { CommitSite } from './commit.ts';
import type { NodeKit } from './node-kit.ts';
import { compileFilm } from './plan.ts';
import { makesSameFilm } from './same-film.ts';

/**
 * The graph of a live film and its edits. An edit is journaled with the first frame that it draws, before that frame
 * begins, so that a replay changes graphs where the film did.
 */
export interface GraphDesk {
  /** The graph as last taken over or given. */
  readonly current: GraphDocument;
  /** Takes an edit in; `takeOver` gets its plan when it makes other pictures. Answers what keeps it from running. */
  deploy(edited: GraphDocument, takeOver: (plan: FramePlan<unknown>) => void): readonly Diagnostic[];
  /** As `deploy`, for a film that is not there yet: the edit waits for a frame in the journal. */
  enterAt(frame: number, edited: GraphDocument): readonly Diagnostic[];
  /** The run has taken the last deployed graph over. */
  takenOver(fromFrame: number): void;
  /** Settles when `graph.json` is as last deployed. */
  saved(): Promise<void>;
}

type Verdict =
  | { readonly problems: readonly Diagnostic[] }
  | { readonly document: GraphDocument; readonly plan: FramePlan<unknown> };

export function createGraphDesk(
  { journal, paths }: CommitSite,
  { definitions }: NodeKit,
  framesDone: number,
): GraphDesk {
  const oneAtATime = createSerial();
  let current = journal.graphAt(framesDone);
  /** On its way to the next frame boundary. */
  let underWay: GraphDocument | null = null;

  /** Size and length of a production stay what they were when it was made. */
  function judge(edited: GraphDocument): Verdict {
    const document = { ...edited, settings: current.settings };
    if (makesSameFilm(current, document)) return { problems: [] };
    const compiled = compileFilm(document, definitions);
    return compiled.ok ? { document, plan: compiled.plan } : { problems: compiled.problems };
  }

  function accept(document: GraphDocument): void {
    current = document;
    const json = `${JSON.stringify(document, null, 2)}\n`;
    void oneAtATime('save', () => writeDurably(paths.graph, json)).catch((error: unknown) =>
      journal.note('graph', null, messageOf(error)),
    );
  }

  return {
    get current() {
      return current;
    },
    deploy(edited, takeOver) {
      const verdict = judge(edited);
      if ('problems' in verdict) return verdict.problems;
      underWay = verdict.document;
      accept(verdict.document);
      takeOver(verdict.plan);
      return [];
    },
    enterAt(frame, edited) {
      const verdict = judge(edited);
      if ('problems' in verdict) return verdict.problems;
      journal.setGraph(frame, verdict.document);
      accept(verdict.document);
      return [];
    },
    takenOver(fromFrame) {
      if (underWay !== null) journal.setGraph(fromFrame, underWay);
      underWay = null;
    },
    saved: () => oneAtATime('save', async () => {}),
  };
}
