import { createConnections } from '../engines/connections.ts';
import { createFleet } from '../engines/fleet.ts';
import type { EngineAddress, EngineAddresses } from '../engines/servers.ts';
import type { ComfyEngine } from './comfy.ts';
import { openConnection } from './job/connection.ts';
import { createLeftovers } from './job/leftovers.ts';
import { PACE, type Pace } from './job/pace.ts';
import { runAnywhere } from './job/run-anywhere.ts';
import { checkComfy } from './servers/check.ts';
import { readFacts } from './servers/facts.ts';

export interface ComfyOptions {
  /** Times and counts, other than the usual ones. */
  readonly pace?: Partial<Pace>;
}

/** Opens the ComfyUI client. Nothing is connected before the first job. */
export function createComfy(addresses: EngineAddresses, options: ComfyOptions = {}): ComfyEngine {
  const pace = { ...PACE, ...options.pace };
  const connections = createConnections((address) => openConnection(address, pace));
  const leftovers = createLeftovers(pace.cancelMs);
  const cutsSeen = new Map<string, number>();
  const fleet = createFleet({
    ...{ addresses, kind: 'comfyui', called: 'ComfyUI', load },
    read: (address) => readFacts(address, () => connections.of(address).calls),
  });

  async function load(address: EngineAddress): Promise<number> {
    const { running, pending } = await connections.of(address).calls.queue();
    return running.length + pending.length;
  }

  /** Settings may have changed since the last call, and servers may have been restarted, with other models perhaps. */
  function catchUp(): void {
    const current = addresses.of('comfyui');
    connections.prune(current);
    for (const address of current) {
      const { cuts } = connections.of(address).events;
      if (cuts !== (cutsSeen.get(address.id) ?? 0)) fleet.forget(address);
      cutsSeen.set(address.id, cuts);
    }
  }

  return {
    async run(job, ledger, watch) {
      catchUp();
      return runAnywhere({ fleet, connections, pace, leftovers }, job, ledger, watch);
    },
    async facts(server, wanted) {
      catchUp();
      return fleet.facts(server, wanted);
    },
    check: checkComfy,
    abandon: leftovers.abandon,
    async close() {
      await leftovers.settled();
      await connections.close();
    },
  };
}
