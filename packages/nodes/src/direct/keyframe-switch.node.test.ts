import { filmOf, valueAt } from '@epoch/graph-runtime/schedule';
import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { node } from './keyframe-switch.node.ts';

const film = filmOf({ settings: { width: 64, height: 64, fps: 24, frames: 100, seed: 1 } });

test('[KS1] every value has keys and an output of its own name', () => {
  expect(Object.keys(node.outputs)).toEqual(Object.keys(node.params));
  for (const spec of Object.values(node.params)) expect(spec.keyframes).toBe(true);
});

test('[KS2] gives the values of the frame', async () => {
  const params = {
    ...{ prompt: 'moss', negative: 'fog', denoise: 0.5, seed: 9, steps: 30, cfg: 4 },
    ...{ numberA: -3.5, numberB: 12, text: 'take {frame}' },
  };
  expect(await play(node, fakeServices().services, [{ params }])).toEqual([params]);
});

test('[KS3] a prompt travels: between two keys with a fade both are there, by weight', async () => {
  const keys = [
    { frame: 0, value: 'moss', easing: 'hold' as const },
    { frame: 10, value: 'ocean', easing: 'hold' as const, fadeFrames: 3 },
  ];
  const frames = [9, 10, 12, 13].map((frame) => ({
    params: { prompt: String(valueAt({ keys }, node.params.prompt, frame, film)) },
  }));
  const told = await play(node, fakeServices().services, frames);
  expect(told.map(({ prompt }) => prompt)).toEqual([
    'moss',
    '(moss:0.75) (ocean:0.25)',
    '(moss:0.25) (ocean:0.75)',
    'ocean',
  ]);
});
