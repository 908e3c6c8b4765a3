import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import type { PixelsAt } from './jobs/pixels-at.ts';
import { kernelsOf, loadKernelModules } from './kernels.ts';
import { createMemory } from './memory.ts';
import { SCRATCH_BYTES } from './scratch.ts';
import { soloTeam } from './team.ts';
import { createArena, type Workbench } from './workbench.ts';

/** Runs jobs on the calling thread, without workers: for tests of what a job computes. */
export interface SoloBench extends Workbench {
  /** Copies a raster in. */
  put(image: Raster): PixelsAt;
  /** Room for a result. */
  room(width: number, height: number): PixelsAt;
  /** Copies a result out. */
  get(at: PixelsAt): Raster;
}

/**
 * @param bands  cuts row-parallel work into this many bands, last one first: a result must not depend on it
 */
export function soloBench(bands = 1): SoloBench {
  const heap = createMemory();
  const modules = loadKernelModules();
  const kernels = kernelsOf(modules.raster, heap.memory);
  kernels.setScratch?.(heap.alloc(SCRATCH_BYTES));
  const whole = soloTeam(heap.memory, kernels);
  const room = (width: number, height: number) => ({ pointer: heap.alloc(width * height * 4), width, height });
  return {
    team: {
      ...whole,
      rows(height, calls) {
        for (let band = bands - 1; band >= 0; band--) {
          const [y0, y1] = [Math.floor((height * band) / bands), Math.floor((height * (band + 1)) / bands)];
          for (const [name, ...args] of calls) whole.once(name, ...args, y0, y1);
        }
      },
    },
    dreamTeam: soloTeam(heap.memory, kernelsOf(modules.dream, heap.memory)),
    heap,
    take: createArena(heap).take,
    bytes: heap.bytes,
    words: (pointer, length) => new Int32Array(heap.memory.buffer, pointer, length),
    room,
    put(image) {
      const at = room(image.width, image.height);
      heap.bytes(at.pointer, image.data.length).set(image.data);
      return at;
    },
    get: ({ pointer, width, height }) => makeRaster(width, height, heap.bytes(pointer, width * height * 4).slice()),
  };
}

/** A picture with smooth parts, hard edges and noise, the same every time. `alpha` below 255 makes it vary, too. */
export function samplePicture(width: number, height: number, alpha = 255): Raster {
  const data = new Uint8Array(width * height * 4);
  let state = 12345;
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const noise = (state >>> 24) / 16;
    const wave = 110 + 80 * Math.sin(x / 9) * Math.cos(y / 7);
    const inBox = x > width / 3 && x < width / 2 && y > height / 4 && y < height / 2;
    data.set([inBox ? 250 : wave + noise, (x * 255) / width, 255 - wave, alpha === 255 ? 255 : (i * 37) % 256], i * 4);
  }
  return makeRaster(width, height, data);
}
