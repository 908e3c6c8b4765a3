import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import type { PixelMemory } from './memory.ts';

/** A stretch of the shared memory that holds the pixels of one raster. */
export interface Slot {
  readonly pointer: number;
  /** Users that must not lose it: pins and unfinished work. */
  holds: number;
  /** Nobody wants it any more; it is freed when the last hold ends. */
  doomed: boolean;
  freed: boolean;
}

/** Rasters in the shared memory: which slot is whose, and when it is given back. */
export interface Slots {
  /** A slot for width x height pixels, held once. Its contents are whatever was there before. */
  create(width: number, height: number): Slot;
  /** Wraps a slot as a raster. The slot is freed at the latest when the raster is garbage. */
  wrap(slot: Slot, width: number, height: number): Raster;
  /** The slot of a raster, or undefined when its pixels are a plain array. @throws RangeError when it was freed */
  of(raster: Raster): Slot | undefined;
  hold(slot: Slot): void;
  letGo(slot: Slot): void;
  /** Frees the slot as soon as nobody holds it. */
  doom(slot: Slot): void;
  readonly count: number;
}

export function createSlots(memory: PixelMemory): Slots {
  // Keyed by the view, not by the raster: whoever keeps `raster.data` alone keeps its pixels, too.
  const slotOf = new WeakMap<Uint8Array, Slot>();
  const garbage = new FinalizationRegistry<Slot>((slot) => doom(slot));
  let count = 0;

  function doom(slot: Slot): void {
    slot.doomed = true;
    if (slot.holds > 0 || slot.freed) return;
    slot.freed = true;
    count -= 1;
    garbage.unregister(slot);
    memory.free(slot.pointer);
  }

  return {
    create(width, height) {
      const slot = { pointer: memory.alloc(width * height * 4), holds: 1, doomed: false, freed: false };
      count += 1;
      return slot;
    },
    wrap(slot, width, height) {
      const raster = makeRaster(width, height, memory.bytes(slot.pointer, width * height * 4));
      slotOf.set(raster.data, slot);
      garbage.register(raster.data, slot, slot);
      return raster;
    },
    of(raster) {
      const slot = slotOf.get(raster.data);
      if (slot?.freed) {
        throw new RangeError(`Raster ${raster.version} was used after its memory had been given back.`);
      }
      return slot;
    },
    hold(slot) {
      slot.holds += 1;
    },
    letGo(slot) {
      slot.holds -= 1;
      if (slot.doomed) doom(slot);
    },
    doom,
    get count() {
      return count;
    },
  };
}
