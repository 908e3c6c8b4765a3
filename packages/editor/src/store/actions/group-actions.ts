import type { GraphGroup, NodeId, XY } from '@epoch/graph-runtime/model';
import { editor } from '../editor-store.ts';
import { newId } from '../ids.ts';
import { edit } from './commit.ts';
import { select } from './view-actions.ts';

type Size = GraphGroup['size'];
/** Room between a group's edge and the boxes in it; the top also holds the title. @unit px */
const PADDING_PX = 20;
const TITLE_PX = 18;

/** Draws a titled frame around boxes. `sizes` are their sizes on the canvas. @unit px at zoom 1 */
export function addGroup(boxes: readonly { readonly position: XY; readonly size: Size }[], title = 'Group'): void {
  if (boxes.length === 0) return;
  const left = Math.min(...boxes.map(({ position }) => position.x)) - PADDING_PX;
  const top = Math.min(...boxes.map(({ position }) => position.y)) - PADDING_PX - TITLE_PX;
  const right = Math.max(...boxes.map(({ position, size }) => position.x + size.width)) + PADDING_PX;
  const bottom = Math.max(...boxes.map(({ position, size }) => position.y + size.height)) + PADDING_PX;
  const id = newId('g');
  edit(({ groups }) => {
    groups[id] = { id, title, position: { x: left, y: top }, size: { width: right - left, height: bottom - top } };
  });
  select(editor.getState().view.selectedNodes, [], [id]);
}

export function renameGroup(id: string, title: string): void {
  edit(({ groups }) => {
    const group = groups[id];
    if (group !== undefined) group.title = title.trim().slice(0, 120);
  });
}

/** @unit px at zoom 1 */
export function resizeGroup(id: string, position: XY, size: Size): void {
  edit(({ groups }) => {
    const group = groups[id];
    if (group === undefined) return;
    group.position = { x: Math.round(position.x), y: Math.round(position.y) };
    group.size = { width: Math.round(size.width), height: Math.round(size.height) };
  });
}

/** @unit widthPx: px at zoom 1 */
export function resizeNode(id: NodeId, widthPx: number, position: XY): void {
  edit(({ nodes }) => {
    const node = nodes[id];
    if (node === undefined) return;
    node.width = Math.min(1200, Math.max(120, Math.round(widthPx)));
    node.position = { x: Math.round(position.x), y: Math.round(position.y) };
  });
}
