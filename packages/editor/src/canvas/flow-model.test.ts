import { expect, test } from 'vitest';
import { testGraph } from '../store/fixture.ts';
import { type FlowNode, syncEdges, syncNodes } from './flow-model.ts';
import { followersOf } from './use-flow-nodes.ts';

const graph = testGraph({ p: 'Paint', a: 'Amount' }, ['a.value > p.denoise']);
const none: ReadonlySet<string> = new Set();

test('[ED33] boxes that did not change stay the same value, so that they are not drawn again', () => {
  const before = syncNodes([], graph, none);
  const moved = {
    ...graph,
    nodes: { ...graph.nodes, a: { ...(graph.nodes.a ?? expect.unreachable()), position: { x: 5, y: 5 } } },
  };
  const after = syncNodes(before, moved, none);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
  expect(after[1]?.position).toEqual({ x: 5, y: 5 });
});

test('[ED33] wires that did not change stay the same value', () => {
  const before = syncEdges([], graph, none);
  expect(syncEdges(before, graph, none)[0]).toBe(before[0]);
  expect(syncEdges(before, graph, new Set(['e0']))[0]?.selected).toBe(true);
});

test('[ED34] a box that is being dragged is left where the pointer has it', () => {
  const dragged = syncNodes([], graph, none).map((node): FlowNode => {
    return node.id === 'a' ? { ...node, dragging: true, position: { x: 99, y: 9 } } : node;
  });
  expect(syncNodes(dragged, graph, new Set(['a'])).find(({ id }) => id === 'a')?.position).toEqual({ x: 99, y: 9 });
});

test('[ED35] a group takes along the boxes whose middle lies in it, unless they are dragged themselves', () => {
  const group = { id: 'g', title: '', position: { x: -20, y: -20 }, size: { width: 220, height: 200 } };
  const nodes = syncNodes([], { ...graph, groups: { g: group } }, none);
  const groups = nodes.filter(({ type }) => type === 'frame');
  expect([...followersOf(groups, nodes, new Set(['g'])).keys()]).toEqual(['p']);
  expect(followersOf(groups, nodes, new Set(['g', 'p'])).size).toBe(0);
});
