import { freeBytes, megabytes, reserveBytes } from '../storage/disk.ts';

const CHECK_EVERY_MS = 5000;
/** Goes on only when there is clearly more room than needed, so that it does not stop and go. */
const HYSTERESIS = 1.1;

/** Watches the disk of a folder: pauses before it is full, goes on when there is room again. */
export interface RoomWatch {
  /** Whether the film stands still for want of room. */
  readonly isShort: boolean;
  stop(): void;
}

interface RoomOptions {
  readonly bytesPerFrame: () => number;
  readonly short: (sentence: string) => void;
  readonly enough: () => void;
  readonly free?: (folder: string) => Promise<number | null>;
  /** @unit ms */
  readonly everyMs?: number;
}

export function watchRoom(
  folder: string,
  { bytesPerFrame, short, enough, free = freeBytes, everyMs = CHECK_EVERY_MS }: RoomOptions,
): RoomWatch {
  let isShort = false;

  async function check(): Promise<void> {
    const bytes = await free(folder);
    const reserve = reserveBytes(bytesPerFrame());
    if (bytes === null) return;
    if (!isShort && bytes < reserve) {
      isShort = true;
      short(
        `The disk has ${megabytes(bytes)} left, and ${megabytes(reserve)} are kept free. Make room and the film goes on by itself.`,
      );
    } else if (isShort && bytes > reserve * HYSTERESIS) {
      isShort = false;
      enough();
    }
  }

  const timer = setInterval(() => void check(), everyMs);
  timer.unref();
  void check();
  return {
    get isShort() {
      return isShort;
    },
    stop: () => clearInterval(timer),
  };
}
