import type { EngineAddresses } from '../engines/servers.ts';
import { createA1111 } from './a1111/a1111.ts';
import { SD_TIMING, type SdBackend, type SdTiming } from './backend.ts';
import { checkSdServer } from './check.ts';
import { createSdRoom } from './room.ts';
import { runJob } from './run-job.ts';
import type { SdKind, SdServerEngine } from './sd-server.ts';
import { createSdcpp } from './sdcpp/sdcpp.ts';

/** Opens the client of Stable Diffusion servers. Nothing is connected before the first picture. */
export function createSdServers(addresses: EngineAddresses, timing: Partial<SdTiming> = {}): SdServerEngine {
  const backends: Readonly<Record<SdKind, SdBackend>> = { a1111: createA1111(), sdcpp: createSdcpp() };
  const rooms = {
    a1111: createSdRoom('a1111', addresses, backends.a1111),
    sdcpp: createSdRoom('sdcpp', addresses, backends.sdcpp),
  };
  return {
    run: (job, ledger, watch) => runJob(rooms[job.kind], job, ledger, watch, { ...SD_TIMING, ...timing }),
    facts: (kind, server, options) => rooms[kind].factsOfAny(server, options),
    check: (address) => checkSdServer(backends[address.kind], address),
    async close() {
      await Promise.all(Object.values(rooms).map((room) => room.close()));
    },
  };
}
