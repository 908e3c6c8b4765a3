import { createConnections } from '../engines/connections.ts';
import { createFleet } from '../engines/fleet.ts';
import type { EngineAddresses } from '../engines/servers.ts';
import { createHttp } from '../engines/wire/http.ts';
import { createA1111 } from './a1111/a1111.ts';
import { SD_TIMING, type SdBackend, type SdTiming } from './backend.ts';
import { checkSdServer } from './check.ts';
import { runJob, type SdRoom } from './run-job.ts';
import type { SdFacts, SdKind, SdServerEngine } from './sd-server.ts';
import { createSdcpp } from './sdcpp/sdcpp.ts';

/** Opens the client of Stable Diffusion servers. Nothing is connected before the first picture. */
export function createSdServers(addresses: EngineAddresses, timing: Partial<SdTiming> = {}): SdServerEngine {
  const rooms = {
    a1111: openRoom('a1111', addresses, createA1111()),
    sdcpp: openRoom('sdcpp', addresses, createSdcpp()),
  };
  return {
    async run(job, ledger, watch) {
      const room = rooms[job.kind];
      room.connections.prune(addresses.of(job.kind));
      return runJob(room, job, ledger, watch, { ...SD_TIMING, ...timing });
    },
    async facts(kind, server, options) {
      rooms[kind].connections.prune(addresses.of(kind));
      return rooms[kind].fleet.facts(server, options);
    },
    check: (address) => checkSdServer(rooms[address.kind].backend, address),
    async close() {
      for (const { backend } of Object.values(rooms)) backend.close();
      await Promise.all(Object.values(rooms).map(({ connections }) => connections.close()));
    },
  };
}

function openRoom(kind: SdKind, addresses: EngineAddresses, backend: SdBackend): SdRoom {
  const { product } = backend;
  const connections = createConnections(({ url, headers }) => createHttp({ product, url, headers }));
  const fleet = createFleet<SdFacts>({
    ...{ addresses, kind, called: product, load: (address) => backend.load(connections.of(address)) },
    async read(address) {
      const { name, url } = address;
      return { name, url, ...(await backend.facts(connections.of(address))) };
    },
  });
  return { backend, connections, fleet };
}
