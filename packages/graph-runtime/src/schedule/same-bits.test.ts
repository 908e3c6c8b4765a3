import { expect, test } from 'vitest';
import { EASINGS } from '../model/index.ts';
import { FUNCTIONS, samplerOf } from './index.ts';

const film = { count: 240, fps: 24, bpm: 120, seed: 9 };
const FRAMES = Array.from({ length: 240 }, (_, frame) => frame);

function valuesOf(schedule: string): number[] {
  const sampler = samplerOf({ schedule }, film);
  if (sampler === null) throw new Error(`"${schedule}" was not read.`);
  return FRAMES.map((frame) => Number(sampler.at(frame)));
}

/** All bits of some numbers as one, by FNV-1a. */
function fingerprint(values: readonly number[]): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(Float64Array.from(values).buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

test('[SL18] every function, powers and every easing give fixed bits', () => {
  const formulas = [...FUNCTIONS].map(([name, { least }]) => {
    const rest = ['t / 77', '0.6 + t / 300', '0.9', '2'].slice(1, least);
    return `${name}(${['(t + 1) / 241', ...rest].join(', ')})`;
  });
  const eased = EASINGS.filter((easing) => easing !== 'bezier').map((easing) => `0: 0 ${easing}, 240: 1`);
  const all = [...formulas, '(1 + t / 240) ** (t / 31)', ...eased, '0: 0 bezier(0.3, 0.1, 0.2, 1), 240: 1'];
  expect(all.length).toBeGreaterThan(45);
  const values = all.flatMap(valuesOf);
  expect(values.every(Number.isFinite)).toBe(true);
  expect(fingerprint(values)).toMatchInlineSnapshot(`"c82053e8"`);
});
