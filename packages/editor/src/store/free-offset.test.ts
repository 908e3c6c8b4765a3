import { expect, test } from 'vitest';
import { freeOffset } from './clipboard.ts';

const box = (x: number, y: number) => ({ id: `${x},${y}`, position: { x, y }, size: { width: 200, height: 100 } });

test('[CP1] a copy stands beside its original, else below it', () => {
  const original = box(0, 0);
  expect(freeOffset([original], [original])).toEqual({ x: 228, y: 0 });
  expect(freeOffset([original], [original, box(250, 20)])).toEqual({ x: 0, y: 128 });
  expect(freeOffset([original], [original, box(250, 20), box(10, 150)])).toEqual({ x: 456, y: 0 });
});

test('[CP1] several boxes are moved as one', () => {
  const pair = [box(0, 0), box(300, 200)];
  expect(freeOffset(pair, pair)).toEqual({ x: 528, y: 0 });
});

test('[CP1] with sizes unknown, or no room near, there is no such place', () => {
  expect(freeOffset([], [])).toBeNull();
  const wall = { id: 'wall', position: { x: -9_000, y: -9_000 }, size: { width: 90_000, height: 90_000 } };
  expect(freeOffset([box(0, 0)], [wall])).toBeNull();
});
