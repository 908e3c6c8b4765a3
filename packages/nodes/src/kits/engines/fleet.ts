import { EpochError } from '@epoch/graph-runtime/model';
import { unlessAborted } from './following.ts';
import { createPool, type PoolOptions, type Tried } from './pool.ts';
import { addressKey, type EngineAddress, type EngineWatch } from './servers.ts';
import { failureOf } from './wire/failure.ts';

/** Something that one of several servers is to do. */
export interface FleetTask<F, P, T> {
  /** Name of the server to use; '' for the least busy one that answers. */
  readonly server: string;
  /** Address of the server that was asked before, which may have the answer by now; '' when there is none. */
  readonly before: string;
  readonly signal: EngineWatch['signal'];
  /**
   * Puts the task into the words of one server, before anything is sent. On the `lastLook` no server had all: what can
   * be done without may be left out then.
   *
   * @throws EpochError ENGINE_REFUSED when the server has not what is needed: then another one may have it
   */
  readonly prepare: (facts: () => Promise<F>, lastLook: boolean) => Promise<P>;
  readonly work: (address: EngineAddress, prepared: P) => Promise<T>;
}

/** The image servers of one kind: who is asked first, what is known of each, and who takes over. */
export interface Fleet<F> {
  /**
   * Tries servers one after the other until one does it. One that is away or talks nonsense is passed over; so is one
   * that lacks something, until all have been asked. What is lacking may have been put there since, so it is looked for
   * anew before that counts.
   *
   * @throws EpochError ENGINE_AWAY when none did it and one that is away might, ENGINE_REFUSED when all lack something
   *   or one says no for good
   */
  run<P, T>(task: FleetTask<F, P, T>): Promise<T>;
  /** What is known of the named server, or of the first that answers. Cached; `fresh` asks again. @throws as `run` */
  facts(server: string, options?: { readonly fresh?: boolean }): Promise<F>;
  /** It was started again, perhaps with other models: what was known of it counts no more. */
  forget(address: EngineAddress): void;
}

export interface FleetOptions<F> extends PoolOptions {
  /** Asks a server what it has. */
  readonly read: (address: EngineAddress) => Promise<F>;
}

export function createFleet<F>({ read, ...options }: FleetOptions<F>): Fleet<F> {
  const pool = createPool(options);
  const known = new Map<string, Promise<F>>();

  async function factsOf(address: EngineAddress, fresh: boolean): Promise<F> {
    const key = addressKey(address);
    const asked = (fresh ? undefined : known.get(key)) ?? read(address);
    known.set(key, asked);
    try {
      return await asked;
    } catch (error) {
      if (known.get(key) === asked) known.delete(key);
      throw error;
    }
  }

  async function run<P, T>(task: FleetTask<F, P, T>, fresh = false): Promise<T> {
    const { server, before, signal, prepare, work } = task;
    const away: Tried[] = [];
    const lacking: (Tried & { readonly error: EpochError })[] = [];

    /** @returns null when another server has to do it */
    async function tryAt(
      address: EngineAddress,
      anew: boolean,
      lastLook: boolean,
    ): Promise<{ readonly done: T } | null> {
      let isPrepared = false;
      try {
        const prepared = await prepare(() => unlessAborted(factsOf(address, anew), signal), lastLook);
        isPrepared = true;
        const done = await work(address, prepared);
        pool.answered(address);
        return { done };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof EpochError)) throw error;
        const tried = { address, reason: error.message };
        if (error.code === 'ENGINE_AWAY') {
          const { retryAfterMs } = error.detail;
          // It may come back with other models, or none.
          known.delete(addressKey(address));
          pool.failed(address, typeof retryAfterMs === 'number' ? retryAfterMs : undefined);
          away.push(tried);
        } else if (error.code === 'ENGINE_REFUSED' && !isPrepared && failureOf(error) === null) {
          pool.answered(address);
          lacking.push({ ...tried, error });
        } else throw error;
        return null;
      }
    }

    const addresses = beginningWith(before, await unlessAborted(pool.order(server), signal));
    for (const address of addresses) {
      const outcome = await tryAt(address, fresh, false);
      if (outcome !== null) return outcome.done;
    }
    for (const { address } of lacking.splice(0)) {
      const outcome = await tryAt(address, true, away.length === 0);
      if (outcome !== null) return outcome.done;
    }
    const [first] = lacking;
    if (first !== undefined && away.length === 0) throw first.error;
    throw pool.away([...away, ...lacking]);
  }

  return {
    run: (task) => run(task),
    facts(server, { fresh = false } = {}) {
      const { signal } = new AbortController();
      const tell = {
        prepare: (facts: () => Promise<F>) => facts(),
        work: async (_address: EngineAddress, facts: F) => facts,
      };
      return run({ server, before: '', signal, ...tell }, fresh);
    },
    forget: (address) => void known.delete(addressKey(address)),
  };
}

function beginningWith(before: string, order: readonly EngineAddress[]): readonly EngineAddress[] {
  const first = order.filter(({ url }) => url === before);
  return [...first, ...order.filter((address) => !first.includes(address))];
}
