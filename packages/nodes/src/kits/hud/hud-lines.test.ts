import { expect, test } from 'vitest';
import { hudLines } from './hud-lines.ts';

const settings = { engine: 'dream', prompt: 'p', negative: '', seed: 48213, denoise: 0.35, steps: 20, cfg: 7 };
const motion = {
  ...{ zoom: 1.01, panX: 0, panY: 0, rotationDeg: 0 },
  ...{ totalZoom: 1.012, totalPanX: 0, totalPanY: -0.004 },
};

test('[HL1] three lines: frame and seed, generation, camera', () => {
  expect(hudLines(142, settings, motion)).toEqual([
    'frame 000142   seed 48213',
    'steps 20   cfg 7.0   denoise 0.350',
    'zoom 1.0120   pan +0.000 -0.004',
  ]);
});

test('[HL2] what is not known has no line', () => {
  expect(hudLines(0, undefined, undefined)).toEqual(['frame 000000']);
  expect(hudLines(7, undefined, motion)).toEqual(['frame 000007', 'zoom 1.0120   pan +0.000 -0.004']);
});

test('[HL3] a deep dive is written in powers of ten, and nothing has a minus zero', () => {
  const deep = { ...motion, totalZoom: 1_234_567, totalPanX: -0.0001 };
  expect(hudLines(9, undefined, deep)[1]).toBe('zoom 1.235e+6   pan +0.000 -0.004');
});
