import { randomBytes } from 'node:crypto';
import { EpochError, type GraphDocument, type Trial } from '@epoch/graph-runtime/model';
import type { NodeKit } from './node-kit.ts';
import { trialFolder } from './scratch.ts';
import { runTrial } from './trial.ts';

interface TrialsOptions {
  readonly root: string;
  readonly kit: NodeKit;
  readonly program: string;
  /** @throws EpochError DISK_FULL */
  readonly assertRoom: () => Promise<void>;
  /** Whether a production is open. */
  readonly isBusy: () => boolean;
}

/** Trials of graphs beside the productions: one at a time, and never beside a film, which would slow both. */
export interface Trials {
  /** @throws EpochError PRODUCTION_BUSY, DISK_FULL, and what `runTrial` throws */
  run(document: GraphDocument, seconds: number, signal: AbortSignal): Promise<Trial>;
  /** Ends the one that runs, with what it has; settles when its folder is gone. */
  end(): Promise<void>;
}

export function createTrials({ root, kit, program, assertRoom, isBusy }: TrialsOptions): Trials {
  let current: { readonly abort: AbortController; readonly done: Promise<unknown> } | null = null;

  async function start(document: GraphDocument, seconds: number, signal: AbortSignal): Promise<Trial> {
    await assertRoom();
    const folder = await trialFolder(root, `${process.pid}-${randomBytes(4).toString('hex')}`);
    return runTrial({ folder, document, kit, seconds, program, signal });
  }

  return {
    async run(document, seconds, signal) {
      if (isBusy()) {
        throw new EpochError(
          'PRODUCTION_BUSY',
          'A production is open, and would slow the trial down. Stop it, then try again.',
        );
      }
      if (current !== null) throw new EpochError('PRODUCTION_BUSY', 'Another trial runs already. Wait for its end.');
      const abort = new AbortController();
      const trial = start(document, seconds, AbortSignal.any([abort.signal, signal]));
      current = { abort, done: trial.catch(() => {}) };
      return trial.finally(() => {
        current = null;
      });
    },
    async end() {
      current?.abort.abort();
      await current?.done;
    },
  };
}
