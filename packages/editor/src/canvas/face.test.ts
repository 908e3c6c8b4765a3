import { expect, test } from 'vitest';
import { testCards, testGraph } from '../store/fixture.ts';
import { faceRows } from './face-rows.ts';
import { ownValue, shortValue, textOnFace, timeText } from './face-values.ts';

const graph = testGraph({ p: 'Paint', a: 'Amount', w: 'Words' });
const paint = graph.nodes.p ?? expect.unreachable();
const ports = (rows: readonly { readonly port: string }[]) => rows.map(({ port }) => port);

test('[ED24] a node with few params shows all of its sockets', () => {
  const face = faceRows(testCards.Amount, graph.nodes.a ?? expect.unreachable(), new Set(), false);
  expect(ports(face.inputs)).toEqual(['value']);
  expect(face.folded).toBe(0);
});

test('[ED24] of many params the prompt and the sliders are shown and the rest is counted', () => {
  const face = faceRows(testCards.Paint, paint, new Set(), false);
  expect(ports(face.inputs)).toEqual(['image', 'prompt', 'denoise', 'cfg', 'grain']);
  expect(face.folded).toBe(2);
});

test('[ED25] a wired or keyframed param is always shown, in the order of the card', () => {
  const keyed = { ...paint, params: { steps: { keys: [{ frame: 0, value: 20, easing: 'linear' as const }] } } };
  const face = faceRows(testCards.Paint, keyed, new Set(['seed']), false);
  expect(ports(face.inputs)).toEqual(['image', 'seed', 'prompt', 'denoise', 'steps']);
  expect(face.inputs.find(({ port }) => port === 'steps')?.keyframed).toBe(true);
});

test('[ED24] an unfolded node shows every socket', () => {
  const face = faceRows(testCards.Paint, paint, new Set(), true);
  expect(face.inputs).toHaveLength(7);
  expect(face.folded).toBe(0);
});

test('[ED26] the time of a node reads = when nothing changed', () => {
  const report = (durationMs: number | null) => ({ durationMs, values: {} });
  expect(timeText(undefined)).toBe('');
  expect(timeText(report(null))).toBe('=');
  expect([0.04, 0.42, 3, 41.3, 9_960].map((ms) => timeText(report(ms)))).toEqual([
    '0 ms',
    '0.4 ms',
    '3 ms',
    '41 ms',
    '10.0 s',
  ]);
});

test('[ED27] numbers are shown with the decimals of their param, texts have no room in a row', () => {
  expect(shortValue(0.35, testCards.Paint.params.denoise)).toBe('0.35');
  expect(shortValue(20, testCards.Paint.params.steps)).toBe('20');
  expect(shortValue(true, null)).toBe('on');
  expect(shortValue(1.0123, null)).toBe('1.012');
  expect(shortValue('moss', null)).toBeNull();
});

test('[ED62] a node that gives texts has a box for them, filled before the first frame and empty at worst', () => {
  const words = graph.nodes.w ?? expect.unreachable();
  expect(textOnFace(testCards.Words, words, { durationMs: 1, values: { text: 'moss' } }, 0)).toBe('moss');
  expect(textOnFace(testCards.Words, { ...words, params: { text: 'fern' } }, undefined, 0)).toBe('fern');
  expect(textOnFace(testCards.Words, words, undefined, 0)).toBe('sea');
  expect(textOnFace(testCards.Amount, words, undefined, 0)).toBeNull();
});

test('[ED27] a keyframed param shows its value at the frame in view', () => {
  const keys = [
    { frame: 0, value: 0, easing: 'linear' as const },
    { frame: 10, value: 1, easing: 'linear' as const },
  ];
  expect(ownValue({ ...paint, params: { denoise: { keys } } }, 'denoise', testCards.Paint.params.denoise, 5)).toBe(0.5);
  expect(ownValue(paint, 'denoise', testCards.Paint.params.denoise, 5)).toBe(0.4);
});
