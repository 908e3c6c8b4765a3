import { groupSelection } from '../canvas/canvas-menu-items.ts';
import {
  copySelection,
  cutSelection,
  duplicateSelection,
  moveNodes,
  openDialog,
  openQuickAdd,
  pasteClipboard,
  redo,
  removeSelection,
  saveNow,
  select,
  selectAll,
  setPanel,
  startRenaming,
  toggleSelectedFlag,
  undo,
} from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import type { PanelName } from '../store/state.ts';
import { timelinePanel } from '../store/view-slice.ts';
import { viewport } from '../store/viewport.ts';
import { isNarrow } from '../ui/use-narrow.ts';

/** One shortcut as it is listed for people and found for a key press. */
export interface Shortcut {
  /** `mod` is Ctrl, on a Mac Cmd. Written in the order mod, shift, key. */
  readonly keys: string;
  readonly does: string;
  readonly run: () => void;
}

/** The pointer, for what is added or pasted where it is. @unit px on the screen */
const pointer = { x: 0, y: 0 };

export function rememberPointer(x: number, y: number): void {
  pointer.x = x;
  pointer.y = y;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: 'mod+k', does: 'Search or run a command', run: () => openDialog('search') },
  { keys: 'mod+z', does: 'Undo', run: undo },
  { keys: 'mod+shift+z', does: 'Redo', run: redo },
  { keys: 'mod+y', does: 'Redo', run: redo },
  { keys: 'mod+s', does: 'Save now (everything is saved on its own)', run: saveNow },
  { keys: 'mod+c', does: 'Copy the selection', run: () => void copySelection() },
  { keys: 'mod+x', does: 'Cut the selection', run: cutSelection },
  { keys: 'mod+v', does: 'Paste', run: () => pasteClipboard() },
  { keys: 'mod+d', does: 'Duplicate the selection', run: duplicateSelection },
  { keys: 'mod+a', does: 'Select all', run: selectAll },
  { keys: 'mod+g', does: 'Frame the selection', run: groupSelection },
  { keys: 'delete', does: 'Delete the selection', run: removeSelection },
  { keys: 'backspace', does: 'Delete the selection', run: removeSelection },
  { keys: 'b', does: 'Bypass the selected nodes', run: () => toggleSelectedFlag('bypassed') },
  { keys: 'm', does: 'Disable the selected nodes', run: () => toggleSelectedFlag('disabled') },
  { keys: 'f2', does: 'Rename the selected node or frame', run: renameSelected },
  { keys: 'f', does: 'Fit the graph', run: () => viewport()?.fit() },
  { keys: 'shift+f', does: 'Fit the selection', run: fitSelection },
  { keys: 'shift+a', does: 'Add a node at the pointer', run: addAtPointer },
  { keys: '+', does: 'Zoom in', run: () => viewport()?.zoomBy(1.25) },
  { keys: '-', does: 'Zoom out', run: () => viewport()?.zoomBy(0.8) },
  { keys: 'arrowleft', does: 'Move the selection', run: () => nudge(-1, 0) },
  { keys: 'arrowright', does: 'Move the selection', run: () => nudge(1, 0) },
  { keys: 'arrowup', does: 'Move the selection', run: () => nudge(0, -1) },
  { keys: 'arrowdown', does: 'Move the selection', run: () => nudge(0, 1) },
  { keys: 'escape', does: 'Let go of the selection', run: () => select([]) },
  { keys: '[', does: 'Fold the palette', run: () => togglePanel('palette') },
  { keys: ']', does: 'Fold the inspector', run: () => togglePanel('side') },
  { keys: 't', does: 'Fold the timeline', run: () => togglePanel(timelinePanel(isNarrow())) },
  { keys: '?', does: 'Show the shortcuts', run: () => openDialog('shortcuts') },
];

/** Distance of one press of an arrow key. @unit px at zoom 1 */
const NUDGE_PX = 10;

/** What a key press is called in `SHORTCUTS`. */
export function keysOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const key = event.key.toLowerCase();
  // Signs like ? and + are typed with Shift on many keyboards: there the sign alone counts.
  const shift = event.shiftKey && (/^[a-z]$/.test(key) || key.length > 1);
  return [event.ctrlKey || event.metaKey ? 'mod' : '', event.altKey ? 'alt' : '', shift ? 'shift' : '', key]
    .filter(Boolean)
    .join('+');
}

function nudge(x: number, y: number): void {
  const { graph, view } = editor.getState();
  const places = view.selectedNodes.flatMap((id) => {
    const position = graph.document?.nodes[id]?.position;
    return position === undefined
      ? []
      : [[id, { x: position.x + x * NUDGE_PX, y: position.y + y * NUDGE_PX }] as const];
  });
  if (places.length > 0) moveNodes(Object.fromEntries(places), `nudge-${view.selectedNodes.join()}`);
}

function renameSelected(): void {
  const { selectedNodes, selectedGroups } = editor.getState().view;
  startRenaming(selectedNodes[0] ?? selectedGroups[0] ?? null);
}

function fitSelection(): void {
  const { selectedNodes } = editor.getState().view;
  if (selectedNodes.length > 0) viewport()?.show(selectedNodes);
}

function addAtPointer(): void {
  const flow = viewport()?.toFlow(pointer);
  if (flow !== undefined) openQuickAdd({ screen: { ...pointer }, flow, wireFrom: null });
}

function togglePanel(name: PanelName): void {
  setPanel(name, { open: !editor.getState().view.panels[name].open });
}
