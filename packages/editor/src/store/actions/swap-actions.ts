import type { NodeId } from '@epoch/graph-runtime/model';
import { editor, setEngines } from '../editor-store.ts';
import { notify } from '../notices.ts';
import { storeSetAside, withSetAside } from '../set-aside.ts';
import { swapOf } from '../swap-engine.ts';
import { edit, undo } from './commit.ts';

/** Lets another engine do a box's work; one undo step. What the other engine cannot use comes back with a swap back. */
export function swapEngine(id: NodeId, type: string): void {
  const { graph, catalogue, engines } = editor.getState();
  const node = graph.document?.nodes[id];
  const from = catalogue.cards[node?.type ?? ''];
  const to = catalogue.cards[type];
  if (graph.document === null || node === undefined || from === undefined || to === undefined) return;
  const key = `${graph.document.id}/${id}`;
  const swap = swapOf(graph.document, { from, to }, node, engines.aside[key]?.[type]);
  if (!edit(swap.recipe)) return;
  setEngines((slice) => ({ ...slice, aside: withSetAside(slice.aside, key, from.type, swap.aside) }));
  storeSetAside(localStorage, editor.getState().engines.aside);
  if (swap.lostWires === 0) return;
  const wires = swap.lostWires === 1 ? 'One wire has' : `${swap.lostWires} wires have`;
  notify('warning', `${wires} no socket on ${to.title}. It comes back when you swap back.`, {
    label: 'Undo',
    run: undo,
  });
}
