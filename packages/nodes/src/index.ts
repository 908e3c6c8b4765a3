import { loadNodes } from './load-nodes.ts';
import { NODE_FILES } from './node-files.ts';

const loaded = loadNodes(NODE_FILES);

/** Every node type that ships, by type. */
export const nodeDefinitions = loaded.definitions;
/** The card of every node type, with its help page, in the order of the palette. */
export const nodeCards = loaded.cards;

export {
  BUILT_IN_ASSETS,
  createServices,
  type ServiceHost,
  type ServiceOptions,
  type ServiceStage,
} from './create-services.ts';
export { isPng } from './kits/png-text/png-chunks.ts';
export { readPngText } from './kits/png-text/read-png-text.ts';
export { asciiJson, insertPngChunks, pngTextChunk } from './kits/png-text/write-png-text.ts';
export type { NodeServices } from './services.ts';
