import type { Raster } from '@epoch/graph-runtime/model';
import type { Slot, Slots } from './slots.ts';

/** The rasters of one scope, and when each was last known to be wanted. */
export interface Ledger {
  /** Notes a new raster of this scope. */
  own(slot: Slot): void;
  /** One commit: frees what has been out of reach since before the frames in flight began. */
  collect(live: Iterable<Raster>): void;
  release(): void;
}

/**
 * A raster made while frame n is computed may, until frame n is committed, be known to nobody but a running node. So a
 * raster is freed only when as many commits have passed without a sign of it as there can be frames under way.
 *
 * @unit framesInFlight: frames
 */
export function createLedger(slots: Slots, framesInFlight: number): Ledger {
  const lastSeen = new Map<Slot, number>();
  let commit = 0;
  let released = false;

  return {
    own(slot) {
      if (!released) lastSeen.set(slot, commit);
    },
    collect(live) {
      commit += 1;
      for (const raster of live) {
        const slot = slots.of(raster);
        if (slot !== undefined && lastSeen.has(slot)) lastSeen.set(slot, commit);
      }
      for (const [slot, seen] of lastSeen) {
        if (slot.holds > 0) continue;
        if (slot.freed || commit - seen > framesInFlight) {
          lastSeen.delete(slot);
          if (!slot.freed) slots.doom(slot);
        }
      }
    },
    release() {
      released = true;
      for (const slot of lastSeen.keys()) slots.doom(slot);
      lastSeen.clear();
    },
  };
}
