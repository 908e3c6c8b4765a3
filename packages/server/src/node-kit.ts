import { createServices, nodeCards, nodeDefinitions } from '@epoch/nodes';
import type { NodeKit } from './productions/node-kit.ts';

/** All nodes that ship, with the services they need. `assetFolders`: the user's pictures, before those that ship. */
export function openNodeKit(assetFolders: readonly string[]): NodeKit {
  const services = createServices({ assetFolders });
  return {
    definitions: nodeDefinitions,
    cards: Object.values(nodeCards),
    pictures: services.pictures,
    workers: services.workers,
    openStage: services.openStage,
    close: services.close,
  };
}
