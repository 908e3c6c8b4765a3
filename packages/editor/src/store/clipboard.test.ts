// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import {
  addGroup,
  addNode,
  applyCure,
  connect,
  copySelection,
  duplicateSelection,
  insertOnEdge,
  pasteClipboard,
  reconnect,
  removeSelection,
  select,
  setNodeFlag,
  toggleSelectedFlag,
  undo,
} from './actions.ts';
import { editor, initialState, setCatalogue, setGraph } from './editor-store.ts';
import { testCards, testGraph } from './fixture.ts';

const graph = () => editor.getState().graph.document ?? expect.unreachable();
const wires = () =>
  Object.values(graph().edges).map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`);

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  editor.setState(initialState());
  setCatalogue((catalogue) => ({ ...catalogue, cards: testCards }));
  const document = testGraph({ a: 'Amount', p: 'Paint', f: 'Film' }, ['a.value > p.denoise', 'p.image > f.image']);
  setGraph((slice) => ({ ...slice, document }));
});

test('[ED41] a copy has new ids, keeps the wires inside it and none to the outside', () => {
  select(['a', 'p']);
  duplicateSelection();
  const { selectedNodes } = editor.getState().view;
  expect(selectedNodes).toHaveLength(2);
  const [amount, paint] = selectedNodes;
  expect(wires()).toContain(`${amount}.value > ${paint}.denoise`);
  expect(wires()).toHaveLength(3);
  expect(editor.getState().graph.undo).toHaveLength(1);
});

test('[ED41] what was copied can be pasted after it was deleted, each time a step further', () => {
  select(['p']);
  copySelection();
  removeSelection();
  pasteClipboard();
  const first = graph().nodes[editor.getState().view.selectedNodes[0] ?? '']?.position;
  pasteClipboard();
  const second = graph().nodes[editor.getState().view.selectedNodes[0] ?? '']?.position;
  expect(first).not.toEqual(second);
});

test('[ED42] deleting a node takes its wires along and wires nothing around the gap', () => {
  select(['p']);
  removeSelection();
  expect(wires()).toEqual([]);
  undo();
  expect(wires()).toEqual(['a.value > p.denoise', 'p.image > f.image']);
});

test('[ED43] a refused wire changes nothing and says why; a new wire into an input replaces the old one', () => {
  expect(connect({ node: 'a', port: 'value' }, { node: 'f', port: 'image' })).toMatchObject({ ok: false, reason: /./ });
  expect(editor.getState().graph.undo).toHaveLength(0);
  const other = addNode('Amount', { x: 0, y: 200 }) ?? '';
  expect(connect({ node: other, port: 'value' }, { node: 'p', port: 'denoise' }).ok).toBe(true);
  expect(wires()).toContain(`${other}.value > p.denoise`);
  expect(wires()).not.toContain('a.value > p.denoise');
});

test('[ED43] putting the end of a wire elsewhere is one undo step', () => {
  reconnect('e0', { node: 'a', port: 'value' }, { node: 'p', port: 'cfg' });
  expect(wires()).toEqual(['p.image > f.image', 'a.value > p.cfg']);
  undo();
  expect(wires()).toContain('a.value > p.denoise');
});

test('[ED44] a node put into a wire carries it on', () => {
  const id = addNode('Paint', { x: 0, y: 0 }, 'drop') ?? '';
  insertOnEdge('e1', id, { input: 'image', output: 'image' }, 'drop');
  expect(wires()).toEqual(['a.value > p.denoise', `p.image > ${id}.image`, `${id}.image > f.image`]);
  undo();
  expect(wires()).toContain('p.image > f.image');
  expect(graph().nodes[id]).toBeUndefined();
});

test('[ED45] bypass of several nodes turns all on, then all off', () => {
  setNodeFlag('a', 'bypassed', true);
  select(['a', 'p']);
  toggleSelectedFlag('bypassed');
  expect([graph().nodes.a?.bypassed, graph().nodes.p?.bypassed]).toEqual([true, true]);
  toggleSelectedFlag('bypassed');
  expect(graph().nodes.a).not.toHaveProperty('bypassed');
});

test('[ED46] the cure of a cycle puts a unit delay into the named wire', () => {
  const cure = { type: 'insert-delay', label: 'Insert a delay', edge: 'e1' } as const;
  applyCure({ severity: 'error', code: 'cycle', message: 'A circle.', edge: 'e1', cure });
  const delay = Object.values(graph().nodes).find(({ type }) => type === 'Delay')?.id;
  expect(wires()).toEqual(['a.value > p.denoise', `p.image > ${delay}.next`, `${delay}.out > f.image`]);
  expect(editor.getState().graph.undo).toHaveLength(1);
});

test('[ED47] a frame around boxes leaves room for its title', () => {
  addGroup([{ position: { x: 100, y: 100 }, size: { width: 50, height: 60 } }]);
  const group = Object.values(graph().groups)[0];
  expect(group?.position.x).toBeLessThan(100);
  expect((group?.position.y ?? 0) + (group?.size.height ?? 0)).toBeGreaterThan(160);
});
