import { askForTake, notify, resetParam, setParam } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { isAlive } from '../store/run-slice.ts';
import { currentProduction, runsOpenGraph } from '../store/selectors.ts';
import { newGesture } from '../ui/gesture.ts';
import type { LaneKeys } from './key-sets.ts';

/** Stores new keys of one or several lanes as one undo step. A lane that loses its last key keeps its value. */
export function storeKeys(changes: readonly LaneKeys[], gesture: string = newGesture('keys')): void {
  for (const { lane, keys } of changes) {
    const last = lane.keys[0];
    if (keys.length > 0) setParam(lane.node, lane.param, { keys }, gesture);
    else if (last !== undefined) setParam(lane.node, lane.param, last.value, gesture);
    else resetParam(lane.node, lane.param);
  }
}

/**
 * What a change at this frame means for the film in front. Frames that come still are armed by the edit itself; those
 * that are drawn stay as they are, and a take that begins there is offered.
 */
export function tellOfPast(frame: number): void {
  const state = editor.getState();
  const film = currentProduction(state);
  if (film === null || !runsOpenGraph(state) || frame >= film.framesDone) return;
  const rest = isAlive(film) ? ` It acts from now on, at frame ${film.framesDone} and later.` : '';
  notify('info', `Frame ${frame} is drawn already and stays as it is.${rest}`, {
    label: `Make a take from frame ${frame}`,
    run: () => askForTake(frame),
  });
}
