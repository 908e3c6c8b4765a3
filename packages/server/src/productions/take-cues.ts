import type { GraphDocument } from '@epoch/graph-runtime/model';
import { newCueId } from './cues.ts';
import type { CueRow } from './journal-cues.ts';

interface CueBranch {
  /** First frame that the take draws itself. @unit frames */
  readonly frame: number;
  readonly graph: GraphDocument;
  /** What the parent's own frames have taken is planned at the same frames again. */
  readonly repeatTeleports: boolean;
}

/**
 * What a take has planned from its parent, under ids of its own; what frames before the take have taken is not among it.
 * A teleport that is planned for one of the take's frames stays so. One that waits to be fired, or waits for whatever
 * frame of the parent comes next, is held: nothing jumps in a take that nobody planned there. Boxes that the take's graph
 * does not have get none.
 */
export function cuesOfTake(cues: readonly CueRow[], { frame, graph, repeatTeleports }: CueBranch): readonly CueRow[] {
  return cues
    .filter(({ node }) => graph.nodes[node] !== undefined)
    .filter((cue) => cue.state !== 'done' || (repeatTeleports && (cue.frame ?? 0) >= frame))
    .map((cue) => {
      const isPlanned = cue.state !== 'held' && cue.frame !== null && cue.frame >= frame;
      return { ...cue, id: newCueId(), state: isPlanned ? 'armed' : 'held' };
    });
}
