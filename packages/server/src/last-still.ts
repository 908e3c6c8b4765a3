import { readFile } from 'node:fs/promises';
import { MONITOR } from '@epoch/graph-runtime/protocol';
import type { ProductionManager } from './productions/manager-types.ts';
import { packetOf } from './socket/packet.ts';
import type { Pictures } from './storage/pictures.ts';

const MAX_HEIGHT = 4096;

/** Makes a monitor preview of a production's last still, for productions that are not live. */
export function createLastStill(productions: () => ProductionManager, pictures: Pictures) {
  return async (production: string, width: number): Promise<Uint8Array | null> => {
    const { framesDone } = productions().get(production);
    if (framesDone === 0) return null;
    const frame = framesDone - 1;
    const { file } = await productions().still(production, frame);
    const raster = await pictures.decode(await readFile(file));
    const small = await pictures.preview(raster, { maxWidth: width, maxHeight: MAX_HEIGHT });
    const size = { width: small.width, height: small.height, sourceWidth: raster.width, sourceHeight: raster.height };
    return packetOf({ production, node: MONITOR, frame, ...size }, small.bytes);
  };
}
