import { EpochError, type Raster } from '@epoch/graph-runtime/model';
import { createFilmClock, createMemoryDecisions } from '../kits/clock/film-clock.ts';
import type { ComfyEngine } from '../kits/comfy/comfy.ts';
import type { TextBlock } from '../kits/drawing/requests.ts';
import { createMemoryLedger } from '../kits/engines/memory-ledger.ts';
import type { DreamCall } from '../kits/raster/requests.ts';
import type { SdServerEngine } from '../kits/sd-server/sd-server.ts';
import type { NodeServices } from '../services.ts';
import { fakeComfyEngine } from './fake-comfy-engine.ts';
import { fakePixels, type PixelCall } from './fake-pixels.ts';
import { fakeSdEngine } from './fake-sd-engine.ts';
import { fakeWorkflows } from './fake-workflows.ts';

export interface FakeServices {
  readonly services: NodeServices;
  readonly pixelCalls: PixelCall[];
  readonly dreams: DreamCall[];
  readonly texts: TextBlock[];
}

/**
 * Stands in for the program around a node and keeps what was asked of it. Everything is pure: the same call gives the
 * same bytes. A dream is a flat picture whose colour depends on all that the engine is told.
 */
export function fakeServices(
  assets: Readonly<Record<string, Raster>> = {},
  comfy: ComfyEngine = fakeComfyEngine(),
  sdServers: SdServerEngine = fakeSdEngine(),
): FakeServices {
  const { pixels, calls, dreams } = fakePixels();
  const texts: TextBlock[] = [];
  const services: NodeServices = {
    pixels,
    drawing: {
      text(block) {
        texts.push(block);
        return [{ x: block.marginPx, y: block.marginPx, ...square(block.sizePx) }];
      },
    },
    assets: {
      async image(name) {
        const found = Object.hasOwn(assets, name) ? assets[name] : undefined;
        if (found === undefined) throw new EpochError('ASSET_NOT_FOUND', `There is no ${name}.`);
        return found;
      },
    },
    comfy,
    sdServers,
    ledger: createMemoryLedger('test'),
    clock: createFilmClock(createMemoryDecisions(), () => 0),
    workflows: fakeWorkflows(),
  };
  return { services, pixelCalls: calls, dreams, texts };
}

/** A white square, as a layer. */
function square(sizePx: number) {
  return { width: sizePx, height: sizePx, data: new Uint8Array(sizePx * sizePx * 4).fill(255) };
}
