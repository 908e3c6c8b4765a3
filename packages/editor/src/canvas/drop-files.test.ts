// @vitest-environment happy-dom
import { param } from '@epoch/graph-runtime/model';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { undo } from '../store/actions.ts';
import { editor, initialState, setCatalogue, setGraph } from '../store/editor-store.ts';
import { testCards, testGraph } from '../store/fixture.ts';
import { dropFiles, sourceFor } from './drop-files.ts';

const image = param.asset({ default: '', accept: 'image', doc: '' });
const cards = { ...testCards, Picture: { ...testCards.Picture, params: { image } } };
const stored = {
  name: 'moon.png',
  kind: 'image',
  bytes: 3,
  width: 4,
  height: 4,
  builtIn: false,
  url: '/api/assets/moon.png',
};

beforeEach(() => {
  localStorage.clear();
  editor.setState(initialState());
  setCatalogue((catalogue) => ({ ...catalogue, cards }));
  setGraph((graph) => ({ ...graph, document: testGraph({}) }));
  vi.stubGlobal('fetch', async (_: string, init?: RequestInit) =>
    Response.json(init?.method === 'POST' ? { asset: stored } : { assets: [stored], revision: 1 }),
  );
});
afterEach(() => vi.unstubAllGlobals());

const nodes = () => Object.values(editor.getState().graph.document?.nodes ?? {});

test('[ED63] a picture let go on the canvas is stored and becomes a source node, in one undo step', async () => {
  await dropFiles([new File(['png'], 'moon.png', { type: 'image/png' })], { x: 40, y: 60 });
  expect(nodes()).toMatchObject([{ type: 'Picture', position: { x: 40, y: 60 }, params: { image: 'moon.png' } }]);
  undo();
  expect(nodes()).toEqual([]);
});

test('[ED63] a file that no node takes changes nothing and is named', async () => {
  await dropFiles([new File(['x'], 'notes.txt', { type: 'text/plain' })], { x: 0, y: 0 });
  expect(nodes()).toEqual([]);
  expect(editor.getState().view.notices.at(-1)?.sentence).toContain('notes.txt');
  expect(sourceFor(Object.values(testCards), 'audio')).toBeNull();
});
