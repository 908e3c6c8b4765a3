import { join } from 'node:path';
import { createServices, nodeCards, nodeDefinitions } from '@epoch/nodes';
import type { NodeKit } from './productions/node-kit.ts';

/** All nodes that ship, with their services, over the user's own assets in the data folder. Threads start with the first work. */
export function openProgramKit(dataFolder: string): NodeKit {
  const workers = Number(process.env.EPOCH_WORKERS);
  const services = createServices({
    assetFolders: [join(dataFolder, 'assets')],
    ...(Number.isInteger(workers) && workers > 0 ? { workers } : {}),
  });
  return {
    definitions: nodeDefinitions,
    cards: Object.values(nodeCards),
    pictures: services.pictures,
    workers: services.workers,
    openStage: services.openStage,
    close: services.close,
  };
}
