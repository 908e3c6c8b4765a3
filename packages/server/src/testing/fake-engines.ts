import type { OpenedEngines } from '../cli/world.ts';
import type { EngineClients } from '../engines/engine-clients.ts';
import { createEngineDesk } from '../engines/engine-desk.ts';
import { openEngines } from '../engines/engine-store.ts';
import { awayClients } from './away-clients.ts';

/** The image servers of a folder, asked through clients that the test holds. */
export async function fakeEngines(dataFolder: string, clients: EngineClients = awayClients): Promise<OpenedEngines> {
  const store = await openEngines({ dataFolder, comfyUrl: undefined });
  return { store, desk: createEngineDesk(store, clients), close: async () => {} };
}

/** Clients of which each address with one of the given words answers. */
export function clientsAnswering(...words: readonly string[]): EngineClients {
  return {
    ...awayClients,
    async check({ url }) {
      const ok = words.some((word) => url.includes(word));
      const report = await awayClients.check({ kind: 'comfyui', url, headers: {} });
      return ok ? { ...report, ok, message: `ComfyUI 0.26.0 answers at ${url}.`, version: '0.26.0' } : report;
    },
  };
}
