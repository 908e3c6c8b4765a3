import { describe, expect, test } from 'vitest';
import { param } from '../model/index.ts';
import { deforumWarnings, importPrompts, judge, parseSchedule, samplerOf, valueAt } from './index.ts';

const film = { count: 120, fps: 15, bpm: 120, seed: 42 };
const values = (schedule: string, frames: readonly number[], of: Parameters<typeof samplerOf>[1] = film) => {
  const sampler = samplerOf({ schedule }, of);
  if (sampler === null) throw new Error(`"${schedule}" was not read.`);
  return frames.map((frame) => sampler.at(frame));
};
const warnings = (schedule: string) => {
  const answer = parseSchedule(schedule);
  return answer.ok ? deforumWarnings(answer.schedule, film).map(({ message }) => message) : ['not read'];
};

describe("Deforum's own writing", () => {
  test('[SL4] number keys are interpolated, the first and last held', () => {
    expect(values('0:(0.4), 60:(0.65)', [0, 30, 60, 119])).toEqual([0.4, 0.525, 0.65, 0.65]);
    expect(values('0: (1.0), 10:(-1)', [5])).toEqual([0]);
    expect(values('0: (0.065)', [77])).toEqual([0.065]);
  });

  test('[SL4] its default zoom, rotation and strength', () => {
    const zoom = '0: (1.0025+0.002*sin(1.25*3.14*t/30))';
    const [first, twelfth] = values(zoom, [0, 12]);
    expect(first).toBe(1.0025);
    expect(twelfth).toBeCloseTo(1.0025 + 0.002 * Math.sin((1.25 * 3.14 * 12) / 30), 14);
    expect(values('0:(0), 30:(-0.364), 60:(0), 90:(0.364), 120:(0)', [15, 45])).toEqual([-0.182, -0.182]);
    expect(values('0: (0.65)', [0])).toEqual([0.65]);
  });

  test('[SL4] formulas in frames, quoted or not; max_f is the last frame', () => {
    const seeds = '0:(s), 1:(-1), "max_f-2":(-1), "max_f-1":(s)';
    expect(values(seeds, [0, 1, 50, 117, 118, 119])).toEqual([42, -1, -1, -1, 42, 42]);
    expect(values('0:(1), max_f/2:(2), max_f:(3)', [60, 119])).toEqual([2, 3]);
  });

  test('[SL4] an expression key is worked out on every frame until the next, and nothing blends into it', () => {
    expect(values('0:(t), 10:(5)', [0, 3, 9, 10])).toEqual([0, 3, 9, 5]);
    expect(values('0:(1), 4:(t*100)', [2, 4, 5])).toEqual([200.5, 400, 500]);
  });

  test('[SL5] where Deforum would fail or differ, a warning says so', () => {
    expect(warnings('0:(where(t>5,1,2))')).toEqual([expect.stringContaining('splits at every comma')]);
    expect(warnings('0:(1), 10:(min(t,3))')).toHaveLength(1);
    expect(warnings('0:(1e-2), 20:(0.5)')).toEqual([expect.stringContaining('takes this for a formula')]);
    expect(warnings('0:(1), "max_f/2":(0.5)')).toEqual([expect.stringContaining('down to frame 59')]);
    expect(warnings('0:(0.4), 60:(0.65)')).toEqual([]);
    expect(warnings('0: min(1, 2)')).toEqual([]);
  });

  test('[SL12] prompts with negatives become two schedules, from Deforum and from FizzNodes', () => {
    const deforum = '{"0": "tiny cute bunny --neg nsfw, blurry", "max_f/2": "a coconut", "90": "a durian --neg dark"}';
    expect(importPrompts(deforum)).toEqual({
      prompt: '0: "tiny cute bunny",\nmax_f/2: "a coconut",\n90: "a durian"',
      negative: '0: "nsfw, blurry",\nmax_f/2: "",\n90: "dark"',
    });
    const fizz = '"0": "moss",\n"24": "ocean",\n';
    expect(importPrompts(fizz)).toEqual({ prompt: '0: "moss",\n24: "ocean"', negative: null });
    expect(values(importPrompts(deforum)?.prompt ?? '', [0, 60, 90])).toEqual([
      'tiny cute bunny',
      'a coconut',
      'a durian',
    ]);
    expect(importPrompts('0: 1')).toBeNull();
    expect(importPrompts('no prompts')).toBeNull();
  });
});

