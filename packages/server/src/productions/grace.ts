import type { After } from './after.ts';

/** For an image server that works: what it makes is fetched when the film goes on, so nothing is gained by waiting. */
const ENGINE_GRACE_MS = 2000;

/**
 * How long a stop lets the frames in flight end before they are abandoned: as long as was asked, but no longer than two
 * seconds while a node has told progress of a frame that is not drawn yet. Such a node waits for an image server, which
 * may take minutes; nodes that work in this program do not tell.
 */
export interface Grace {
  /** A stop was asked for. */
  begin(graceMs: number): void;
  told(frame: number): void;
  drawn(frame: number): void;
  /** The run has ended. */
  end(): void;
}

export function createGrace(abandon: () => void, after: After): Grace {
  let toldFrame = -1;
  let drawnFrame = -1;
  let isStopping = false;
  const timers: (() => void)[] = [];

  function shorten(): void {
    if (isStopping && toldFrame > drawnFrame) timers.push(after(ENGINE_GRACE_MS, abandon));
  }

  return {
    begin(graceMs) {
      isStopping = true;
      timers.push(after(graceMs, abandon));
      shorten();
    },
    told(frame) {
      if (frame <= toldFrame) return;
      toldFrame = frame;
      shorten();
    },
    drawn(frame) {
      drawnFrame = Math.max(drawnFrame, frame);
    },
    end: () => {
      for (const takeBack of timers.splice(0)) takeBack();
    },
  };
}
