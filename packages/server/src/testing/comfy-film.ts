import type { GraphDocument } from '@epoch/graph-runtime/model';
import type { EngineAddress } from '@epoch/nodes/engines';
import { type OpenedKit, openNodeKit } from '../node-kit.ts';
import type { After } from '../productions/after.ts';
import { fakeGraph } from './fake-kit.ts';

/** The smallest film on ComfyUI: each frame is redrawn from the one before, the first from words. */
export function comfyGraph(frames: number): GraphDocument {
  return fakeGraph(
    [
      ['delay', 'FeedbackDelay'],
      ['redraw', 'ComfyImg2Img', { steps: 2, prompt: 'moss' }],
      ['output', 'FrameOutput'],
    ],
    [
      ['delay', 'out', 'redraw', 'image'],
      ['redraw', 'image', 'delay', 'next'],
      ['redraw', 'image', 'output', 'image'],
    ],
    { width: 64, height: 64, frames },
  );
}

/** The client's times for a server that computes in no time. @unit ms */
const QUICK = { pollMs: 25, historyLagMs: 400, historyGapMs: 8, lookAgainMs: 25, backOffMs: 5, socketWaitMs: 500 };
const FASTER = 20;

/** All real nodes, with one ComfyUI, asked at short intervals. */
export function comfyKit(url: string, pace: Readonly<Record<string, number>> = {}): OpenedKit {
  const address: EngineAddress = { id: 'attic', name: 'Attic', kind: 'comfyui', url, headers: {} };
  const engines = { of: (kind: string) => (kind === 'comfyui' ? [address] : []) };
  return openNodeKit({ engines, workers: 1, comfyPace: { ...QUICK, ...pace } });
}

/** Waits of a film, twenty times as fast. */
export const soon: After = (delayMs, task) => {
  const timer = setTimeout(task, delayMs / FASTER);
  return () => clearTimeout(timer);
};
