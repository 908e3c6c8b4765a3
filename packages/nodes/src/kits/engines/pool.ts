import type { EngineKind } from '@epoch/graph-runtime/model';
import { EpochError } from '@epoch/graph-runtime/model';
import { addressKey, type EngineAddress, type EngineAddresses } from './servers.ts';

const FIRST_REST_MS = 1000;
const LONGEST_REST_MS = 30_000;
/** A server that fails is asked again after its rest, up to this share sooner or later, so that many do not ask at once. */
const JITTER = 0.25;

/** The image servers of one kind: which to ask first, and when to ask one again that did not answer. */
export interface ServerPool {
  /**
   * Servers to try, one after the other: those at work well first, the least busy before others, then in the order of the
   * settings. Those that failed a moment ago come last; they are not left out, since they may be the only ones.
   *
   * @throws EpochError ENGINE_REFUSED when none has the name, or when there is none at all
   */
  order(server: string): Promise<readonly EngineAddress[]>;
  /** It answered: from now on it counts as well. */
  answered(address: EngineAddress): void;
  /** It did not answer, or sent us away for `retryAfterMs`. @returns the rest it is given. @unit ms */
  failed(address: EngineAddress, retryAfterMs?: number): number;
  /**
   * The error of a job that no server took.
   *
   * @returns EpochError ENGINE_AWAY, `detail.retryAfterMs` being when the first of those that failed has rested
   */
  away(tried: readonly Tried[]): EpochError;
}

/** A server that did not do it, and why: a whole sentence. */
export interface Tried {
  readonly address: EngineAddress;
  readonly reason: string;
}

export interface PoolOptions {
  readonly addresses: EngineAddresses;
  readonly kind: EngineKind;
  /** What people call such a server: 'ComfyUI'. */
  readonly called: string;
  /** How many jobs wait or run there; asked only where there is a choice. Rejects when it does not answer. */
  readonly load: (address: EngineAddress) => Promise<number>;
  /** @unit ms */
  readonly now?: () => number;
  /** 0 to 1. */
  readonly random?: () => number;
}

interface Rest {
  readonly failures: number;
  readonly untilMs: number;
}

export function createPool({
  addresses,
  kind,
  called,
  load,
  now = () => performance.now(),
  random = Math.random,
}: PoolOptions): ServerPool {
  const rests = new Map<string, Rest>();

  function named(server: string): readonly EngineAddress[] {
    const all = addresses.of(kind);
    if (all.length === 0) {
      throw new EpochError('ENGINE_REFUSED', `No ${called} server is set. Add one in the settings of image servers.`);
    }
    const found = server === '' ? all : all.filter(({ name }) => name === server);
    if (found.length > 0) return found;
    const names = all.map(({ name }) => `"${name}"`).join(', ');
    throw new EpochError(
      'ENGINE_REFUSED',
      `There is no ${called} server named "${server}". Choose one of these, or none to use any: ${names}.`,
      { detail: { param: 'server' } },
    );
  }

  function rested(address: EngineAddress): boolean {
    return (rests.get(addressKey(address))?.untilMs ?? 0) <= now();
  }

  function failed(address: EngineAddress, retryAfterMs?: number): number {
    const failures = (rests.get(addressKey(address))?.failures ?? 0) + 1;
    const grown = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failures - 1));
    // A server that says when to come back is believed; coming a little later is always allowed, sooner is not.
    const restMs =
      retryAfterMs === undefined ? grown * (1 + JITTER * (2 * random() - 1)) : retryAfterMs * (1 + JITTER * random());
    rests.set(addressKey(address), { failures, untilMs: now() + restMs });
    return Math.round(restMs);
  }

  return {
    async order(server) {
      const candidates = named(server);
      const well = candidates.filter(rested);
      const resting = candidates.filter((address) => !well.includes(address));
      const untilOf = (address: EngineAddress) => rests.get(addressKey(address))?.untilMs ?? 0;
      resting.sort((one, other) => untilOf(one) - untilOf(other));
      return [...(well.length > 1 ? await byLoad(well, load, failed) : well), ...resting];
    },
    answered(address) {
      rests.delete(addressKey(address));
    },
    failed,
    away(tried) {
      const restsMs = tried.flatMap(({ address }) => {
        const rest = rests.get(addressKey(address));
        return rest === undefined ? [] : rest.untilMs - now();
      });
      const retryAfterMs = Math.max(0, Math.round(Math.min(...restsMs, LONGEST_REST_MS)));
      const reasons = tried.map(({ reason }) => reason);
      return new EpochError('ENGINE_AWAY', sentenceOf(called, reasons), { detail: { retryAfterMs } });
    },
  };
}

/** The least busy first; one that does not even tell its queue goes to the end. */
async function byLoad(
  addresses: readonly EngineAddress[],
  load: PoolOptions['load'],
  failed: ServerPool['failed'],
): Promise<readonly EngineAddress[]> {
  const loads = await Promise.all(
    addresses.map(async (address) => {
      try {
        return { address, jobs: await load(address) };
      } catch {
        failed(address);
        return { address, jobs: Number.POSITIVE_INFINITY };
      }
    }),
  );
  return loads
    .sort((one, other) => (one.jobs === other.jobs ? 0 : one.jobs - other.jobs))
    .map(({ address }) => address);
}

function sentenceOf(called: string, reasons: readonly string[]): string {
  const [only = `No ${called} server answers.`, ...others] = reasons;
  return others.length === 0 ? only : `None of ${reasons.length} ${called} servers can do it. ${reasons.join(' ')}`;
}
