import { fileURLToPath } from 'node:url';
import type { Raster } from '@epoch/graph-runtime/model';
import { createAssetFolders } from './kits/assets/asset-folders.ts';
import { createDrawing } from './kits/drawing/drawing.ts';
import { createPixels, type PixelScope, type PixelService } from './kits/raster/pixels.ts';
import type { NodeServices } from './services.ts';

/** Folder of the pictures that ship: three levels above this file, from the sources and from the build alike. */
export const BUILT_IN_ASSETS = fileURLToPath(new URL('../../../static/assets/', import.meta.url));

export interface ServiceOptions {
  /** Folders with the user's pictures; they come before those that ship. */
  readonly assetFolders?: readonly string[];
  /** Worker threads; as many as suit the machine when not given. */
  readonly workers?: number;
}

/** What one production works with. Its rasters end with it. */
export interface ServiceStage {
  readonly services: NodeServices;
  readonly pictures: PixelScope;
  /** Gives back the memory of every raster that is not among the live ones. */
  retire(live: Iterable<Raster>): void;
  close(): void;
}

/** All services of the program. One for the process. */
export interface ServiceHost {
  readonly pictures: PixelService;
  readonly workers: number;
  openStage(): ServiceStage;
  close(): Promise<void>;
}

/** Opens the services. Threads start with the first work. */
export function createServices({ assetFolders = [], workers }: ServiceOptions = {}): ServiceHost {
  const pictures = createPixels(workers === undefined ? {} : { workers });
  const decode = (bytes: Uint8Array, name: string) => pictures.decode(bytes, { name });
  const drawing = createDrawing();
  const assets = createAssetFolders([...assetFolders, BUILT_IN_ASSETS], decode);
  return {
    pictures,
    workers: pictures.workers,
    openStage() {
      const scope = pictures.scope();
      const services: NodeServices = { pixels: scope, drawing, assets };
      return { services, pictures: scope, retire: scope.collect, close: scope.release };
    },
    close: () => pictures.close(),
  };
}
