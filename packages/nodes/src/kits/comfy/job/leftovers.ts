import type { JobKey, JobLedger } from '../../engines/ledger.ts';
import { cancelPrompt } from './cancel.ts';
import type { Connection } from './connection.ts';

/** A prompt of ours on a server. */
export interface Held {
  readonly server: Connection;
  readonly promptId: string;
  /** Whether it has arrived is known when this has settled. */
  readonly posting: Promise<unknown>;
}

/**
 * Prompts that a server may still have though nobody waits for them just now: it stood still or went away, and the film
 * tries the frame again later, when it finds them by their id. Until nobody will ask for them any more.
 */
export interface Leftovers {
  leave(ledger: JobLedger, key: JobKey, held: Held): void;
  /**
   * A frame of a box is asked for: what was left by other words for it, or by frames before it, which were then made
   * another way, is taken back. Nobody waits for that.
   */
  outdate(ledger: JobLedger, key: JobKey): void;
  /** The frame is there: what else was sent for it is taken back. */
  settle(ledger: JobLedger, key: JobKey): void;
  /** The production ends: all is taken back. Never throws. */
  abandon(ledger: JobLedger): Promise<void>;
  /** When no server is being asked to take anything back. */
  settled(): Promise<void>;
}

export function createLeftovers(atMostMs: number): Leftovers {
  const left = new WeakMap<JobLedger, Map<string, { readonly key: JobKey; readonly held: Held }>>();
  const working = new Set<Promise<void>>();

  function withdraw(ledger: JobLedger, isOver: (key: JobKey) => boolean): Promise<void> {
    const mine = left.get(ledger);
    const works: Promise<void>[] = [];
    for (const [promptId, { key, held }] of mine ?? []) {
      if (!isOver(key)) continue;
      mine?.delete(promptId);
      works.push(takeBack(held, atMostMs));
    }
    const work: Promise<void> = Promise.all(works).then(() => void working.delete(work));
    working.add(work);
    return work;
  }

  return {
    leave(ledger, key, held) {
      const mine = left.get(ledger) ?? new Map();
      left.set(ledger, mine.set(held.promptId, { key, held }));
    },
    outdate: (ledger, { node, frame, request }) =>
      void withdraw(
        ledger,
        (key) => key.node === node && (key.frame < frame || (key.frame === frame && key.request !== request)),
      ),
    settle: (ledger, { node, frame }) => void withdraw(ledger, (key) => key.node === node && key.frame === frame),
    abandon: (ledger) => withdraw(ledger, () => true),
    async settled() {
      await Promise.all(working);
    },
  };
}

/** Stops waiting for the server after a while; the work goes on beside. Never throws. */
export async function takeBack({ server, promptId, posting }: Held, atMostMs: number): Promise<void> {
  const work = posting.catch(() => {}).then(() => cancelPrompt(server.calls, promptId));
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, atMostMs);
  });
  await Promise.race([work, enough]);
  clearTimeout(timer);
}
