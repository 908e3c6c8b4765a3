import { param } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { changeKey, keyFor, moveKey, neighbourKey } from '../inspector/key-edits.ts';
import { curvePath, heightOf, rangeOf } from './curve-path.ts';
import { lanesOf, lastKeyOf, timelineLength } from './lanes.ts';
import { frameAt, percentAt, tickStep, ticks } from './time-scale.ts';

const ratio = param.number({ default: 0.4, min: 0, max: 1, unit: 'ratio', doc: 'Change.' });
const keys = [
  { frame: 0, value: 0.3, easing: 'linear' as const },
  { frame: 100, value: 0.5, easing: 'hold' as const },
  { frame: 200, value: 0.4, easing: 'smooth' as const },
];

test('[TL1] only params with keys have lanes: text first, then numbers', () => {
  const document = documentFixture({
    denoise: { keys },
    prompt: { keys: [{ frame: 0, value: 'moss', easing: 'hold' }] },
    steps: 12,
  });
  const lanes = lanesOf(document, { Dream: cardFixture }, []);
  expect(lanes.map(({ id, kind }) => [id, kind])).toEqual([
    ['dream.prompt', 'blocks'],
    ['dream.denoise', 'curve'],
  ]);
  expect(lastKeyOf(lanes)).toBe(200);
});

test('[TL1] lanes of the same name carry the title of their node', () => {
  const document = documentFixture({ denoise: { keys } });
  const second = { ...document.nodes.dream, id: 'second', type: 'Dream', title: 'Other', version: 1 };
  const both = {
    ...document,
    nodes: { ...document.nodes, second: { ...second, position: { x: 0, y: 0 }, params: { denoise: { keys } } } },
  };
  const labels = lanesOf(both, { Dream: cardFixture }, []).map(({ label }) => label);
  expect(labels).toEqual(['denoise, Dream', 'denoise, Other']);
});

test('[TL2] cues get a lane of their node', () => {
  const cue = {
    id: 'c',
    kind: 'teleport' as const,
    node: 'dream',
    frame: 200,
    dissolveFrames: 12,
    image: 'x',
    state: 'armed' as const,
    ...{ fit: 'cover' as const, key: null, order: 0 },
  };
  expect(lanesOf(documentFixture({}), { Dream: cardFixture }, [cue])).toMatchObject([{ kind: 'cues', cues: [cue] }]);
});

test('[TL3] a film without an end gets room to grow', () => {
  expect(timelineLength(300, 10, 0)).toBe(300);
  expect(timelineLength(null, 10, 0)).toBe(600);
  expect(timelineLength(null, 1000, 0)).toBe(1500);
});

test('[TL4] frames and points are each other’s inverse, inside the film', () => {
  expect(percentAt(150, 600)).toBe(25);
  expect(frameAt(200, 800, 600)).toBe(150);
  expect([frameAt(-5, 800, 600), frameAt(900, 800, 600)]).toEqual([0, 600]);
});

test('[TL4] numbers of the ruler are round and never touch', () => {
  expect(tickStep(600, 912)).toBe(50);
  expect(ticks(600, 912)).toHaveLength(13);
  for (const width of [200, 640, 1900]) expect((tickStep(7200, width) / 7200) * width).toBeGreaterThanOrEqual(56);
});

test('[TL5] a curve is flat before its first key, jumps after a hold and ends flat', () => {
  const path = curvePath(keys, ratio, 400);
  const points = path
    .slice(1)
    .split(/[ML]/)
    .map((pair) => pair.split(' ').map(Number));
  expect(points.at(0)?.[0]).toBe(0);
  expect(points.at(-1)?.[0]).toBe(1000);
  const hold = points.filter(([x]) => x === 500).map(([, y]) => y);
  expect(hold[0]).toBeCloseTo(heightOf(0.5, rangeOf(keys)));
  expect(hold[1]).toBeCloseTo(heightOf(0.4, rangeOf(keys)));
});

test('[TL5] a value that never changes runs through the middle', () => {
  expect(heightOf(3, { low: 3, high: 3 })).toBe(50);
});

test('[TL6] a dragged key keeps its value and replaces the one it lands on', () => {
  expect(moveKey(keys, 0, 200)).toEqual([keys[1], { ...keys[0], frame: 200 }]);
  expect(moveKey(keys, 7, 9)).toBe(keys);
});

test('[TL6] a changed key keeps its place', () => {
  expect(changeKey(keys, 100, { value: 0.9 })[1]).toEqual({ ...keys[1], value: 0.9 });
});

test('[TL7] new keys of numbers glide, of texts they jump', () => {
  expect([keyFor(4, 0.5).easing, keyFor(4, 'moss').easing]).toEqual(['smooth', 'hold']);
});

test('[TL7] stepping from key to key finds the neighbours of any frame', () => {
  expect(neighbourKey(keys, 150, -1)?.frame).toBe(100);
  expect(neighbourKey(keys, 150, 1)?.frame).toBe(200);
  expect(neighbourKey(keys, 200, 1)).toBeNull();
});
