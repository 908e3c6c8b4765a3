import type { Raster } from '@epoch/graph-runtime/model';
import type { FilmClock } from './kits/clock/film-clock.ts';
import type { ComfyEngine } from './kits/comfy/comfy.ts';
import type { DrawingKit } from './kits/drawing/drawing.ts';
import type { JobLedger } from './kits/engines/ledger.ts';
import type { WorkflowFiles } from './kits/engines/workflow-files.ts';
import type { PixelScope } from './kits/raster/pixels.ts';
import type { SdServerEngine } from './kits/sd-server/sd-server.ts';

/** All that a node may ask of the program around it. A node reaches pixels, fonts, engines and files only through here. */
export interface NodeServices {
  readonly pixels: NodePixels;
  readonly drawing: DrawingKit;
  readonly assets: Assets;
  /** ComfyUI servers. */
  readonly comfy: ComfyEngine;
  /** Other Stable Diffusion servers: A1111, Forge, stable-diffusion.cpp. */
  readonly sdServers: SdServerEngine;
  /** What this production has asked of image servers. */
  readonly ledger: JobLedger;
  /** What this production decides by how long frames take. */
  readonly clock: FilmClock;
  /** Workflow files that the user brought. */
  readonly workflows: WorkflowFiles;
}

/** Pixel work and the embedded image engine. Giving memory back is the production's business, not a node's. */
export type NodePixels = Omit<PixelScope, 'collect' | 'release'>;

/** Pictures by the name they have in the asset store: those of the user first, then those that ship. */
export interface Assets {
  /** @throws EpochError ASSET_NOT_FOUND when there is none of that name, IMAGE_INVALID when it cannot be read */
  image(name: string): Promise<Raster>;
}
