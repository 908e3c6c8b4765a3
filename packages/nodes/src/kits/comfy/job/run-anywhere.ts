import type { Connections } from '../../engines/connections.ts';
import type { Fleet } from '../../engines/fleet.ts';
import { following } from '../../engines/following.ts';
import type { JobLedger, JobRecord } from '../../engines/ledger.ts';
import type { EngineWatch } from '../../engines/servers.ts';
import type { ComfyAnswer, ComfyFacts, ComfyJob } from '../comfy.ts';
import type { Connection } from './connection.ts';
import { type Held, type Leftovers, takeBack } from './leftovers.ts';
import type { Pace } from './pace.ts';
import { recipeOf } from './recipe.ts';
import { runJob } from './run-job.ts';
import type { Errand } from './send.ts';

export interface Means {
  readonly fleet: Fleet<ComfyFacts>;
  readonly connections: Connections<Connection>;
  readonly pace: Pace;
  readonly leftovers: Leftovers;
}

/**
 * Runs a job on the first server that takes it. A prompt that was sent before is looked for on its own server first.
 * @see ComfyEngine.run
 */
export async function runAnywhere(
  { fleet, connections, pace, leftovers }: Means,
  { key, server, orderFor }: ComfyJob,
  ledger: JobLedger,
  watch: EngineWatch,
): Promise<ComfyAnswer> {
  const { controller, release } = following(watch.signal);
  const { signal } = controller;
  try {
    signal.throwIfAborted();
    leftovers.outdate(ledger, key);
    const earlier = await ledger.find(key);
    return await fleet.run({
      ...{ server, before: earlier?.state === 'sent' ? earlier.server : '', signal, prepare: orderFor },
      async work(address, order) {
        const errand = { server: connections.of(address), order, key, ledger, told: watch, pace, signal };
        const picture = await runHeld(errand, earlier, leftovers);
        return { picture, server: address.name, recipe: recipeOf(order) };
      },
    });
  } finally {
    release();
  }
}

/** One job on one server; taken back from it when the watcher stops, and remembered when it is to be asked again. */
async function runHeld(
  errand: Omit<Errand, 'holds'>,
  earlier: JobRecord | null,
  leftovers: Leftovers,
): Promise<Uint8Array> {
  const { server, key, ledger, pace, signal } = errand;
  let ours: Held | null = null;
  const holds = (promptId: string, posting: Promise<unknown>) => {
    ours = { server, promptId, posting };
  };
  const held = (): Held | null => ours;
  try {
    const picture = await runJob({ ...errand, holds }, earlier);
    leftovers.settle(ledger, key);
    return picture;
  } catch (error) {
    const left = held();
    if (left !== null && signal.aborted) await takeBack(left, pace.cancelMs);
    else if (left !== null) leftovers.leave(ledger, key, left);
    throw error;
  }
}
