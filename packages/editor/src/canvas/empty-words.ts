import type { GraphNode } from '@epoch/graph-runtime/model';
import type { EditorState } from '../store/editor-store.ts';
import { isRunning, problemsByNode, runsOpenGraph } from '../store/selectors.ts';

/** What stands in a node where its picture would be: only of a node that runs is a picture promised. */
export function wordsWithoutPicture(state: EditorState, { id, disabled }: GraphNode): string {
  if (disabled === true) return 'disabled';
  const coming = isRunning(state) && runsOpenGraph(state) && problemsByNode(state).get(id) === undefined;
  return coming ? 'comes with the next frame' : 'no picture yet';
}
