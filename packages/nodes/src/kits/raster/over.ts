import { type CancelSignal, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import type { Layer } from './requests.ts';
import { produce, type Workspace } from './workspace.ts';

const GROUND = 'ground';

/** Lays premultiplied layers over a picture. @see Pixels.over */
export async function over(
  workspace: Workspace,
  image: Raster,
  layers: readonly Layer[],
  signal?: CancelSignal,
): Promise<Raster> {
  const visible = layers.filter((layer) => meets(layer, image));
  if (visible.length === 0) return image;
  const inputs: Record<string, Raster> = { [GROUND]: image };
  for (const [index, { width, height, data }] of visible.entries()) inputs[index] = makeRaster(width, height, data);
  return produce(
    workspace,
    'over',
    inputs,
    image,
    (at, out) => ({
      ground: at[GROUND] ?? out,
      layers: visible.flatMap(({ x, y }, index) => {
        const place = at[index];
        return place === undefined ? [] : [{ ...place, x, y }];
      }),
      out,
    }),
    { signal },
  );
}

/** @throws RangeError when a layer's place is not whole */
function meets({ x, y, width, height }: Layer, image: Raster): boolean {
  if (!Number.isInteger(x) || !Number.isInteger(y)) {
    throw new RangeError(`A layer must lie on whole pixels, got ${x}, ${y}.`);
  }
  return x < image.width && y < image.height && x + width > 0 && y + height > 0;
}
