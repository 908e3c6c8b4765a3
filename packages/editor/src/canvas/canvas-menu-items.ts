import type { XY } from '@epoch/graph-runtime/model';
import {
  addGroup,
  copySelection,
  cutSelection,
  duplicateSelection,
  openQuickAdd,
  openWorkflow,
  pasteClipboard,
  removeEdges,
  removeSelection,
  selectAll,
  startRenaming,
  swapEngine,
  toggleSelectedFlag,
} from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { selectedNode } from '../store/selectors.ts';
import { swapChoices } from '../store/swap-engine.ts';
import { viewport } from '../store/viewport.ts';
import { workflowOf } from '../store/workflow-edits.ts';
import type { MenuItem } from '../ui/PopMenu.tsx';

/** What can be done with the selected boxes. */
export function nodeMenu(): readonly MenuItem[] {
  const { selectedNodes, selectedGroups } = editor.getState().view;
  if (selectedNodes.length === 0) {
    return [
      { label: 'Rename', keys: 'f2', run: () => startRenaming(selectedGroups[0] ?? null) },
      {
        label: selectedGroups.length > 1 ? 'Delete the frames' : 'Delete the frame',
        keys: 'delete',
        run: removeSelection,
      },
    ];
  }
  return [
    { label: 'Rename', keys: 'f2', run: () => startRenaming(selectedNodes[0] ?? null) },
    { label: 'Copy', keys: 'mod+c', run: copySelection },
    { label: 'Cut', keys: 'mod+x', run: cutSelection },
    { label: 'Duplicate', keys: 'mod+d', run: duplicateSelection },
    null,
    { label: hasFlag('bypassed') ? 'Stop bypassing' : 'Bypass', keys: 'b', run: () => toggleSelectedFlag('bypassed') },
    { label: hasFlag('disabled') ? 'Enable' : 'Disable', keys: 'm', run: () => toggleSelectedFlag('disabled') },
    { label: 'Frame the selection', keys: 'mod+g', run: groupSelection },
    ...engineItems(),
    null,
    { label: 'Delete', keys: 'delete', run: removeSelection },
  ];
}

/** Engines that could do the work of the one selected box, and the workflow it holds. */
function engineItems(): readonly MenuItem[] {
  const state = editor.getState();
  const node = selectedNode(state);
  if (node === null) return [];
  const card = state.catalogue.cards[node.type];
  const swaps = swapChoices(state.catalogue.cards, node.type).map((other) => ({
    label: `Use ${other.title} instead`,
    run: () => swapEngine(node.id, other.type),
  }));
  const holds = card !== undefined && workflowOf(card, node) !== '';
  const workflow = holds ? [{ label: 'Sockets of the workflow', run: () => openWorkflow(node.id) }] : [];
  return swaps.length + workflow.length === 0 ? [] : [null, ...workflow, ...swaps];
}

export function edgeMenu(id: string): readonly MenuItem[] {
  return [{ label: 'Remove the wire', keys: 'delete', run: () => removeEdges([id]) }];
}

/** What can be done at a point of the empty canvas. @unit at: px on the screen */
export function paneMenu(at: XY): readonly MenuItem[] {
  const flow = viewport()?.toFlow(at) ?? { x: 0, y: 0 };
  return [
    { label: 'Add a node here', keys: 'shift+a', run: () => openQuickAdd({ screen: at, flow, wireFrom: null }) },
    { label: 'Paste', keys: 'mod+v', run: () => pasteClipboard(flow) },
    null,
    { label: 'Select all', keys: 'mod+a', run: selectAll },
    { label: 'Fit the graph', keys: 'f', run: () => viewport()?.fit() },
  ];
}

/** Draws a titled frame around the selected boxes. */
export function groupSelection(): void {
  addGroup(viewport()?.boxes(editor.getState().view.selectedNodes) ?? []);
}

function hasFlag(flag: 'bypassed' | 'disabled'): boolean {
  const { graph, view } = editor.getState();
  return view.selectedNodes.every((id) => graph.document?.nodes[id]?.[flag] === true);
}
