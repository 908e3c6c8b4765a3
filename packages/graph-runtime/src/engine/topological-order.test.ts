import { expect, test } from 'vitest';
import { seeded } from '../testing/index.ts';
import { topologicalOrder } from './index.ts';

test('[TO1] what is needed comes first; among equals the list decides', () => {
  expect(topologicalOrder([[2], [], [1], []])).toEqual([1, 2, 0, 3]);
  expect(topologicalOrder([[], [], []])).toEqual([0, 1, 2]);
  expect(topologicalOrder([])).toEqual([]);
});

test('[TO2] a circle has no order', () => {
  expect(() => topologicalOrder([[1], [0], []])).toThrow(RangeError);
});

test('[TO3] in 300 random graphs each item comes once, after all that it needs, and no earlier item could come sooner', () => {
  const random = seeded(11);
  for (let round = 0; round < 300; round += 1) {
    const count = 1 + Math.floor(random() * 40);
    const shuffled = Array.from({ length: count }, (_, item) => item).sort(() => random() - 0.5);
    const needs: number[][] = Array.from({ length: count }, () => []);
    shuffled.forEach((item, place) => {
      for (let at = 0; at < place; at += 1) if (random() < 0.15) needs[item]?.push(shuffled[at] ?? 0);
    });
    const order = topologicalOrder(needs);
    expect([...order].sort((a, b) => a - b)).toEqual(needs.map((_, item) => item));
    const done = new Set<number>();
    for (const item of order) {
      const ready = needs.findIndex((list, other) => !done.has(other) && list.every((need) => done.has(need)));
      expect(item).toBe(ready);
      done.add(item);
    }
  }
});
