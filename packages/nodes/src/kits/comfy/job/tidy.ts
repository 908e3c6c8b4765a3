import type { Calls } from '../wire/calls.ts';

/** Takes our own finished prompts out of the server's history, which it keeps in memory; those of others stay. */
export interface Tidy {
  /** A prompt of ours has ended and is not needed any more. Never throws, and nobody waits for it. */
  ended(promptId: string): void;
  /** When nothing is under way any more. */
  settled(): Promise<void>;
}

/** So many are taken out at once, so that not every frame pays for a request. */
const BATCH = 5;

export function createTidy(calls: Calls, keep: number): Tidy {
  const ended: string[] = [];
  let work: Promise<void> = Promise.resolve();
  return {
    ended(promptId) {
      ended.push(promptId);
      if (ended.length < keep + BATCH) return;
      const old = ended.splice(0, ended.length - keep);
      // Left-overs harm nobody: a server that cannot be reached now has lost them, or drops them by itself in the end.
      work = work.then(() => calls.deleteHistory(old)).catch(() => {});
    },
    settled: () => work,
  };
}
