import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loopGraph } from '../testing/fake-kit.ts';
import { filmMaker, hashesOf } from '../testing/film-helper.ts';
import { isAnchor, lastUnanswered, staysAnchor } from './anchors.ts';

const films = filmMaker();
afterEach(() => films.clear());

/** Frames of the anchors that a film of `count` frames still has. */
function anchorsOf(count: number): readonly number[] {
  const frames = Array.from({ length: count }, (_, frame) => frame);
  return frames.filter((frame) => isAnchor(frame) && staysAnchor(frame, count - 1));
}

test('[AN1] anchors stand every 25 frames over the newest 1,000, and half as many over each doubling beyond', () => {
  expect(anchorsOf(100)).toEqual([24, 49, 74, 99]);
  expect(anchorsOf(1000)).toHaveLength(40);
  expect(anchorsOf(10_000).length).toBeLessThan(40 + 20 * Math.log2(10) + 2);
  expect(anchorsOf(100_000).length).toBeLessThan(40 + 20 * Math.log2(100) + 2);
});

test('[AN2] no frame has further to the anchor before it than 25 frames or a twentieth of the way to the end', () => {
  const count = 50_000;
  let before = -1;
  for (const anchor of [...anchorsOf(count), count - 1]) {
    expect(anchor - before).toBeLessThanOrEqual(Math.max(25, (count - before) / 20));
    before = anchor;
  }
});

test('[AN3] what stays at a distance stayed at every shorter one, so thinning never asks for what is gone', () => {
  for (let frame = 24; frame < 4000; frame += 25) {
    let stayed = true;
    for (let newest = frame; newest < 40_000; newest += 250) {
      const stays = staysAnchor(frame, newest);
      expect(stays && !stayed).toBe(false);
      stayed = stays;
    }
  }
});

test('[AN4] answers are kept for at least 250 frames, from an anchor on', () => {
  for (const newest of [260, 299, 1000, 1024]) {
    const last = lastUnanswered(newest);
    expect(isAnchor(last)).toBe(true);
    expect(newest - last).toBeGreaterThanOrEqual(250);
    expect(newest - last).toBeLessThan(275);
  }
});

test('[AN5] a film keeps its anchors with their rasters beside the newest three, and resumes as before', async () => {
  const { folder, open, finish } = await films.make(loopGraph({ frames: 90 }));
  const film = await open({ checkpointEveryMs: 1e9, paused: true });
  film.unpause();
  await film.ended;
  const names = readdirSync(join(folder, 'checkpoints'));
  const frames = names.filter((name) => name.endsWith('.json'));
  expect(frames).toEqual(expect.arrayContaining(['000024.json', '000049.json', '000074.json', '000089.json']));
  expect(frames.length).toBeLessThanOrEqual(4 + 1);
  expect(names.filter((name) => name.endsWith('.png'))).toHaveLength(frames.length);
  const before = hashesOf(folder);
  await finish();
  expect(hashesOf(folder)).toEqual(before);
});
