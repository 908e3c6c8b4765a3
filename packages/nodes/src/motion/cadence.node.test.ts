import type { ParamValues } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { createFilmClock, createMemoryDecisions, type Decisions } from '../kits/clock/film-clock.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { play, playOnce } from '../testing/play.ts';
import { node } from './cadence.node.ts';

test('[CN1] the denoise at every n-th frame from frame 0 on, and 0 in between', async () => {
  const frame = { params: { cadence: 3, denoise: 0.4 } };
  const frames = await play(node, fakeServices().services, Array(7).fill(frame));
  expect(frames.map(({ denoise }) => denoise)).toEqual([0.4, 0, 0, 0.4, 0, 0, 0.4]);
  expect(frames.map(({ redraw }) => redraw)).toEqual([true, false, false, true, false, false, true]);
  expect(frames[1]?.cadence).toBe(3);
});

interface Loop {
  /** How long each frame takes. @unit ms */
  readonly frameMs: (frame: number, isDrawn: boolean) => number;
  readonly params?: Partial<ParamValues<typeof node.params>>;
  readonly decisions?: Decisions;
}

/** Plays a loop that takes its time, and tells which frames were drawn and what was said. */
async function loop(frames: number, { frameMs, params = {}, decisions = createMemoryDecisions() }: Loop) {
  let atMs = 0;
  const services = { ...fakeServices().services, clock: createFilmClock(decisions, () => atMs) };
  const drawn: number[] = [];
  const told: string[] = [];
  let memory: unknown;
  for (let index = 0; index < frames; index += 1) {
    const answer = await playOnce(
      node,
      services,
      {
        params: { mode: 'rate', ...params },
        film: { index },
        tell: (one) => one.type === 'remark' && told.push(one.words),
      },
      memory,
    );
    memory = answer.memory;
    if (answer.outputs.redraw === true) drawn.push(index);
    atMs += frameMs(index, answer.outputs.redraw === true);
  }
  return { drawn, told, memory };
}

const gaps = (drawn: readonly number[]) => drawn.slice(1).map((frame, at) => frame - (drawn[at] ?? 0));

test('[CN3] each drawn frame decides how many are left out after it, between the limits, and Tween is told the most', async () => {
  const slow = { frameMs: (_: number, isDrawn: boolean) => (isDrawn ? 400 : 10) };
  expect(new Set(gaps((await loop(120, { ...slow, params: { most: 20 } })).drawn).slice(2))).toEqual(new Set([13]));
  expect(Math.max(...gaps((await loop(60, { ...slow, params: { most: 6 } })).drawn))).toBe(6);
  expect(gaps((await loop(30, { frameMs: () => 5, params: { least: 4 } })).drawn)).toEqual(Array(7).fill(4));
  const two = await loop(60, { frameMs: (_, isDrawn) => (isDrawn ? 1900 : 40), params: { rate: 2 } });
  expect(gaps(two.drawn).at(-1)).toBe(5);
  const crossed = await loop(11, { frameMs: () => 5, params: { least: 5, most: 3 } });
  expect(crossed.drawn).toEqual([0, 5, 10]);
  expect(crossed.told[0]).toBe('draws 1 frame of 5; "Most apart" is below "Least apart"');
  const { outputs } = await playOnce(node, fakeServices().services, { params: { mode: 'rate', least: 5, most: 3 } });
  expect(outputs).toMatchObject({ cadence: 5, redraw: true, denoise: 0.45 });
});

test('[CN4] it follows the time that drawing takes, and only drawn frames change it', async () => {
  const frameMs = (frame: number, isDrawn: boolean) => (isDrawn ? (frame < 100 ? 190 : 1000) : 10);
  const { drawn, told } = await loop(400, { frameMs, params: { most: 40 } });
  const before = gaps(drawn.filter((frame) => frame < 100));
  expect(before.slice(2).every((gap) => gap === 6)).toBe(true);
  expect(gaps(drawn).at(-1)).toBe(32);
  expect(told).toHaveLength(drawn.length);
  expect(told.at(-1)).toBe('draws 1 frame of 32');
  const tight = await loop(200, { frameMs, params: { most: 8 } });
  expect(tight.told.at(-1)).toBe('draws 1 frame of 8; 24 a second would take 1 of 32');
  const never = await loop(60, { frameMs: () => 90, params: { most: 8 } });
  expect(never.told.at(-1)).toBe('draws 1 frame of 8; 24 a second cannot be reached');
});

test('[CN5] frames drawn again decide what they decided, whatever the clock says; changed limits hold', async () => {
  const decisions = createMemoryDecisions();
  const first = await loop(200, { frameMs: (frame, isDrawn) => (isDrawn ? 100 + 3 * frame : 10), decisions });
  const again = await loop(200, { frameMs: () => 1, decisions });
  expect(again.drawn).toEqual(first.drawn);
  expect(again.memory).toEqual(first.memory);
  const written = createMemoryDecisions();
  written.put('node', 0, 9);
  expect((await loop(9, { frameMs: () => 1, decisions: written, params: { most: 4 } })).drawn.slice(0, 2)).toEqual([
    0, 4,
  ]);
});

test('[CN5] a film that turns to holding a rate goes on from the frame that was drawn last', async () => {
  const { services } = fakeServices();
  const fixed = await playOnce(node, services, { params: { cadence: 4 }, film: { index: 6 } });
  const params = { mode: 'rate', least: 4 };
  const seventh = await playOnce(node, services, { params, film: { index: 7 } }, fixed.memory);
  expect(seventh.outputs.redraw).toBe(false);
  expect((await playOnce(node, services, { params, film: { index: 8 } }, seventh.memory)).outputs.redraw).toBe(true);
});
