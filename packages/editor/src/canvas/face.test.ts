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

test('[ED25] a wired param and one that changes over time are always shown, in the order of the card', () => {
  const steps = { keys: [{ frame: 0, value: 20, easing: 'linear' as const }] };
  const keyed = { ...paint, params: { steps, cfg: { schedule: '0: 7, 60: 9' } } };
  const face = faceRows(testCards.Paint, keyed, new Set(['seed']), false);
  expect(ports(face.inputs)).toEqual(['image', 'seed', 'prompt', 'cfg', 'steps']);
  const follows = (name: string) => face.inputs.find(({ port }) => port === name)?.follows;
  expect([follows('steps'), follows('cfg'), follows('prompt')]).toEqual(['keys', 'schedule', null]);
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
  const before = { report: undefined, frame: null, wired: '' };
  const gave = { report: { durationMs: 1, values: { text: 'moss' } }, frame: 0, wired: '' };
  expect(textOnFace(testCards.Words, words, gave, 0)).toBe('moss');
  expect(textOnFace(testCards.Words, { ...words, params: { text: 'fern' } }, before, 0)).toBe('fern');
  expect(textOnFace(testCards.Words, words, before, 0)).toBe('sea');
  expect(textOnFace(testCards.Amount, words, before, 0)).toBeNull();
});

test('[ED62] at another frame than the film’s last it has the text of its keys there', () => {
  const words = graph.nodes.w ?? expect.unreachable();
  const gave = { report: { durationMs: 1, values: { text: 'moss' } }, frame: 0, wired: '' };
  const keyed = { ...words, params: { text: { schedule: '0: "moss", 60: "ocean"' } } };
  expect([0, 90].map((frame) => textOnFace(testCards.Words, keyed, gave, frame))).toEqual(['moss', 'ocean']);
  expect(textOnFace(testCards.Words, words, gave, 90)).toBe('moss');
  expect(textOnFace(testCards.Words, keyed, { ...gave, wired: 'seed text' }, 90)).toBe('moss');
});

test('[ED27] a param with keys or a schedule shows its value at the frame in view', () => {
  const keys = [
    { frame: 0, value: 0, easing: 'linear' as const },
    { frame: 10, value: 1, easing: 'linear' as const },
  ];
  expect(ownValue({ ...paint, params: { denoise: { keys } } }, 'denoise', testCards.Paint.params.denoise, 5)).toBe(0.5);
  const film = { count: 48, fps: 24, bpm: 120, seed: 0 };
  const written = { ...paint, params: { denoise: { schedule: '0: 0, 1s: 1' } } };
  expect(ownValue(written, 'denoise', testCards.Paint.params.denoise, 12, film)).toBe(0.5);
  expect(ownValue(paint, 'denoise', testCards.Paint.params.denoise, 5)).toBe(0.4);
});
