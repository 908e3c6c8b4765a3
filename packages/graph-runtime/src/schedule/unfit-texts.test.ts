import { expect, test } from 'vitest';
import { param } from '../model/index.ts';
import { judge } from './schedule-problems.ts';
import { valueAt } from './value-at.ts';

const film = { count: 60, fps: 24, bpm: 120, seed: 1 };
const prompt = param.text({ default: 'moss', maxLength: 20, doc: '' });
const edge = param.choice({
  default: 'mirror',
  choices: [
    { value: 'mirror', label: 'Mirror' },
    { value: 'wrap', label: 'Wrap' },
  ],
  doc: '',
});

test('[SL17] a text that is too long is told with the frame where it is cut, also when two of them fade', () => {
  const long = { schedule: '0: "moss", 9: "moss and the endless sea"' };
  expect(judge(long.schedule, prompt, film)).toMatchObject([
    {
      severity: 'warning',
      message: expect.stringMatching(/^At frame 9 this is 24 characters long and 20 is the most/),
    },
  ]);
  expect(valueAt(long, prompt, 9, film)).toBe('moss and the endless');
  const fading = judge('0: "moss and sea", 9: "ice and wind" fade 4', prompt, film);
  expect(fading).toMatchObject([{ message: expect.stringMatching(/^At frame 9 this is \d+ characters long/) }]);
  expect(judge('0: "moss", 9: "the sea"', prompt, film)).toEqual([]);
});

test('[SL17] what is no choice is told with the frame and with what stands in', () => {
  const wrong = { schedule: '0: "wrap", 5: "warp"' };
  expect(judge(wrong.schedule, edge, film)).toMatchObject([
    {
      severity: 'warning',
      message: 'At frame 5 this is "warp", which is not one of mirror, wrap; "mirror" is used there.',
    },
  ]);
  expect([4, 5].map((frame) => valueAt(wrong, edge, frame, film))).toEqual(['wrap', 'mirror']);
  expect(judge(`0: "${'w'.repeat(9000)}"`, edge, film)[0]?.message.length).toBeLessThan(200);
});
