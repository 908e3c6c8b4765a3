import { queuePatches, sendNow } from '../autosave.ts';
import { editor, setGraph } from '../editor-store.ts';
import { commit, type Edited, type Recipe, redo as redoStep, undo as undoStep } from '../graph-slice.ts';

/** Carries out an edit: one undo step (or a longer last one when `gesture` is the same), saved on its own. */
export function edit(recipe: Recipe, gesture: string | null = null): boolean {
  return adopt(commit(editor.getState().graph, gesture, recipe));
}

/** Takes the last edit back. Pictures on nodes are no part of the document and stay. */
export function undo(): void {
  adopt(undoStep(editor.getState().graph));
  dropDeadSelection();
}

export function redo(): void {
  adopt(redoStep(editor.getState().graph));
  dropDeadSelection();
}

/** Sends what is still waiting. Nothing has to be saved by hand; this is for hands that do it anyway. */
export function saveNow(): void {
  sendNow();
}

function adopt({ slice, patches }: Edited): boolean {
  setGraph(() => slice);
  queuePatches(patches);
  return patches.length > 0;
}

function dropDeadSelection(): void {
  editor.setState(({ graph, view }) => {
    const nodes = graph.document?.nodes ?? {};
    const edges = graph.document?.edges ?? {};
    const groups = graph.document?.groups ?? {};
    return {
      view: {
        ...view,
        selectedNodes: view.selectedNodes.filter((id) => nodes[id] !== undefined),
        selectedEdges: view.selectedEdges.filter((id) => edges[id] !== undefined),
        selectedGroups: view.selectedGroups.filter((id) => groups[id] !== undefined),
      },
    };
  });
}
