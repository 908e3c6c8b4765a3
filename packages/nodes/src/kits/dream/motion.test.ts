import { expect, test } from 'vitest';
import { figuresOf } from './picture-testing.ts';
import { soloDream } from './solo-dream.ts';
import { advanceView, type Motion, newView, type View } from './view.ts';

const dream = soloDream();
const SIZE = { width: 192, height: 96 };

/** Mean difference of two pictures inside a margin; `b` is read `right` and `down` pixels further. */
function difference(a: Uint8Array, b: Uint8Array, right = 0, down = 0): number {
  const margin = 16;
  let sum = 0;
  let count = 0;
  for (let y = margin; y < SIZE.height - margin; y++) {
    for (let x = margin; x < SIZE.width - margin; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const at = (y * SIZE.width + x) * 4 + channel;
        sum += Math.abs((a[at] ?? 0) - (b[at + (down * SIZE.width + right) * 4] ?? 0));
        count++;
      }
    }
  }
  return sum / count;
}

function paint(prompt: string, view: View): Uint8Array {
  return dream.paint({ ...SIZE, prompt, view }).pixels;
}

function step(view: View, motion: Motion): View {
  return advanceView(view, { frames: 0, ...motion });
}

test('[FD2] a small step of the camera changes little, also where an octave gives way to the next', () => {
  for (const prompt of ['purple nebula', 'filaments, dust', 'starfield']) {
    for (const scale of [1.0, 1.3, 1.7, 1.999]) {
      const view = step(newView(11), { zoom: scale });
      const near = difference(paint(prompt, view), paint(prompt, step(view, { zoom: 1.002 })));
      const far = difference(paint(prompt, view), paint(prompt, newView(12)));
      expect(near, `${prompt} at ${scale}`).toBeLessThan(far * 0.12);
    }
  }
});

test('[FD3] turning on the spot turns the stars', () => {
  const upright = paint('starfield', newView(5));
  const upsideDown = paint('starfield', step(newView(5), { angleDeg: 180 }));
  const turnedBack = new Uint8Array(new Uint32Array(upsideDown.slice().buffer).reverse().buffer);
  expect(difference(upright, turnedBack)).toBeLessThan(0.35 * difference(upright, upsideDown));
});

test('[FD4] a fire rises without a jump, also while the camera zooms', () => {
  let view = newView(5);
  for (let frame = 0; frame < 400; frame++) view = advanceView(view, { zoom: 1.01 });
  const now = paint('fire', view);
  const next = paint('fire', advanceView(view, { zoom: 1.002, frames: 0.1 }));
  const other = paint('fire', newView(99));
  expect(difference(now, next)).toBeLessThan(0.12 * difference(now, other));
  expect(difference(now, paint('fire', advanceView(view, {})))).toBeGreaterThan(difference(now, next));
});

test('[ST1] stars and gas stand where the camera moves them', () => {
  for (const prompt of ['starfield', 'purple nebula, stars']) {
    const view = newView(8);
    const moved = paint(prompt, step(view, { panX: 8 / SIZE.height, panY: -4 / SIZE.height }));
    const still = paint(prompt, view);
    const along = difference(still, moved, 8, -4);
    expect(along, prompt).toBeLessThan(0.4 * difference(still, moved));
  }
});

test('[ST2] the weight of a word matters', () => {
  const light = (weight: number) =>
    paint(`purple nebula, (stars:${weight})`, newView(8)).reduce((sum, byte) => sum + byte, 0);
  expect(light(2)).toBeGreaterThan(light(0.2) * 1.01);
});

test('[FD1] every world is exposed alike: none black, none washed out', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { light, contrast } = figuresOf(paint('purple nebula', newView(seed)), SIZE);
    expect(light, `world ${seed}`).toBeGreaterThan(25);
    expect(light, `world ${seed}`).toBeLessThan(150);
    expect(contrast, `world ${seed}`).toBeGreaterThan(15);
  }
});

test('[FD5] after a very long voyage the world is as rich as at its start', () => {
  let view = newView(3);
  for (let frame = 0; frame < 4000; frame++) view = advanceView(view, { zoom: 1.09, angleDeg: 0.5, panX: 0.004 });
  expect(view.octave).toBeGreaterThan(490);
  const far = figuresOf(paint('purple nebula, stars', view), SIZE);
  const near = figuresOf(paint('purple nebula, stars', newView(3)), SIZE);
  for (const name of ['light', 'chroma', 'contrast', 'sharpness'] as const) {
    expect(far[name] / near[name], name).toBeGreaterThan(0.5);
    expect(far[name] / near[name], name).toBeLessThan(2);
  }
});
