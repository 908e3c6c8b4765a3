import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFilm, type Trial } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { cliStage } from '../testing/cli-stage.ts';
import { loopGraph } from '../testing/fake-kit.ts';
import { parsePlan } from './plan-options.ts';
import { planLines } from './plan-words.ts';

const stage = cliStage();
afterAll(() => stage.end());

const EVENING_MS = new Date(2026, 4, 4, 22, 30).getTime();

const trial: Trial = {
  ...{
    frames: 12,
    secondsPerFrame: 4,
    slowest: 5.25,
    engine: 'comfy',
    width: 768,
    height: 432,
    steps: 20,
    denoise: 0.4,
    drawnShare: 1,
  },
  nodes: [
    { node: 'comfy', title: 'ComfyUI', medianMs: 3600 },
    { node: 'zoom', title: 'Zoom', medianMs: 12.5 },
  ],
};

function said(frames: number | null, byMs: number | null): readonly string[] {
  const wish = { frames, seconds: byMs === null ? null : (byMs - EVENING_MS) / 1000, fps: 24 };
  return planLines(trial, planFilm(trial, wish), wish, byMs);
}

test('[CL20] plan runs a trial and tells what a frame costs, with exit 0, and leaves nothing in the data folder', async () => {
  const data = join(stage.root, 'planned');
  mkdirSync(join(data, '.trial-left-behind'), { recursive: true });
  writeFileSync(join(data, '.trial-left-behind', 'journal.db'), '');
  const file = stage.graphFile(loopGraph({ frames: 3 }));
  const { exit, out, err } = await stage.cli('plan', file, '--seconds', '5', '--frames', '240', '--data', data);
  expect(exit).toBe(0);
  expect(err).toMatch(/Trying the graph for up to 5 s/);
  expect(out).toMatch(/^\d+ frames of 128 x 72 timed: .* per frame, the slowest /);
  expect(out).toMatch(/ ms {2}Painter \(painter\)/);
  expect(out).toMatch(/As it is, 240 frames \(0:\d\d of film\) in 0:\d\d/);
  expect(readdirSync(data)).toEqual([]);
  expect(stage.kits.every((kit) => kit.openStages() === 0)).toBe(true);
});

test('[CL20] as JSON it prints trial and plan', async () => {
  const { exit, out } = await stage.cli('plan', stage.graphFile(), '--seconds', '5', '--json');
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ trial: { width: 128, engine: null }, plan: { fits: true } });
});

test('[CL21] frames that the engine left out are told of', () => {
  const wish = { frames: 100, seconds: null, fps: 24 };
  const [first] = planLines({ ...trial, drawnShare: 1 / 3 }, planFilm(trial, wish), wish, null);
  expect(first).toBe('12 frames of 768 x 432 timed, 33 % of them drawn: 4.00 s per frame, the slowest 5.25 s.');
});

test('[CL21] what was timed is told by node, the engine with its settings', () => {
  expect(said(null, null)).toEqual([
    '12 frames of 768 x 432 timed: 4.00 s per frame, the slowest 5.25 s.',
    '    3.60 s  ComfyUI (comfy) with 20 steps, denoise 0.4',
    '   12.5 ms  Zoom (zoom)',
    'What would change, about:',
    '  Every 4th frame drawn, those between moved: 1.31 s per frame.',
    '  624 x 352 px instead of 768 x 432: 2.65 s per frame.',
    '  14 steps instead of 20: 3.02 s per frame.',
  ]);
});

test('[CL21] a time gives a length, a length gives a time, and both say what would fit', () => {
  const morning = parsePlan(['g.json', '--by', '8:00'], EVENING_MS).byMs;
  expect(said(null, morning)[3]).toBe('As it is, 8550 frames (5:56 of film) by 08:00, 9:30:00 from now.');
  expect(said(900, null)[3]).toBe('As it is, 900 frames (0:38 of film) in 1:00:00.');
  const both = said(12_000, morning).slice(3);
  expect(both[0]).toBe('As it is, 12000 frames (8:20 of film) in 13:20:00: not ready by 08:00, 9:30:00 from now.');
  expect(both[1]).toBe('What would fit, about:');
  expect(both[2]).toMatch(/^ {2}Every 2nd frame drawn, those between moved: 7:\d\d:\d\d\.$/);
  expect(said(8000, morning).slice(3)).toEqual([expect.stringMatching(/8:53:20: ready by 08:00/)]);
  expect(said(1_000_000, morning).at(-1)).toMatch(/still too long\.$/);
});

test('[CL21] a time of day is the next one', () => {
  const at = (by: string) => (parsePlan(['g.json', '--by', by], EVENING_MS).byMs ?? 0) - EVENING_MS;
  expect([at('22:31'), at('22:30')].map((ms) => ms / 60_000)).toEqual([1, 24 * 60]);
});

test('[CL22] what plan does not understand is refused with 2, before anything is tried', async () => {
  const file = stage.graphFile();
  for (const [args, words] of [
    [['plan'], /one graph file/],
    [['plan', file, '--by', '25:00'], /--by takes a time of day such as 08:00/],
    [['plan', file, '--frames', '0'], /--frames takes a whole number/],
    [['plan', file, '--seconds', '600'], /--seconds takes a number from 5 to 120/],
    [['plan', file, '--fast'], /--fast/],
    [['plan', stage.graphFile({ ...loopGraph(), nodes: {}, edges: {} })], /cannot run/],
  ] as const) {
    const { exit, err, out } = await stage.cli(...args);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(words);
  }
});
