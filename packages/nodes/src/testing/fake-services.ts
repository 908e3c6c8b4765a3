import { EpochError, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { hash32 } from '../kits/dream/dmath.ts';
import { advanceView } from '../kits/dream/view.ts';
import type { DreamCall, NodeServices, SpritePlace, TextBlock } from '../services.ts';
import { fakePixels, type PixelCall } from './fake-pixels.ts';

export interface FakeServices {
  readonly services: NodeServices;
  readonly pixelCalls: PixelCall[];
  readonly dreams: DreamCall[];
  readonly texts: TextBlock[];
  readonly sprites: SpritePlace[];
}

/**
 * Stands in for the program around a node and keeps what was asked of it. Everything is pure: the same call gives the
 * same bytes. A dream is a flat picture whose colour depends on all that the engine is told.
 */
export function fakeServices(assets: Readonly<Record<string, Raster>> = {}): FakeServices {
  const { pixels, calls } = fakePixels();
  const dreams: DreamCall[] = [];
  const texts: TextBlock[] = [];
  const sprites: SpritePlace[] = [];
  const services: NodeServices = {
    pixels,
    drawing: {
      text(block) {
        texts.push(block);
        return { x: block.marginPx, y: block.marginPx, ...square(block.sizePx) };
      },
      sprite(_image, place) {
        sprites.push(place);
        return { x: Math.round(place.centreX) - 2, y: Math.round(place.centreY) - 2, ...square(4) };
      },
    },
    dream: {
      async render(call) {
        dreams.push(call);
        // A camera that has to be found is found going straight ahead.
        const view = call.previous === null ? call.view : advanceView(call.view, { zoom: 1.01 });
        return { image: dreamt(call), view };
      },
    },
    assets: {
      async image(name) {
        const found = Object.hasOwn(assets, name) ? assets[name] : undefined;
        if (found === undefined) throw new EpochError('ASSET_NOT_FOUND', `There is no ${name}.`);
        return found;
      },
    },
  };
  return { services, pixelCalls: calls, dreams, texts, sprites };
}

function dreamt({ init, previous, width, height, ...rest }: DreamCall): Raster {
  const words = [...JSON.stringify(rest)].map((letter) => letter.charCodeAt(0));
  const pictures = [init, previous].flatMap((picture) => (picture === null ? [] : [...picture.data.subarray(0, 16)]));
  const hash = hash32(...words, ...pictures);
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.set([hash & 255, (hash >>> 8) & 255, (hash >>> 16) & 255, 255], at);
  return makeRaster(width, height, data);
}

/** A white square, as a layer. */
function square(sizePx: number) {
  return { width: sizePx, height: sizePx, data: new Uint8Array(sizePx * sizePx * 4).fill(255) };
}
