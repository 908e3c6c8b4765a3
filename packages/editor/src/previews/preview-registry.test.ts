// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { undo } from '../store/actions/commit.ts';
import { addNode } from '../store/actions/node-actions.ts';
import { editor, initialState, setCatalogue, setGraph } from '../store/editor-store.ts';
import { testCards, testGraph } from '../store/fixture.ts';
import {
  forgetPreviews,
  latestPreview,
  onPreview,
  receivePreview,
  watchList,
  watchPreview,
} from './preview-registry.ts';

const jpeg = new Uint8Array(4);
const header = (node: string, frame: number) => {
  return { production: 'p1', node, frame, width: 8, height: 8, sourceWidth: 64, sourceHeight: 64 };
};
/** What a decoder gives: something to draw that is closed when it is replaced. */
const bitmap = () => ({ width: 8, height: 8, close: vi.fn<() => void>() });
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  forgetPreviews();
  editor.setState(initialState());
});

test('[ED11] undo never loses a preview: pictures are no part of what is undone', async () => {
  setCatalogue((catalogue) => ({ ...catalogue, cards: testCards }));
  setGraph((graph) => ({ ...graph, document: testGraph({ p: 'Paint' }) }));
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  const picture = bitmap();
  receivePreview(header('p', 7), jpeg, async () => picture);
  await settle();
  addNode('Amount', { x: 0, y: 0 });
  undo();
  expect(latestPreview('p')).toMatchObject({ frame: 7, bitmap: picture });
  expect(picture.close).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test('[ED12] while a picture is decoded only the newest one waits', async () => {
  const frames: number[] = [];
  const stop = onPreview('p', () => frames.push(latestPreview('p')?.frame ?? -1));
  for (const frame of [1, 2, 3, 4]) receivePreview(header('p', frame), jpeg, async () => bitmap());
  await settle();
  await settle();
  expect(frames).toEqual([1, 4]);
  stop();
});

test('[ED12] the picture before is closed when the next one comes, and one that cannot be decoded is skipped', async () => {
  const first = bitmap();
  receivePreview(header('p', 1), jpeg, async () => first);
  await settle();
  receivePreview(header('p', 2), jpeg, () => Promise.reject(new Error('broken')));
  await settle();
  expect(latestPreview('p')?.frame).toBe(1);
  receivePreview(header('p', 3), jpeg, async () => bitmap());
  await settle();
  expect(first.close).toHaveBeenCalledOnce();
});

test('[ED12] a picture that was being decoded when all were forgotten is thrown away', async () => {
  const late = bitmap();
  receivePreview(header('p', 1), jpeg, async () => late);
  forgetPreviews();
  await settle();
  expect(latestPreview('p')).toBeNull();
  expect(late.close).toHaveBeenCalledOnce();
});

test('[ED13] the watch list names each node once, at the widest of its viewers, in steps', () => {
  const stops = [watchPreview('a', 150), watchPreview('a', 300), watchPreview('b', 20)];
  expect(watchList()).toEqual([
    { node: 'a', width: 384 },
    { node: 'b', width: 64 },
  ]);
  for (const stop of stops) stop();
  expect(watchList()).toEqual([]);
});

test('[ED56] with more nodes than can be decoded at once, every node gets its turn', async () => {
  const shown: string[] = [];
  const nodes = Array.from({ length: 20 }, (_, index) => `n${index}`);
  const stops = nodes.map((node) => onPreview(node, () => shown.push(node)));
  for (const frame of [1, 2]) for (const node of nodes) receivePreview(header(node, frame), jpeg, async () => bitmap());
  for (let turn = 0; turn < 20; turn += 1) await settle();
  expect(new Set(shown).size).toBe(20);
  for (const stop of stops) stop();
});