const ratio = param.number({ default: 0.4, min: 0, max: 1, unit: 'ratio', doc: '' });
const steps = param.integer({ default: 20, min: 1, max: 150, unit: 'steps', doc: '' });
const prompt = param.text({ default: 'moss', maxLength: 20, doc: '' });

describe('a schedule that drives a param', () => {
  test('[SL13] is held within its limits and rounded; the default stands in where it has no value', () => {
    expect(valueAt({ schedule: 't / 10' }, ratio, 3, film)).toBe(0.3);
    expect(valueAt({ schedule: 't' }, ratio, 3, film)).toBe(1);
    expect(valueAt({ schedule: '-t' }, ratio, 3, film)).toBe(0);
    expect(valueAt({ schedule: '0/0' }, ratio, 3, film)).toBe(0.4);
    expect(valueAt({ schedule: '1/0' }, ratio, 3, film)).toBe(1);
    expect(valueAt({ schedule: 't / 2' }, steps, 5, film)).toBe(3);
    expect(valueAt({ schedule: '0: "a very long prompt indeed, longer"' }, prompt, 0, film)).toBe(
      'a very long prompt i',
    );
    expect(valueAt({ schedule: 'cannot be read' }, ratio, 0, film)).toBe(0.4);
    expect(valueAt({ schedule: 'max_f' }, ratio, 0, { ...film, count: null })).toBe(0.4);
    const flag = param.boolean({ default: false, doc: '' });
    expect([4, 5].map((frame) => valueAt({ schedule: 't >= 5' }, flag, frame, film))).toEqual([false, true]);
  });

  test('[SL11] what does not fit the film is a warning', () => {
    const told = (source: string, of: Parameters<typeof judge>[2] = film) =>
      judge(source, ratio, of).map(({ severity, message }) => `${severity}: ${message}`);
    expect(told('10: 0.4')).toEqual([expect.stringMatching(/^warning: There is no key at frame 0/)]);
    expect(told('0: 0.4, 500: 1')).toEqual([expect.stringMatching(/Frame 500 lies past the end.*119/)]);
    expect(told('0: 0.4, 8f: 1, 8: 0')).toEqual([expect.stringMatching(/another key at frame 8/)]);
    expect(told('0: 0.4, 50%: 1', { ...film, count: null })).toEqual([
      expect.stringMatching(/runs until it is stopped/),
    ]);
    expect(told('0: 3')).toEqual([expect.stringMatching(/At frame 0 this is 3, outside 0 to 1/)]);
    expect(told('1 / (t - 5)')).toEqual([
      expect.stringMatching(/At frame 5 this has no value/),
      expect.stringMatching(/outside/),
    ]);
    expect(told('0: 0.4, -5: 1')).toEqual([expect.stringMatching(/lies before the film/)]);
  });

  test('[SL14] a schedule of the wrong kind is told with its place', () => {
    expect(judge('0: 0.4, 9: "moss"', ratio, film)).toMatchObject([{ severity: 'error', at: 8, length: 9 }]);
    expect(judge('0: 0.4', prompt, film)[0]?.message).toMatch(/text in quotes is wanted/);
    expect(judge('t + 1', prompt, film)[0]?.severity).toBe('error');
  });

  test('[SL16] texts with keys fade, and curves bend numbers with keys', () => {
    const faded = {
      keys: [
        { frame: 0, value: 'moss', easing: 'hold' as const },
        { frame: 4, value: 'sea', easing: 'hold' as const, fadeFrames: 1 },
      ],
    };
    expect([3, 4, 5].map((frame) => valueAt(faded, prompt, frame, film))).toEqual([
      'moss',
      '(moss:0.50) (sea:0.50)',
      'sea',
    ]);
    const bent = {
      keys: [
        { frame: 0, value: 0, easing: 'bezier' as const, curve: [0, 1, 0, 1] as const },
        { frame: 10, value: 1, easing: 'hold' as const },
      ],
    };
    expect(valueAt(bent, ratio, 2, film)).toBeGreaterThan(0.7);
    const over = {
      keys: [
        { frame: 0, value: 0, easing: 'back' as const },
        { frame: 10, value: 1, easing: 'hold' as const },
      ],
    };
    expect(valueAt(over, ratio, 7, film)).toBe(1);
  });
});
