import type { Diagnostic } from '@epoch/graph-runtime/model';
import type { After } from './after.ts';
import type { FilmState } from './film-state.ts';
import { awayWords, tryingWords } from './film-words.ts';

/**
 * The wait of a film for an image server that is away. From the first failed try to the first sign of life the film is
 * `waiting`, also while a frame is being tried, so that an outage of hours is one entry in the journal.
 */
export interface Retry {
  /** An outage goes on: the film waits for its next try, or tries. */
  readonly isOn: boolean;
  /** A frame found its server away. Answers whether that is news. */
  found(problem: Diagnostic): boolean;
  /** Says what is waited for anew, after something else was said. */
  show(): void;
  /** The next try is now. Nothing when no outage goes on. */
  tryNow(): void;
  /** A node works or a frame is drawn: the outage is over. */
  alive(): void;
  /** Somebody wants something else. */
  cancel(): void;
}

export interface RetryOptions {
  readonly state: FilmState;
  /** Has the frame tried again. */
  readonly tryAgain: () => void;
  /** The film runs as it did before. */
  readonly recovered: () => void;
  /** Runs a task later; the answer takes it back. */
  readonly after: After;
  /** Of the wall, for people. @unit ms since 1970 */
  readonly clockTime: () => number;
}

interface Outage {
  readonly problem: Diagnostic;
  /** When the next try begins; null while it goes on. @unit ms since 1970 */
  readonly nextTry: number | null;
}

export function createRetry({ state, tryAgain, recovered, after, clockTime }: RetryOptions): Retry {
  let outage: Outage | null = null;
  let takeBack: () => void = () => {};

  function show(): void {
    if (outage === null) return;
    const { problem, nextTry } = outage;
    const { framesDone } = state.status();
    const message =
      nextTry === null ? tryingWords(problem, framesDone) : awayWords(problem, nextTry - clockTime(), framesDone);
    const retryAt = nextTry === null ? null : new Date(nextTry).toISOString();
    state.set({ state: 'waiting', message, problem, retryAt });
  }

  function tryNow(): void {
    if (outage === null) return;
    takeBack();
    outage = { ...outage, nextTry: null };
    show();
    tryAgain();
  }

  return {
    get isOn() {
      return outage !== null;
    },
    found(problem) {
      const before = outage?.problem;
      const isNews = before?.node !== problem.node || before?.message !== problem.message;
      const waitMs = problem.retryAfterMs ?? 0;
      takeBack();
      outage = { problem, nextTry: clockTime() + waitMs };
      takeBack = after(waitMs, tryNow);
      show();
      return isNews;
    },
    show,
    tryNow,
    alive() {
      if (outage === null || outage.nextTry !== null) return;
      outage = null;
      recovered();
    },
    cancel() {
      takeBack();
      outage = null;
    },
  };
}
