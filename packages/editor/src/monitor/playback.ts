/** One moment of playing committed frames: which is shown, since when. @unit sinceMs: ms of the clock given to `advance` */
export interface PlayState {
  readonly frame: number;
  readonly sinceMs: number;
}

export interface PlayClock {
  readonly nowMs: number;
  readonly fps: number;
  /** Frames 0 .. framesDone - 1 can be shown. */
  readonly framesDone: number;
  readonly isReady: (frame: number) => boolean;
}

/**
 * The frame to show now. Goes on by as many frames as are due and loaded; a picture that is not there yet holds the
 * film instead of leaving a gap, and the time lost is not caught up. null at the end of the film.
 */
export function advance(state: PlayState, { nowMs, fps, framesDone, isReady }: PlayClock): PlayState | null {
  const frameMs = 1000 / fps;
  const due = Math.floor((nowMs - state.sinceMs) / frameMs);
  if (due < 1) return state;
  if (state.frame + 1 >= framesDone) return null;
  let frame = state.frame;
  const last = Math.min(framesDone - 1, state.frame + due);
  while (frame < last && isReady(frame + 1)) frame += 1;
  if (frame === state.frame) return { frame, sinceMs: nowMs - frameMs };
  return { frame, sinceMs: frame === last ? state.sinceMs + (frame - state.frame) * frameMs : nowMs };
}
