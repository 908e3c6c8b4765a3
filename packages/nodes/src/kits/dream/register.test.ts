import { expect, test } from 'vitest';
import { moveTo } from './picture-testing.ts';
import { soloDream } from './solo-dream.ts';
import { advanceView, type Motion, newView, octaveState, type View } from './view.ts';

const SIZE = { width: 256, height: 144 };
const dream = soloDream();

function zoomOf(view: View): number {
  return view.scale * 2 ** view.octave;
}

test('[RG1] a known zoom, turn and pan are recovered', () => {
  const start = dream.paint({ ...SIZE, prompt: 'purple nebula, stars, ringed planet' });
  const motions: Motion[] = [
    { zoom: 1.02 },
    { zoom: 0.98, panX: 0.01 },
    { zoom: 1.04, direction: [0.9998, 0.02], panX: -0.012, panY: 0.008 },
  ];
  for (const motion of motions) {
    const init = moveTo(start.pixels, SIZE, motion);
    const { view } = dream.paint({
      ...SIZE,
      prompt: 'x',
      init,
      previous: start.pixels,
      view: start.view,
      denoise: 0.3,
    });
    const wanted = advanceView(start.view, motion);
    expect(zoomOf(view)).toBeCloseTo(zoomOf(wanted), 2);
    expect(view.sin).toBeCloseTo(wanted.sin, 2);
    expect(octaveState(view, 0).u).toBeCloseTo(octaveState(wanted, 0).u, 2);
    expect(octaveState(view, 0).v).toBeCloseTo(octaveState(wanted, 0).v, 2);
    expect(view.timeFrames).toBe(1);
  }
});

test('[RG2] an unrelated picture is a cut to another world, always the same one', () => {
  const start = dream.paint({ ...SIZE, prompt: 'purple nebula' });
  const init = dream.paint({ ...SIZE, prompt: 'green forest', view: newView(77) }).pixels;
  const frame = { ...SIZE, prompt: 'nebula', init, previous: start.pixels, view: start.view, denoise: 0.4 };
  const { view } = dream.paint(frame);
  expect(view.seed).not.toBe(start.view.seed);
  expect(soloDream().paint(frame).view).toEqual(view);
});

test('[RG3] a loop without a known camera keeps the world moving with the picture', () => {
  let { pixels, view } = dream.paint({ ...SIZE, prompt: 'blue nebula, stars' });
  for (let frame = 0; frame < 12; frame++) {
    const init = moveTo(pixels, SIZE, { zoom: 1.02 });
    ({ pixels, view } = dream.paint({
      ...SIZE,
      prompt: 'blue nebula, stars',
      init,
      previous: pixels,
      view,
      denoise: 0.35,
    }));
  }
  expect(zoomOf(view) / 1.02 ** 12).toBeCloseTo(1, 1);
  expect(view.seed).toBe(7);
});

test('[RG4] blank pictures are no cut', () => {
  const black = new Uint8Array(SIZE.width * SIZE.height * 4);
  const { view } = dream.paint({
    ...SIZE,
    prompt: 'nebula',
    init: black,
    previous: black,
    view: newView(6),
    denoise: 0.1,
  });
  expect(view).toEqual(advanceView(newView(6), { zoom: 1 }));
});
