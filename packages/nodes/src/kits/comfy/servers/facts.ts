import { messageOf } from '@epoch/graph-runtime/model';
import type { EngineAddress } from '../../engines/servers.ts';
import type { ComfyClass, ComfyFacts } from '../comfy.ts';
import type { Calls } from '../wire/calls.ts';
import { failureOf } from '../wire/failure.ts';
import { asText, field } from '../wire/json-read.ts';
import { readClass } from './class-of.ts';
import { LIST_CLASSES, listsFrom } from './lists.ts';
import type { ServerPool } from './pool.ts';

/** What servers are and have, each asked once. */
export interface FactsBook {
  /** As `ComfyEngine.facts`. */
  facts(server: string, options?: { readonly fresh?: boolean }): Promise<ComfyFacts>;
  /** Of one server. @throws EpochError as the calls do */
  of(address: EngineAddress, options?: { readonly fresh?: boolean }): Promise<ComfyFacts>;
  /** It was started again, perhaps with other models: what was known of it counts no more. */
  forget(address: EngineAddress): void;
}

export type FactCalls = Pick<Calls, 'systemStats' | 'objectInfo'>;

export function createFacts(pool: ServerPool, callsTo: (address: EngineAddress) => FactCalls): FactsBook {
  const known = new Map<string, Promise<ComfyFacts>>();

  async function of(address: EngineAddress, { fresh = false } = {}): Promise<ComfyFacts> {
    const key = keyOf(address);
    const before = fresh ? undefined : known.get(key);
    if (before !== undefined) return before;
    const asked = readFacts(address, () => callsTo(address));
    known.set(key, asked);
    try {
      return await asked;
    } catch (error) {
      if (known.get(key) === asked) known.delete(key);
      throw error;
    }
  }

  return {
    of,
    forget: (address) => void known.delete(keyOf(address)),
    async facts(server, options) {
      const tried: { address: EngineAddress; reason: string }[] = [];
      for (const address of await pool.order(server)) {
        try {
          const facts = await of(address, options);
          pool.answered(address);
          return facts;
        } catch (error) {
          const failure = failureOf(error);
          if (failure === null || failure.kind === 'refused') throw error;
          pool.failed(address, failure.retryAfterMs ?? undefined);
          tried.push({ address, reason: messageOf(error) });
        }
      }
      throw pool.away(tried);
    },
  };
}

/** `calls` are asked for each time: a connection ends when its server leaves the settings, and the server may come back. */
async function readFacts({ name, url }: EngineAddress, calls: () => FactCalls): Promise<ComfyFacts> {
  const classes = new Map<string, Promise<ComfyClass | null>>();

  /** A class that is not there is asked for anew each time: the user may be installing it. */
  async function classOf(type: string): Promise<ComfyClass | null> {
    const asked =
      classes.get(type) ??
      calls()
        .objectInfo(type)
        .then((told) => readClass(told ?? undefined));
    classes.set(type, asked);
    try {
      const found = await asked;
      if (found === null) classes.delete(type);
      return found;
    } catch (error) {
      classes.delete(type);
      throw error;
    }
  }

  const stats = await calls().systemStats();
  const version = asText(field(field(stats, 'system'), 'comfyui_version'));
  const found = await Promise.all(LIST_CLASSES.map(async (type) => [type, await classOf(type)] as const));
  return { name, url, version, lists: listsFrom(new Map(found)), classOf };
}

function keyOf({ id, name, url, headers }: EngineAddress): string {
  return JSON.stringify([id, name, url, headers]);
}
