import { expect, test } from 'vitest';
import { type TrialFrame, trialResult } from './trial-result.ts';

const used = { engine: { engine: 'ComfyUI', prompt: 'moss', steps: 20, denoise: 0.4 } };

function frame(atMs: number, engineMs: number, zoomMs = 10): TrialFrame {
  const durations = { engine: engineMs, zoom: zoomMs, still: 0 };
  return { atMs, durations: new Map(Object.entries(durations)), used };
}

const settings = { width: 768, height: 432, fps: 24, frames: null, seed: 1 };
const context = { beganMs: 0, document: { settings }, title: (node: string) => `The ${node}` };

test('[TY2] medians are told without the frame that warms up, nodes by what they take, and the engine with its settings', () => {
  const frames = [frame(9000, 8000), frame(11_000, 1500), frame(14_000, 1800, 0), frame(15_000, 900)];
  expect(trialResult(frames, context)).toEqual({
    ...{ frames: 3, secondsPerFrame: 2, slowest: 3 },
    nodes: [
      { node: 'engine', title: 'The engine', medianMs: 1500 },
      { node: 'zoom', title: 'The zoom', medianMs: 10 },
    ],
    ...{ engine: 'engine', width: 768, height: 432, steps: 20, denoise: 0.4 },
  });
});

test('[TY2] of a single frame its whole time is told, and nodes that tell nothing of an engine are none', () => {
  const [only] = [frame(9000, 8000)];
  expect(trialResult([only], context)).toMatchObject({ frames: 1, secondsPerFrame: 9, slowest: 9, engine: 'engine' });
  const plain = trialResult([{ ...only, used: {} }], context);
  expect(plain).toMatchObject({ engine: null, steps: null, denoise: null });
});
