// Texts inside picture files, for whoever writes stills and reads them back, without loading any node.
export { isPng } from './kits/png-text/png-chunks.ts';
export { readPngText } from './kits/png-text/read-png-text.ts';
export { asciiJson, insertPngChunks, pngTextChunk } from './kits/png-text/write-png-text.ts';
