import { createServices, nodeCards, nodeDefinitions, type ServiceOptions } from '@epoch/nodes';
import { clientsOf, type EngineClients } from './engines/engine-clients.ts';
import type { NodeKit } from './productions/node-kit.ts';

/** All nodes, and the clients of image servers that they share with the program around them. */
export interface OpenedKit extends NodeKit {
  readonly engineClients: EngineClients;
}

/** All nodes that ship, with the services they need. */
export function openNodeKit(options: ServiceOptions): OpenedKit {
  const services = createServices(options);
  return {
    engineClients: clientsOf(services),
    definitions: nodeDefinitions,
    cards: Object.values(nodeCards),
    pictures: services.pictures,
    workers: services.workers,
    openStage: services.openStage,
    close: services.close,
  };
}
