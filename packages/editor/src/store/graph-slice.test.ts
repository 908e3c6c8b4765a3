import { expect, test } from 'vitest';
import { moveRecipe, removeRecipe, setParamRecipe } from './edits.ts';
import { testGraph } from './fixture.ts';
import { commit, emptyGraph, redo, undo } from './graph-slice.ts';

const open = { ...emptyGraph, document: testGraph({ a: 'Amount', p: 'Paint' }, ['a.value > p.denoise']) };
const place = (x: number) => moveRecipe({ a: { x, y: 0 } });

test('[ED1] a drag is one undo step, however many moves it is made of', () => {
  let slice = commit(open, 'drag-1', place(10)).slice;
  slice = commit(slice, 'drag-1', place(20)).slice;
  slice = commit(slice, 'drag-1', place(30)).slice;
  expect(slice.document?.nodes.a?.position.x).toBe(30);
  expect(slice.undo).toHaveLength(1);
  expect(undo(slice).slice.document?.nodes.a?.position.x).toBe(0);
});

test('[ED1] two drags are two undo steps', () => {
  const slice = commit(commit(open, 'drag-1', place(10)).slice, 'drag-2', place(20)).slice;
  expect(slice.undo).toHaveLength(2);
  expect(undo(slice).slice.document?.nodes.a?.position.x).toBe(10);
});

test('[ED2] undo and redo give back exactly the documents that were there', () => {
  const removed = commit(open, null, removeRecipe({ nodes: ['a'], edges: [], groups: [] })).slice;
  expect(removed.document?.edges).toEqual({});
  const back = undo(removed).slice;
  expect(back.document).toEqual(open.document);
  expect(redo(back).slice.document).toEqual(removed.document);
});

test('[ED2] undo hands on the patches that take the change back on the server', () => {
  const edited = commit(open, null, setParamRecipe('p', 'denoise', 0.7));
  expect(edited.patches).toEqual([{ op: 'add', path: ['nodes', 'p', 'params', 'denoise'], value: 0.7 }]);
  expect(undo(edited.slice).patches).toEqual([{ op: 'remove', path: ['nodes', 'p', 'params', 'denoise'] }]);
});

test('[ED3] a new edit ends what could be redone', () => {
  const undone = undo(commit(open, null, place(10)).slice).slice;
  expect(undone.redo).toHaveLength(1);
  expect(commit(undone, null, place(5)).slice.redo).toEqual([]);
});

test('[ED4] an undo that no longer fits the document is dropped and changes nothing', () => {
  const edited = commit(open, null, setParamRecipe('p', 'denoise', 0.7)).slice;
  const changedElsewhere = { ...edited, document: testGraph({ a: 'Amount' }) };
  const result = undo(changedElsewhere);
  expect(result.patches).toEqual([]);
  expect(result.slice.document).toBe(changedElsewhere.document);
  expect(result.slice.undo).toEqual([]);
});

test('[ED5] an edit that changes nothing is no undo step', () => {
  expect(commit(open, null, place(0)).slice).toBe(open);
});
