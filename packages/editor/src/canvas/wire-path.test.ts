import { expect, test } from 'vitest';
import { type Box, goesBack, wirePath } from './wire-path.ts';

const box = (x: number, y: number): Box => ({ x, y, width: 200, height: 200 });
const lanes = (path: string) => [...path.matchAll(/[ML ](-?[\d.]+) (-?[\d.]+)/g)].map((match) => Number(match[2]));

test('[ED20] a wire to the right is one curve from socket to socket', () => {
  const path = wirePath({
    from: { x: 200, y: 50 },
    to: { x: 400, y: 90 },
    source: box(0, 0),
    target: box(400, 0),
    others: [],
    stagger: 0,
  });
  expect(path).toBe('M200 50 C300 50 300 90 400 90');
});

test('[ED21] a wire back to a box beside its source goes around both', () => {
  const ends = { from: { x: 600, y: 60 }, to: { x: 0, y: 50 }, source: box(400, 0), target: box(0, 0), stagger: 0 };
  expect(goesBack(ends.from, ends.to)).toBe(true);
  expect(Math.min(...lanes(wirePath({ ...ends, others: [] })))).toBeLessThan(0);
});

test('[ED21] a wire back to a box below runs through the gap between them', () => {
  const ends = { from: { x: 600, y: 150 }, to: { x: 0, y: 350 }, source: box(400, 0), target: box(0, 300), stagger: 0 };
  expect(lanes(wirePath({ ...ends, others: [] }))).toContain(250);
});

test('[ED22] a wire back takes the other way when a box stands in its own', () => {
  const ends = { from: { x: 600, y: 60 }, to: { x: 0, y: 50 }, source: box(400, 0), target: box(0, 0), stagger: 0 };
  const above: Box = { x: 250, y: -60, width: 100, height: 80 };
  expect(Math.max(...lanes(wirePath({ ...ends, others: [above] })))).toBeGreaterThan(200);
});

test('[ED23] wires with different stagger run on different lanes', () => {
  const ends = { from: { x: 600, y: 60 }, to: { x: 0, y: 50 }, source: box(400, 0), target: box(0, 0), others: [] };
  expect(wirePath({ ...ends, stagger: 0 })).not.toBe(wirePath({ ...ends, stagger: 7 }));
});

test('[ED20] a wire in the hand, with no box at its end, is a curve in every direction', () => {
  const path = wirePath({
    from: { x: 500, y: 0 },
    to: { x: 0, y: 0 },
    source: null,
    target: null,
    others: [],
    stagger: 0,
  });
  expect(path).toMatch(/^M500 0 C/);
});
