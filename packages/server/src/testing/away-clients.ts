import { EpochError } from '@epoch/graph-runtime/model';
import type { EngineClients } from '../engines/engine-clients.ts';

const message = 'Nothing answers there.';

async function away(): Promise<never> {
  throw new EpochError('ENGINE_AWAY', message, { detail: { retryAfterMs: 1000 } });
}

/** Clients of image servers of which none answers. */
export const awayClients: EngineClients = {
  check: async () => ({
    ...{ ok: false, message, version: null, device: null, queueRunning: null, queuePending: null },
    ...{ counts: {}, latencyMs: null },
  }),
  lists: away,
  comfyFacts: away,
};
