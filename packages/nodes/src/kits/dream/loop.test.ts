import { expect, test } from 'vitest';
import { type Figures, figuresOf, moveTo } from './picture-testing.ts';
import { soloDream } from './solo-dream.ts';
import { advanceView, newView } from './view.ts';

const SIZE = { width: 128, height: 72 };
const dream = soloDream();

/** What a loop looks like, and what its target looks like from the same place. */
interface Sample {
  readonly loop: Figures;
  readonly target: Figures;
}

/** Runs a feedback loop with a bilinear camera, the worst there is, and measures it every ten frames. */
function runLoop(prompt: string, denoise: number, zoom: number, frames: number): Sample[] {
  let view = newView(7);
  let { pixels } = dream.paint({ ...SIZE, prompt, view });
  const samples: Sample[] = [];
  for (let frame = 1; frame <= frames; frame++) {
    view = advanceView(view, { zoom });
    const init = moveTo(pixels, SIZE, { zoom });
    pixels = dream.paint({ ...SIZE, prompt, init, denoise, view, seed: frame }).pixels;
    if (frame % 10 !== 0) continue;
    const target = dream.paint({ ...SIZE, prompt, view }).pixels;
    samples.push({ loop: figuresOf(pixels, SIZE), target: figuresOf(target, SIZE) });
  }
  return samples;
}

function mean(samples: readonly Sample[], of: (sample: Sample) => number): number {
  return samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
}

const LOOPS = [
  { prompt: 'purple nebula, stars', denoise: 0.35, zoom: 1.02 },
  { prompt: 'emission nebula', denoise: 0.2, zoom: 1.03 },
  { prompt: 'teal and gold nebula, galaxy', denoise: 0.6, zoom: 1.03 },
];

test.each(LOOPS)('[MX5] $prompt at $denoise keeps chroma, contrast and sharpness', ({ prompt, denoise, zoom }) => {
  const samples = runLoop(prompt, denoise, zoom, 300);
  // Single frames differ by what happens to be in the picture, so stretches of a hundred frames are compared.
  for (const stretch of [samples.slice(0, 10), samples.slice(10, 20), samples.slice(20)]) {
    for (const name of ['chroma', 'contrast', 'sharpness'] as const) {
      const ratio = mean(stretch, ({ loop }) => loop[name]) / mean(stretch, ({ target }) => target[name]);
      expect(ratio, `${name} of ${prompt}`).toBeGreaterThan(0.6);
      expect(ratio, `${name} of ${prompt}`).toBeLessThan(1.4);
    }
  }
});

test('[MX6] with a standing camera an unrelated picture takes the colours of the target', () => {
  const view = newView(7);
  const target = figuresOf(dream.paint({ ...SIZE, prompt: 'purple nebula', view }).pixels, SIZE);
  const start = dream.paint({ ...SIZE, prompt: 'sunny desert', view }).pixels;
  let pixels = start;
  for (let frame = 0; frame < 40; frame++) {
    const at = advanceView(view, { frames: frame });
    pixels = dream.paint({
      ...SIZE,
      prompt: 'purple nebula',
      init: pixels,
      denoise: 0.35,
      view: at,
      seed: frame,
    }).pixels;
  }
  const [before, after] = [figuresOf(start, SIZE), figuresOf(pixels, SIZE)];
  expect(Math.abs(after.light - target.light)).toBeLessThan(0.3 * Math.abs(before.light - target.light));
});
