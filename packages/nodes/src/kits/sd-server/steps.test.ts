import { expect, test } from 'vitest';
import { askedSteps } from './steps.ts';

test('[SQ9] at any strength the steps asked for make the server run the steps that are wanted', () => {
  for (let steps = 1; steps <= 150; steps++) {
    for (let percent = 1; percent <= 100; percent++) {
      const strength = Math.fround(percent / 100);
      const asked = askedSteps(steps, percent / 100);
      const run = Math.min(asked, Math.trunc(Math.fround(asked * strength)) + 1);
      expect(run, `${steps} steps at ${percent} %`).toBe(steps);
    }
  }
});
