import { fileURLToPath } from 'node:url';
import { EpochError, type Raster } from '@epoch/graph-runtime/model';
import { createAssetFolders } from './kits/assets/asset-folders.ts';
import { createFilmClock, createMemoryDecisions, type FilmClock } from './kits/clock/film-clock.ts';
import type { ComfyEngine } from './kits/comfy/comfy.ts';
import { type ComfyOptions, createComfy } from './kits/comfy/create-comfy.ts';
import { createDrawing } from './kits/drawing/drawing.ts';
import type { JobLedger } from './kits/engines/ledger.ts';
import { createMemoryLedger } from './kits/engines/memory-ledger.ts';
import type { EngineAddresses } from './kits/engines/servers.ts';
import type { WorkflowFiles } from './kits/engines/workflow-files.ts';
import { createPixels, type PixelScope, type PixelService } from './kits/raster/pixels.ts';
import { createSdServers } from './kits/sd-server/create-sd-servers.ts';
import type { SdServerEngine } from './kits/sd-server/sd-server.ts';
import type { NodeServices } from './services.ts';

/** Folder of the pictures that ship: three levels above this file, from the sources and from the build alike. */
export const BUILT_IN_ASSETS = fileURLToPath(new URL('../../../static/assets/', import.meta.url));

export interface ServiceOptions {
  /** Folders with the user's pictures; they come before those that ship. */
  readonly assetFolders?: readonly string[];
  /** Worker threads; as many as suit the machine when not given. */
  readonly workers?: number;
  /** Image servers; only a ComfyUI on this machine when not given. */
  readonly engines?: EngineAddresses;
  /** Workflow files that the user brought; none when not given. */
  readonly workflows?: WorkflowFiles;
  /** Times of the ComfyUI client, other than the usual ones. */
  readonly comfyPace?: ComfyOptions['pace'];
}

const THIS_MACHINE: EngineAddresses = {
  of: (kind) =>
    kind === 'comfyui' ? [{ id: 'default', name: 'ComfyUI', kind, url: 'http://127.0.0.1:8188', headers: {} }] : [],
};

const NO_WORKFLOWS: WorkflowFiles = {
  async read(id) {
    throw new EpochError('WORKFLOW_NOT_FOUND', `There is no workflow ${id} here.`);
  },
};

const now = () => performance.now();

/** What one production works with. Its rasters end with it. */
export interface ServiceStage {
  readonly services: NodeServices;
  readonly pictures: PixelScope;
  /** Gives back the memory of every raster that is not among the live ones. */
  retire(live: Iterable<Raster>): void;
  close(): void;
}

/** Where a production writes down what it asks image servers and what it decides by the clock: in memory when not given. */
export interface StageOptions {
  readonly ledger?: JobLedger;
  readonly clock?: FilmClock;
}

/** All services of the program. One for the process. */
export interface ServiceHost {
  readonly pictures: PixelService;
  readonly workers: number;
  /** ComfyUI servers, for everything that asks them outside of a film. */
  readonly comfy: ComfyEngine;
  /** Other Stable Diffusion servers, likewise. */
  readonly sdServers: SdServerEngine;
  openStage(options?: StageOptions): ServiceStage;
  close(): Promise<void>;
}

/** Opens the services. Threads start with the first work. */
export function createServices({
  assetFolders = [],
  workers,
  engines = THIS_MACHINE,
  workflows = NO_WORKFLOWS,
  comfyPace = {},
}: ServiceOptions = {}): ServiceHost {
  const pictures = createPixels(workers === undefined ? {} : { workers });
  const decode = (bytes: Uint8Array, name: string) => pictures.decode(bytes, { name });
  const drawing = createDrawing();
  const assets = createAssetFolders([...assetFolders, BUILT_IN_ASSETS], decode);
  const comfy = createComfy(engines, { pace: comfyPace });
  const sdServers = createSdServers(engines);
  return {
    pictures,
    comfy,
    sdServers,
    workers: pictures.workers,
    openStage({ ledger = createMemoryLedger(), clock = createFilmClock(createMemoryDecisions(), now) } = {}) {
      const scope = pictures.scope();
      const services: NodeServices = { pixels: scope, drawing, assets, comfy, sdServers, ledger, clock, workflows };
      const close = () => {
        scope.release();
        // Whoever closes the services waits for it.
        void comfy.abandon(ledger);
      };
      return { services, pictures: scope, retire: scope.collect, close };
    },
    async close() {
      await comfy.close();
      await sdServers.close();
      await pictures.close();
    },
  };
}
