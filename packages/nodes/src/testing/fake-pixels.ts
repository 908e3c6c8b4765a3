import { isRaster, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { hash32 } from '../kits/dream/dmath.ts';
import { advanceView, newView } from '../kits/dream/view.ts';
import { decode } from '../kits/raster/decode.ts';
import type { CameraStep, CropRequest, DreamCall, FitRequest, Layer } from '../kits/raster/requests.ts';
import type { NodePixels } from '../services.ts';
import { encodePng } from './encode-png.ts';
import { soloHealth } from './solo-health.ts';

/** One call to the pixels, for tests that ask what a node asked for. */
export interface PixelCall {
  readonly name: string;
  readonly request: unknown;
}

export interface FakePixels {
  readonly pixels: NodePixels;
  readonly calls: PixelCall[];
  readonly dreams: DreamCall[];
}

/**
 * Pixels without threads: nearest-neighbour, but right in size and place. Pure like the real ones. A dream is a flat
 * picture whose colour depends on all that the engine is told. What no node uses is refused.
 */
export function fakePixels(): FakePixels {
  const calls: PixelCall[] = [];
  const dreams: DreamCall[] = [];
  const note = (name: string, request: unknown) => calls.push({ name, request });
  const refused = async (): Promise<never> => {
    throw new Error('The fake pixels cannot do this.');
  };
  const pixels: NodePixels = {
    workers: 1,
    solid(width, height, [red, green, blue, alpha]) {
      return paint(width, height, () => [red, green, blue, alpha]);
    },
    async camera(image, step) {
      note('camera', step);
      return isStill(step) ? image : warp(image, step);
    },
    async fit(image, request) {
      if (image.width === request.width && image.height === request.height) return image;
      note('fit', request);
      return fitted(image, request);
    },
    async over(image, layers) {
      note('over', layers);
      return layers.length === 0 ? image : layered(image, layers);
    },
    async sprites(image, all) {
      if (all.length === 0) return image;
      note('sprites', all);
      const spot = { width: 4, height: 4, data: new Uint8Array(64).fill(255) };
      const spots = all.map((one) => ({ x: Math.round(one.centreX) - 2, y: Math.round(one.centreY) - 2, ...spot }));
      return layered(image, spots);
    },
    async blend(base, top, request) {
      note('blend', request);
      const mix = (a: number, b: number) => Math.round(a + (b - a) * request.amount);
      return paint(base.width, base.height, (x, y) => {
        const [a, b] = [pixelOf(base, x, y), pixelOf(top, x, y)];
        return [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2]), 255];
      });
    },
    async dream(call) {
      dreams.push(call);
      const view = call.view ?? newView(call.seed);
      // A camera that has to be found is found going straight ahead.
      return { image: dreamt(call), view: call.previous === null ? view : advanceView(view, { zoom: 1.01 }) };
    },
    async crop(image, request) {
      note('crop', request);
      return cropped(image, request);
    },
    png: encodePng,
    decode,
    pin: () => () => {},
    preview: refused,
    ...soloHealth,
  };
  return { pixels, calls, dreams };
}

type Pixel = readonly [number, number, number, number];

function isStill({ zoom, panX, panY, rotationDeg }: CameraStep): boolean {
  return zoom === 1 && panX === 0 && panY === 0 && rotationDeg === 0;
}

function warp(image: Raster, step: CameraStep): Raster {
  const { width, height } = image;
  const angle = (step.rotationDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return paint(width, height, (x, y) => {
    const toX = (x + 0.5 - width / 2) / height - step.panX;
    const toY = (y + 0.5 - height / 2) / height - step.panY;
    const fromX = (cos * toX + sin * toY) / step.zoom;
    const fromY = (cos * toY - sin * toX) / step.zoom;
    return pixelOf(image, Math.floor(fromX * height + width / 2), Math.floor(fromY * height + height / 2));
  });
}

function fitted(image: Raster, { width, height, mode }: FitRequest): Raster {
  const scales = [width / image.width, height / image.height] as const;
  const even = mode === 'cover' ? Math.max(...scales) : Math.min(...scales);
  const [scaleX, scaleY] = mode === 'stretch' ? scales : [even, even];
  return paint(width, height, (x, y) => {
    const fromX = Math.floor((x + 0.5 - width / 2) / scaleX + image.width / 2);
    const fromY = Math.floor((y + 0.5 - height / 2) / scaleY + image.height / 2);
    const outside = fromX < 0 || fromY < 0 || fromX >= image.width || fromY >= image.height;
    return outside ? [0, 0, 0, 255] : pixelOf(image, fromX, fromY);
  });
}

/** Borders are the picture's own, or its mirror image. */
function cropped(image: Raster, { left, top, boxWidth, boxHeight, width, height, edge }: CropRequest): Raster {
  const inside = (at: number, side: number) => {
    if (edge !== 'mirror') return Math.min(side - 1, Math.max(0, at));
    const folded = ((at % (2 * side)) + 2 * side) % (2 * side);
    return folded < side ? folded : 2 * side - 1 - folded;
  };
  return paint(width, height, (x, y) => {
    const fromX = Math.floor(left + ((x + 0.5) * boxWidth) / width);
    const fromY = Math.floor(top + ((y + 0.5) * boxHeight) / height);
    return pixelOf(image, inside(fromX, image.width), inside(fromY, image.height));
  });
}

function layered(image: Raster, layers: readonly Layer[]): Raster {
  const data = new Uint8Array(image.data);
  for (const layer of layers) {
    for (let y = 0; y < layer.height; y++) {
      for (let x = 0; x < layer.width; x++) {
        const [toX, toY] = [layer.x + x, layer.y + y];
        if (toX < 0 || toY < 0 || toX >= image.width || toY >= image.height) continue;
        const [from, to] = [4 * (y * layer.width + x), 4 * (toY * image.width + toX)];
        const under = 1 - (layer.data[from + 3] ?? 0) / 255;
        for (let c = 0; c < 3; c++)
          data[to + c] = Math.round((layer.data[from + c] ?? 0) + (data[to + c] ?? 0) * under);
      }
    }
  }
  return makeRaster(image.width, image.height, data);
}

function dreamt({ init, previous, width, height, ...rest }: DreamCall): Raster {
  const words = [...JSON.stringify(rest)].map((letter) => letter.charCodeAt(0));
  const pictures = [init, previous].flatMap((picture) => (picture === null ? [] : [...picture.data.subarray(0, 16)]));
  const hash = hash32(...words, ...pictures);
  return paint(width, height, () => [hash & 255, (hash >>> 8) & 255, (hash >>> 16) & 255, 255]);
}

function pixelOf({ width, height, data }: Raster, x: number, y: number): Pixel {
  const at = 4 * (Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x)));
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0];
}

function paint(width: number, height: number, pixelAt: (x: number, y: number) => Pixel): Raster {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(pixelAt(x, y), 4 * (y * width + x));
  }
  return makeRaster(width, height, data);
}

/** The pixel at (x, y) of a value that should be a raster. */
export function pixelAt(value: unknown, x: number, y: number): Pixel {
  if (!isRaster(value)) throw new Error('Not a raster.');
  return pixelOf(value, x, y);
}
