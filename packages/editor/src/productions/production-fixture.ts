import type { Production } from '@epoch/graph-runtime/protocol';

/** A production for tests: 142 of 600 frames done, running. */
export function productionOf(change: Partial<Production> = {}): Production {
  return {
    ...{ id: 'p1', name: 'Ringed planet', graphId: 'g1', graphName: 'First light' },
    ...{ createdAt: '2026-05-04T10:00:00Z', state: 'running', message: null, problem: null },
    ...{ framesDone: 142, framesTotal: 600, framesPerSecond: 14.2, secondsLeft: 32, retryAt: null },
    ...{ take: null, promoted: false },
    settings: { width: 768, height: 432, fps: 24, frames: 600, seed: 48213 },
    ...change,
  };
}
