import { http } from '@epoch/graph-runtime/protocol';
import { call } from '../../api/http-client.ts';
import { editor, setView } from '../editor-store.ts';
import type { DialogName, Panel, PanelName, QuickAdd, ViewSlice } from '../state.ts';
import { rememberView, withPanel } from '../view-slice.ts';

/** Selects exactly these boxes and wires. */
export function select(nodes: readonly string[], edges: readonly string[] = [], groups: readonly string[] = []): void {
  setView((view) => {
    const same =
      sameIds(view.selectedNodes, nodes) && sameIds(view.selectedEdges, edges) && sameIds(view.selectedGroups, groups);
    return same ? view : { ...view, selectedNodes: nodes, selectedEdges: edges, selectedGroups: groups };
  });
}

export function selectAll(): void {
  const { document } = editor.getState().graph;
  if (document !== null) select(Object.keys(document.nodes), [], Object.keys(document.groups));
}

/** null follows the film. @unit frames */
export function setPlayhead(frame: number | null): void {
  setView((view) => ({ ...view, playhead: frame === null ? null : Math.max(0, Math.round(frame)) }));
}

export function openDialog(dialog: DialogName | null): void {
  setView((view) => ({ ...view, dialog, quickAdd: null }));
}

export function openQuickAdd(quickAdd: QuickAdd | null): void {
  setView((view) => ({ ...view, quickAdd }));
}

/** Remembered by this browser and, for the next one, by the server. */
export function setTheme(theme: ViewSlice['theme']): void {
  keep((view) => ({ ...view, theme }));
  void call(http.patchSettings, { body: { theme } }).catch(() => undefined);
}

export function setPreviews(previews: boolean): void {
  keep((view) => ({ ...view, previews }));
  void call(http.patchSettings, { body: { previews } }).catch(() => undefined);
}

/** Resizes or folds a panel; widths are remembered. @unit size: px */
export function setPanel(name: PanelName, change: Partial<Panel>): void {
  keep((view) => withPanel(view, name, change));
}

/** Selects a node, opens the inspector where it is folded, and puts the caret into the schedule of a param. */
export function writeSchedule(node: string, param: string): void {
  select([node]);
  if (!editor.getState().view.panels.side.open) setPanel('side', { open: true });
  setView((view) => ({ ...view, writing: { node, param } }));
}

/** The caret is where it was asked for. */
export function endWriting(): void {
  setView((view) => ({ ...view, writing: null }));
}

/** Turns the title of a node or group into a field; null turns it back. */
export function startRenaming(id: string | null): void {
  setView((view) => ({ ...view, renaming: id }));
}

export function toggleExpanded(node: string): void {
  setView((view) => {
    const open = view.expandedNodes.includes(node);
    const expandedNodes = open ? view.expandedNodes.filter((id) => id !== node) : [...view.expandedNodes, node];
    return { ...view, expandedNodes };
  });
}

function keep(change: (view: ViewSlice) => ViewSlice): void {
  setView(change);
  rememberView(localStorage, editor.getState().view);
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
