import { expect, test } from 'vitest';
import type { HudFacts } from './fields.ts';
import { formatted, isFormat } from './format.ts';
import { hudLines } from './hud-lines.ts';
import { filled, templateProblem } from './template.ts';
import { timecodeOf } from './timecode.ts';

const settings = { engine: 'dream', prompt: 'p', negative: '', seed: 48213, denoise: 0.35, steps: 20, cfg: 7 };
const motion = {
  ...{ zoom: 1.01, panX: 0, panY: 0, rotationDeg: 0.5 },
  ...{ totalZoom: 1.012, totalPanX: 0, totalPanY: -0.004 },
};
const film = { count: 200, fps: 24, bpm: 120, width: 768, height: 432, productionSeed: 1 };

function facts(index: number, given: Partial<HudFacts> = {}): HudFacts {
  return { frame: { ...film, index }, settings: undefined, motion: undefined, panUnit: 'heights', ...given };
}

test('[HL1] three lines: frame and seed, generation, camera', () => {
  expect(hudLines('lines', '', facts(142, { settings, motion }))).toEqual([
    'frame 000142   seed 48213',
    'steps 20   cfg 7.0   denoise 0.350',
    'zoom 1.0120   pan +0.000 -0.004',
  ]);
});

test('[HL2] what is not known has no line', () => {
  expect(hudLines('lines', '', facts(0))).toEqual(['frame 000000']);
  expect(hudLines('lines', '', facts(7, { motion }))).toEqual(['frame 000007', 'zoom 1.0120   pan +0.000 -0.004']);
});

test('[HL3] a deep dive is written in powers of ten, and nothing has a minus zero', () => {
  const deep = { ...motion, totalZoom: 1_234_567, totalPanX: -0.0001 };
  expect(hudLines('lines', '', facts(9, { motion: deep }))[1]).toBe('zoom 1.235e+6   pan +0.000 -0.004');
});

test('[HL4] the same in one line, in a column, or the frame alone', () => {
  const all = facts(142, { settings, motion });
  expect(hudLines('one-line', '', all)).toEqual([
    'frame 000142   seed 48213   steps 20   cfg 7.0   denoise 0.350   zoom 1.0120   pan +0.000 -0.004',
  ]);
  expect(hudLines('column', '', all)).toHaveLength(7);
  expect(hudLines('minimal', '', all)).toEqual(['000142']);
});

test('[HL5] a template of one’s own has fields, formats and braces; a dash stands for what is not known', () => {
  const template = '{timecode} {frame:04}/{frames}\n{seed} {{x}} {denoise:.1} {cfg:05.2} {zoom}';
  expect(hudLines('custom', template, facts(50, { settings }))).toEqual([
    '00:00:02:02 0050/200',
    '48213 {x} 0.3 07.00 -',
  ]);
});

test('[HL6] pans are written in heights, pixels or percent, with their unit', () => {
  const at = (panUnit: HudFacts['panUnit']) => hudLines('lines', '', facts(0, { motion, panUnit })).at(-1);
  expect(at('px')).toBe('zoom 1.0120   pan +0.0 -1.7 px');
  expect(at('percent')).toBe('zoom 1.0120   pan +0.0 -0.4 %');
});

test('[HL7] a field that there is none of, and a format that is none, are a sentence and stay readable', () => {
  expect(templateProblem('{frame} {sede}')).toMatch(/^There is no field \{sede\}\. There are frame, frames, /);
  expect(templateProblem('{seed:abc}')).toMatch(/^\{seed:abc\} cannot be written that way\./);
  expect(templateProblem('{frame:06} {{nothing}} {prompt:.20} {constructor')).toBeNull();
  expect(filled('{sede} {seed:abc} {toString}', facts(1, { settings }))).toBe('{sede} 48213 {toString}');
});

test('[HL8] a prompt of 20,000 characters is cut before it is written', () => {
  const long = { ...settings, prompt: 'a ringed\nplanet '.repeat(1250) };
  const text = filled('{prompt}', facts(0, { settings: long }));
  expect(text.length).toBe(400);
  expect(text.startsWith('a ringed planet a ringed')).toBe(true);
});

test('[HL9] formats: signs, zeros, widths, decimals, powers and percent', () => {
  const cases: [number | string, string, string][] = [
    [7, '03', '007'],
    [-7, '04', '-007'],
    [0.256, '.1%', '25.6%'],
    [1234.5, 'e', '1.235e+3'],
    [3, '+', '+3'],
    [2, '5', '    2'],
    ['moss', '6.2', 'mo    '],
  ];
  for (const [value, format, text] of cases) expect(formatted(value, format)).toBe(text);
  expect(['', '06', '+.3', 'x', '1.2.3', '{'].map(isFormat)).toEqual([true, true, true, false, false, false]);
});

test('[HL10] a timecode counts hours, minutes, seconds and frames', () => {
  expect(timecodeOf(0, 24)).toBe('00:00:00:00');
  expect(timecodeOf(24 * 3725 + 23, 24)).toBe('01:02:05:23');
  expect(timecodeOf(30, 29.97)).toBe('00:00:01:00');
});
