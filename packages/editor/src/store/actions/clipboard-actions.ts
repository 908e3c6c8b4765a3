import type { XY } from '@epoch/graph-runtime/model';
import { centreOf, freeOffset, pasteOf, type Snippet, snippetOf } from '../clipboard.ts';
import { editor } from '../editor-store.ts';
import { viewport } from '../viewport.ts';
import { edit } from './commit.ts';
import { removeSelection } from './node-actions.ts';
import { select } from './view-actions.ts';

const ASIDE: XY = { x: 36, y: 36 };
/** The browser's clipboard asks for leave and is missing on plain http, so the editor keeps one of its own. */
let clipboard: Snippet | null = null;
let pastesInPlace = 0;

/** Puts the selected boxes and the wires between them on the clipboard; false when nothing is selected. */
export function copySelection(): boolean {
  const snippet = selectedSnippet();
  if (snippet === null) return false;
  clipboard = snippet;
  pastesInPlace = 0;
  return true;
}

export function cutSelection(): void {
  if (copySelection()) removeSelection();
}

/** Pastes at a point of the canvas, or a step beside the original, each time further. @unit px at zoom 1 */
export function pasteClipboard(at?: XY): void {
  if (clipboard === null) return;
  pastesInPlace += 1;
  const centre = centreOf(clipboard);
  add(
    clipboard,
    at === undefined
      ? asideOf(clipboard, pastesInPlace)
      : { x: Math.round(at.x - centre.x), y: Math.round(at.y - centre.y) },
  );
}

/** A copy beside the selection, without touching the clipboard. */
export function duplicateSelection(): void {
  const snippet = selectedSnippet();
  if (snippet !== null) add(snippet, asideOf(snippet, 1));
}

/** Beside what is there when the canvas knows sizes, else a small step away, each time further. */
function asideOf({ nodes, groups }: Snippet, step: number): XY {
  const canvas = viewport();
  const present = Object.keys(editor.getState().graph.document?.nodes ?? {});
  const own = [...nodes, ...groups].map(({ id }) => id);
  const free = canvas === null ? null : freeOffset(canvas.boxes(own), canvas.boxes(present));
  return free ?? { x: ASIDE.x * step, y: ASIDE.y * step };
}

function add(snippet: Snippet, offset: XY): void {
  const paste = pasteOf(snippet, offset);
  edit(paste.recipe);
  select(paste.nodes, [], paste.groups);
}

function selectedSnippet(): Snippet | null {
  const { graph, view } = editor.getState();
  if (graph.document === null || view.selectedNodes.length + view.selectedGroups.length === 0) return null;
  return snippetOf(graph.document, view.selectedNodes, view.selectedGroups);
}
