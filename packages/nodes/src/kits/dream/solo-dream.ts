import { kernelsOf, loadKernelModules } from '../raster/kernels.ts';
import { createMemory } from '../raster/memory.ts';
import { soloTeam, type Team } from '../raster/team.ts';
import { createDream } from './dream.ts';
import { runDreamJob } from './job.ts';
import type { DreamRequest } from './request.ts';
import { newView, type View } from './view.ts';

/** A frame by its pixels, for callers without shared memory. What is left out has its usual value. */
export interface SoloFrame extends Partial<DreamRequest> {
  readonly init?: Uint8Array | null;
  readonly previous?: Uint8Array | null;
  readonly view?: View | null;
}

export interface SoloDream {
  readonly team: Team;
  paint(frame: SoloFrame): { pixels: Uint8Array; view: View };
}

const USUAL: DreamRequest = {
  prompt: '',
  negative: '',
  seed: 1,
  denoise: 1,
  steps: 20,
  cfg: 7,
  width: 128,
  height: 72,
};

/**
 * The engine on the calling thread alone, with a memory of its own, for tests and benchmarks.
 *
 * @param teamOf may replace the team of one by another way of running rows
 */
export function soloDream(teamOf: (solo: Team) => Team = (solo) => solo): SoloDream {
  const heap = createMemory();
  const team = teamOf(soloTeam(heap.memory, kernelsOf(loadKernelModules().dream, heap.memory)));
  const dream = createDream(team, heap);

  const borrow = (pixels: Uint8Array | null | undefined): number | null => {
    if (pixels === null || pixels === undefined) return null;
    const pointer = heap.alloc(pixels.length);
    heap.bytes(pointer, pixels.length).set(pixels);
    return pointer;
  };

  return {
    team,
    paint({ init, previous, view, ...wishes }) {
      const request = { ...USUAL, ...wishes };
      const bytes = request.width * request.height * 4;
      const out = heap.alloc(bytes);
      const pictures = { init: borrow(init), previous: borrow(previous) };
      const job = { ...pictures, out, request, view: view === undefined ? newView(7) : view };
      const painted = runDreamJob(dream, job);
      const pixels = heap.bytes(out, bytes).slice();
      for (const pointer of [out, pictures.init, pictures.previous]) if (pointer !== null) heap.free(pointer);
      return { pixels, view: painted.view };
    },
  };
}

/** Runs the same rows in bands of a few rows, last band first, to show that the order does not matter. */
export function bandedTeam(bandRows: number): (solo: Team) => Team {
  return (solo) => ({
    ...solo,
    rows(height, calls) {
      for (let end = height; end > 0; end -= bandRows) {
        for (const call of calls) solo.once(...call, Math.max(0, end - bandRows), end);
      }
    },
  });
}
