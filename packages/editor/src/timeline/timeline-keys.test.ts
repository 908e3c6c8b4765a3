import { param } from '@epoch/graph-runtime/model';
import { curveAt, valueAt } from '@epoch/graph-runtime/schedule';
import { expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { bent, controlsOf, withControl } from './bend.ts';
import { CURVE_HEIGHT, sampledPath, spanOf } from './curve-path.ts';
import { copyKeys, nextKeyFrame, pasteKeys, shiftKeys, withoutKeys } from './key-sets.ts';
import { lanesOf, type ParamLane } from './lanes.ts';
import { snapFrame } from './snap.ts';
import { ticks } from './time-scale.ts';
import { framesPer, timeText } from './time-units.ts';

const film = { count: 600, fps: 24, bpm: 120, seed: 1 };
const ratio = param.number({ default: 0.4, min: 0, max: 1, unit: 'ratio', doc: 'Change.' });
const keys = [
  { frame: 10, value: 0.3, easing: 'linear' as const },
  { frame: 100, value: 0.5, easing: 'smooth' as const },
  { frame: 200, value: 0.9, easing: 'hold' as const },
];
const prompts = [{ frame: 0, value: 'moss', easing: 'hold' as const }];

function lanes(): readonly ParamLane[] {
  const document = documentFixture({ denoise: { keys }, prompt: { keys: prompts } });
  return lanesOf(document, { Dream: cardFixture }, []).filter((lane): lane is ParamLane => lane.kind !== 'cues');
}
const at = (lane: string, ...frames: number[]) => frames.map((frame) => ({ lane: `dream.${lane}`, frame }));
const framesOf = (changes: readonly { readonly keys: readonly { readonly frame: number }[] }[]) =>
  changes.map((change) => change.keys.map(({ frame }) => frame));

test('[TL11] selected keys move together, none before frame 0, and only numbers change in value', () => {
  const chosen = [...at('denoise', 10, 100), ...at('prompt', 0)];
  const moved = shiftKeys(lanes(), chosen, { frames: 5, value: 0.2 });
  expect(framesOf(moved)).toEqual([[5], [15, 105, 200]]);
  expect(moved[1]?.keys[0]?.value).toBe(0.5);
  expect(moved[0]?.keys[0]?.value).toBe('moss');
  expect(framesOf(shiftKeys(lanes(), at('denoise', 10, 100), { frames: -50, value: 0 }))).toEqual([[0, 90, 200]]);
});

test('[TL11] a value stays inside the limits of its param', () => {
  const [moved] = shiftKeys(lanes(), at('denoise', 200), { frames: 0, value: 4 });
  expect(moved?.keys.at(-1)?.value).toBe(1);
});

test('[TL12] copied keys go back into their own lanes, the first at the frame asked for', () => {
  const copied = copyKeys(lanes(), at('denoise', 100, 200));
  const [pasted] = pasteKeys(lanes(), copied, 300);
  expect(pasted?.keys.map(({ frame, value }) => [frame, value])).toEqual([
    ...keys.map(({ frame, value }) => [frame, value]),
    [300, 0.5],
    [400, 0.9],
  ]);
  expect(framesOf(withoutKeys(lanes(), at('denoise', 100)))).toEqual([[10, 200]]);
});

test('[TL13] a dragged key snaps to near marks, whole seconds and beats, and to nothing farther away', () => {
  expect(snapFrame(98, 3, [100], film)).toBe(100);
  expect(snapFrame(47, 3, [], film)).toBe(48);
  expect(snapFrame(35, 3, [], { ...film, bpm: 120 })).toBe(36);
  expect(snapFrame(41, 3, [100], film)).toBe(41);
  expect(snapFrame(98, 0, [100], film)).toBe(98);
});

test('[TL14] a curve pulled at a point goes through the hand', () => {
  const before = controlsOf({ frame: 0, value: 0, easing: 'linear' });
  const after = bent(before, 0.5, 0, 0.2);
  expect(curveAt(after, 0.5)).toBeCloseTo(0.7, 2);
  expect(withControl(after, 1, 2, 0.5)).toEqual([after[0], after[1], 1, 0.5]);
});

test('[TL14] what bending begins from draws the easing as it was', () => {
  for (const easing of ['linear', 'smooth', 'ease-in', 'ease-out'] as const) {
    const pair = [
      { frame: 0, value: 0, easing },
      { frame: 100, value: 1, easing: 'hold' as const },
    ];
    const curve = controlsOf({ frame: 0, value: 0, easing });
    for (const frame of [20, 50, 80]) {
      expect(curveAt(curve, frame / 100), easing).toBeCloseTo(Number(valueAt({ keys: pair }, ratio, frame, film)), 2);
    }
  }
});

test('[TL15] the ruler counts frames, seconds or beats', () => {
  expect(framesPer('beats', film)).toBe(12);
  expect([timeText(48, 'frames', film), timeText(48, 'seconds', film), timeText(48, 'beats', film)]).toEqual([
    '48',
    '2 s',
    '4',
  ]);
  for (const frame of ticks(600, 800, 24)) expect(frame % 24).toBe(0);
});

test('[TL16] from any frame the next key of any lane is found', () => {
  expect([nextKeyFrame(lanes(), 10, 1), nextKeyFrame(lanes(), 10, -1), nextKeyFrame(lanes(), 200, 1)]).toEqual([
    100,
    0,
    null,
  ]);
});

test('[TL17] a schedule has a lane, drawn as the runtime samples it with the film of the graph', () => {
  const document = documentFixture({ denoise: { schedule: '0: 0, 10s: 1' } });
  const [lane] = lanesOf(document, { Dream: cardFixture }, []);
  expect(lane).toMatchObject({ kind: 'schedule', id: 'dream.denoise', film: { fps: 24, count: 600 } });
  const drawn = sampledPath({ schedule: '0: 0, 300: 1' }, ratio, 600, film);
  expect(drawn?.range).toEqual({ low: 0, high: 1 });
  expect(drawn?.path.startsWith('M0 ')).toBe(true);
  const text = param.text({ default: '', maxLength: 99, doc: 'Words.' });
  expect(sampledPath({ schedule: '0: "moss"' }, text, 600, film)).toBeNull();
});

test('[TL18] a lane of equal keys can still be dragged in value: its height stands for the limits', () => {
  expect(spanOf({ low: 0.4, high: 0.4 }, ratio)).toBe(1);
  expect(spanOf({ low: 0.2, high: 0.8 }, ratio)).toBeCloseTo(0.6);
  expect(CURVE_HEIGHT).toBe(100);
});
