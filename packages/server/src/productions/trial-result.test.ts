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
    ...{ frames: 3, secondsPerFrame: 2, slowest: 3, drawnShare: 1 },
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

test('[TY7] where frames are left out, drawn and moved ones are told by their share, wherever the trial ends', () => {
  const moved = { engine: { ...used.engine, denoise: 0 } };
  const paced = (count: number) => {
    let atMs = 0;
    return Array.from({ length: count }, (_, at) => {
      const isDrawn = at % 3 === 0;
      atMs += isDrawn ? (at === 0 ? 9000 : 3000) : 30;
      return isDrawn ? frame(atMs, 2900) : { ...frame(atMs, 1), used: moved };
    });
  };
  for (const count of [5, 6, 7, 12]) {
    const trial = trialResult(paced(count), context);
    expect(trial).toMatchObject({ engine: 'engine', steps: 20, denoise: 0.4, frames: count - 1 });
    expect(trial.drawnShare).toBeCloseTo(1 / 3, 9);
    expect(trial.secondsPerFrame).toBeCloseTo(1.02, 9);
    expect(trial.nodes[0]?.medianMs).toBeCloseTo(2900 / 3 + 2 / 3, 9);
  }
  // Only the first one was drawn: its time is all that is known.
  expect(trialResult(paced(3), context)).toMatchObject({ drawnShare: 1 / 3, secondsPerFrame: 9 / 3 + 0.02 });
  const handedOn = paced(4).map((one) => ({ ...one, used: moved }));
  expect(trialResult(handedOn, context)).toMatchObject({ drawnShare: 1, denoise: 0 });
});
