import type { FilmListener, FilmStatus } from './film-types.ts';
import type { Journal } from './journal.ts';
import type { FilmMeta } from './journal-rows.ts';
import { createPace } from './pace.ts';

/** How often the frame count alone is worth telling. */
const COUNT_EVERY_MS = 500;

/** The status of a live film: told to its listener, and kept in the journal whenever the state changes. */
export interface FilmState {
  status(): FilmStatus;
  /** What is not given stays, but for `retryAt`: no other state waits for a time. */
  set(change: Partial<Pick<FilmStatus, 'state' | 'message' | 'problem' | 'retryAt'>>): void;
  frameDone(framesDone: number): void;
}

interface FilmStateOptions {
  readonly journal: Journal;
  readonly meta: FilmMeta;
  readonly framesDone: number;
  readonly listener: FilmListener;
  readonly now: () => number;
}

const CHANGES = ['state', 'message', 'problem', 'retryAt'] as const;

export function createFilmState({ journal, meta, framesDone, listener, now }: FilmStateOptions): FilmState {
  const pace = createPace(now);
  let toldAt = Number.NEGATIVE_INFINITY;
  let status: FilmStatus = {
    state: meta.state,
    message: null,
    problem: null,
    ...{ framesDone, framesPerSecond: null, retryAt: null },
  };

  function tell(): void {
    toldAt = now();
    listener.changed?.(status);
  }

  return {
    status: () => status,
    set(change) {
      const before = status.state;
      const next = { ...status, retryAt: null, ...change };
      if (CHANGES.every((field) => next[field] === status[field])) return;
      if (next.state !== 'running') pace.reset();
      status = { ...next, framesPerSecond: next.state === 'running' ? pace.framesPerSecond() : null };
      journal.setMeta({ ...meta, state: status.state, message: status.message });
      if (status.state !== before)
        journal.note('state', status.framesDone, `${status.state}. ${status.message ?? ''}`.trim());
      tell();
    },
    frameDone(count) {
      pace.tick();
      status = {
        ...status,
        framesDone: count,
        framesPerSecond: status.state === 'running' ? pace.framesPerSecond() : null,
      };
      if (now() - toldAt >= COUNT_EVERY_MS) tell();
    },
  };
}
