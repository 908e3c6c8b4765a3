import { expect, test } from 'vitest';
import { testCards, testGraph } from '../store/fixture.ts';
import { emptyTrace, withRow } from '../store/health-trace.ts';
import { engineCard, guardCard, healthRows } from './health-fixture.ts';
import { bandsOf, guardIn, isGuard, placeForGuard } from './health-guard.ts';
import {
  changeWords,
  figure,
  type HealthBand,
  type HealthMeasure,
  linesOf,
  sparklineOf,
  worstAlarm,
} from './loop-health.ts';

const none = new Map<HealthMeasure, HealthBand>();

function lines(frames: number, change: Parameters<typeof healthRows>[1] = () => ({}), bands = none) {
  return linesOf(healthRows(frames, change).reduce(withRow, emptyTrace), bands);
}
const alarmOf = (...args: Parameters<typeof lines>) => worstAlarm(lines(...args))?.sentence ?? null;
const lineOf = (measure: HealthMeasure, ...args: Parameters<typeof lines>) => {
  const found = lines(...args).find((line) => line.measure === measure);
  if (found === undefined) throw new Error(`no line for ${measure}`);
  return found;
};

test('[LH2] a line tells the value now, and what became of it in 200 frames', () => {
  const { now, changed, values, early } = lineOf('chroma', 400, (frame) => ({ chroma: 0.05 + frame * 0.0001 }));
  expect(now).toBeCloseTo(0.05 + 391 * 0.0001, 4);
  expect(changed).toBeCloseTo(now / (now - 0.02) - 1, 1);
  expect(early).toBeCloseTo(0.05 + 39 * 0.0001, 4);
  expect(values).toHaveLength(200);
  expect(lineOf('chroma', 100).changed).toBeNull();
  expect([changeWords(null), changeWords(0.004), changeWords(-0.3)]).toEqual(['–', '0 %', '−30 %']);
  expect([figure(0.0304), figure(0.4)]).toEqual(['0.0304', '0.400']);
});

test('[LH2] the band of a guard is drawn where its limits are; a long film has no more points than can be seen', () => {
  const line = lineOf('sharpness', 900, () => ({}), new Map([['sharpness', { least: 0.02, most: 0.04 }]]));
  const { path, band, early } = sparklineOf(line, 100, 20);
  const y = Number(/^M0 ([\d.]+)/.exec(path)?.[1]);
  expect(band?.top).toBeGreaterThan(0);
  expect(band?.bottom).toBeLessThan(20);
  expect(y).toBeCloseTo(((band?.top ?? 0) + (band?.bottom ?? 0)) / 2, 0);
  expect(early).toBe(y);
  expect(path.match(/[ML]/g)?.length).toBeLessThanOrEqual(160);
});

test('[LH3] a drift by more than a third is told with what it is; the worst one first', () => {
  expect(alarmOf(300)).toBeNull();
  expect(alarmOf(300, (frame) => ({ sharpness: 0.03 - frame * 0.00006 }))).toBe(
    'The film blurs: sharpness fell by 55 % since the beginning.',
  );
  expect(alarmOf(300, (frame) => ({ chroma: frame > 200 ? 0.09 : 0.06, a: frame > 200 ? 0.2 : 0.01 }))).toMatch(
    /^The film takes on a tint/,
  );
  expect(alarmOf(300, (frame) => ({ sharpness: frame > 200 ? 0.022 : 0.03 }))).toBeNull();
});

test('[LH3] short films, single odd frames and drifts that cannot be seen are not told', () => {
  expect(alarmOf(50, (frame) => ({ sharpness: frame > 40 ? 0.001 : 0.03 }))).toBeNull();
  expect(alarmOf(300, (frame) => ({ sharpness: frame === 298 ? 0.06 : 0.03 }))).toBeNull();
  expect(alarmOf(300, (frame) => ({ sharpness: frame > 100 ? 0.0005 : 0.002 }))).toBeNull();
});

test('[LH3] what a guard has limits for is judged by these, not by the beginning', () => {
  const bands = new Map([['sharpness', { least: 0.01, most: 0.06 }] as const]);
  expect(alarmOf(300, (frame) => ({ sharpness: frame > 100 ? 0.012 : 0.03 }), bands)).toBeNull();
  expect(alarmOf(300, (frame) => ({ sharpness: frame > 100 ? 0.005 : 0.03 }), bands)).toBe(
    'The film blurs: Sharpness 0.0050 is below the limit 0.0100 of the guard.',
  );
});

test('[LH6] a guard is known by its limits; bypassed it does not count, and a wired limit makes no band', () => {
  expect([isGuard(guardCard), isGuard(engineCard), isGuard(undefined)]).toEqual([true, false, false]);
  const cards = { ...testCards, Shepherd: guardCard, Engine: engineCard };
  const document = testGraph({ amount: 'Amount', delay: 'Delay', film: 'Film' });
  const guard = { id: 'guard', type: 'Shepherd', version: 1, position: { x: 0, y: 0 }, params: { chromaMax: 0.2 } };
  const guarded = { ...document, nodes: { ...document.nodes, guard } };
  expect(guardIn(guarded, cards)).toBe(guard);
  expect(guardIn({ ...guarded, nodes: { guard: { ...guard, bypassed: true } } }, cards)).toBeNull();
  const wire = { id: 'w', from: { node: 'amount', port: 'value' }, to: { node: 'guard', port: 'castMax' } };
  const bands = bandsOf({ ...guarded, edges: { w: wire } }, guard, guardCard, 0);
  expect(bands.get('chroma')).toEqual({ least: 0.03, most: 0.2 });
  expect(bands.has('cast')).toBe(false);
  expect(bandsOf(guarded, guard, guardCard, 0).get('cast')).toEqual({ least: 0, most: 0.06 });
});

test('[LH4] a guard belongs on the wire into the picture of an engine', () => {
  const cards = { ...testCards, Shepherd: guardCard, Engine: engineCard };
  const document = testGraph({ delay: 'Delay', film: 'Film' });
  const engine = { id: 'engine', type: 'Engine', version: 1, position: { x: 0, y: 0 }, params: {} };
  const wire = { id: 'w', from: { node: 'delay', port: 'out' }, to: { node: 'engine', port: 'image' } };
  const graph = { ...document, nodes: { ...document.nodes, engine }, edges: { w: wire } };
  expect(placeForGuard(graph, cards)).toEqual({ edge: 'w', card: guardCard });
  expect(placeForGuard({ ...graph, edges: {} }, cards)).toBeNull();
  expect(placeForGuard(graph, { ...testCards, Engine: engineCard })).toBeNull();
});
