import { EpochError } from '@epoch/graph-runtime/model';
import { createPool, type ServerPool } from '../comfy/servers/pool.ts';
import { failureOf } from '../comfy/wire/failure.ts';
import { createHttp, type Http } from '../comfy/wire/http.ts';
import type { EngineAddress, EngineAddresses } from '../engines/servers.ts';
import type { SdBackend } from './backend.ts';
import type { SdFacts, SdKind } from './sd-server.ts';

/** All servers of one kind: their order, their connections, and what is known of them. */
export interface SdRoom {
  readonly backend: SdBackend;
  readonly pool: ServerPool;
  httpTo(address: EngineAddress): Http;
  /** The user's word for the server at an address; the address itself when it is in the settings no more. */
  nameOf(url: string): string;
  /** Cached until `fresh`, or until the server failed. @throws as the calls do */
  factsOf(address: EngineAddress, options?: { readonly fresh?: boolean }): Promise<SdFacts>;
  factsOfAny(server: string, options?: { readonly fresh?: boolean }): Promise<SdFacts>;
  /**
   * Tries servers one after the other until one does it. One that is away or talks nonsense is passed over.
   *
   * @throws EpochError ENGINE_AWAY when none did, ENGINE_REFUSED from the first that says no for good
   */
  tryEach<T>(servers: readonly EngineAddress[], work: (address: EngineAddress) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function createSdRoom(kind: SdKind, addresses: EngineAddresses, backend: SdBackend): SdRoom {
  const https = new Map<string, Http>();
  const known = new Map<string, Promise<SdFacts>>();
  const { product } = backend;

  function httpTo(address: EngineAddress): Http {
    const key = keyOf(address);
    const http = https.get(key) ?? createHttp({ product, url: address.url, headers: address.headers });
    https.set(key, http);
    return http;
  }
  const pool = createPool({ addresses, kind, called: product, load: (address) => backend.load(httpTo(address)) });

  async function factsOf(address: EngineAddress, { fresh = false } = {}): Promise<SdFacts> {
    const key = keyOf(address);
    const { name, url } = address;
    const before = fresh ? undefined : known.get(key);
    const asked = before ?? backend.facts(httpTo(address)).then((facts) => ({ name, url, ...facts }));
    known.set(key, asked);
    try {
      return await asked;
    } catch (error) {
      if (known.get(key) === asked) known.delete(key);
      throw error;
    }
  }

  async function tryEach<T>(
    servers: readonly EngineAddress[],
    work: (address: EngineAddress) => Promise<T>,
  ): Promise<T> {
    const tried: { address: EngineAddress; reason: string }[] = [];
    for (const address of servers) {
      try {
        const done = await work(address);
        pool.answered(address);
        return done;
      } catch (error) {
        const failure = failureOf(error);
        if (failure === null || failure.kind === 'refused' || !(error instanceof EpochError)) throw error;
        // It may come back with other models, or none.
        known.delete(keyOf(address));
        pool.failed(address, failure.retryAfterMs ?? undefined);
        tried.push({ address, reason: error.message });
      }
    }
    throw pool.away(tried);
  }

  return {
    backend,
    pool,
    httpTo,
    nameOf: (url) => addresses.of(kind).find((address) => address.url === url)?.name ?? url,
    factsOf,
    tryEach,
    factsOfAny: async (server, options) => tryEach(await pool.order(server), (address) => factsOf(address, options)),
    async close() {
      backend.close();
      await Promise.all([...https.values()].map((http) => http.close()));
    },
  };
}

/** An address or header that was changed in the settings makes it another server. */
function keyOf({ id, url, headers }: EngineAddress): string {
  return JSON.stringify([id, url, headers]);
}
