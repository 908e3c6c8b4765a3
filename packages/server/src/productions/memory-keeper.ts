import type { FrameCommit } from '@epoch/graph-runtime/engine';
import type { Pictures } from '../storage/pictures.ts';
import type { Checkpoints } from './checkpoint.ts';
import { rastersIn } from './memory-json.ts';

/**
 * Holds the memory after the last committed frame, so that a checkpoint of it can be saved at any time: with a frame when
 * one is due, and at every pause and at the end.
 */
export interface MemoryKeeper {
  /** Whether the frame that is being committed should carry a checkpoint. */
  due(): boolean;
  /** A frame was committed, with or without a checkpoint. */
  keep(commit: FrameCommit, checkpointed: boolean): void;
  /** Saves what is held, unless it is saved already. */
  saveNow(): Promise<void>;
  release(): void;
}

interface MemoryKeeperOptions {
  readonly checkpoints: Checkpoints;
  readonly pictures: Pictures;
  readonly everyMs: number;
  readonly now: () => number;
}

export function createMemoryKeeper({ checkpoints, pictures, everyMs, now }: MemoryKeeperOptions): MemoryKeeper {
  let savedAt = Number.NEGATIVE_INFINITY;
  let unsaved: FrameCommit | null = null;
  let unpins: readonly (() => void)[] = [];

  async function save(): Promise<void> {
    const commit = unsaved;
    if (commit === null) return;
    await checkpoints.save(commit.frame, commit.memory);
    if (unsaved === commit) unsaved = null;
    savedAt = now();
  }

  function release(): void {
    for (const unpin of unpins) unpin();
    unpins = [];
  }

  return {
    due: () => now() - savedAt >= everyMs,
    keep(commit, checkpointed) {
      const pins = [...rastersIn(commit.memory)].map((raster) => pictures.pin(raster));
      release();
      unpins = pins;
      unsaved = checkpointed ? null : commit;
      if (checkpointed) savedAt = now();
    },
    saveNow: save,
    release,
  };
}
