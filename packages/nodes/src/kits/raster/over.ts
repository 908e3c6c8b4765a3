import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { LAYER_WORDS } from './jobs/layer.job.ts';
import type { Layer } from './requests.ts';
import { produce, type Workspace } from './workspace.ts';

/** Lays premultiplied layers over a picture. @see Pixels.over */
export async function over(
  workspace: Workspace,
  image: Raster,
  layers: readonly Layer[],
  signal?: CancelSignal,
): Promise<Raster> {
  const visible = layers.filter((layer) => meets(layer, image));
  if (visible.length === 0) return image;
  const { packed, table } = pack(workspace, visible);
  try {
    return await produce(
      workspace,
      'over',
      { image, packed },
      image,
      (at, out) => ({ ground: at.image, packed: at.packed, table, out }),
      { signal },
    );
  } finally {
    const slot = workspace.slots.of(packed);
    if (slot !== undefined) workspace.slots.doom(slot);
  }
}

/** All layers in one stretch of the shared memory, for there may be a hundred small ones. @see OverJob */
function pack({ memory, slots }: Workspace, layers: readonly Layer[]): { packed: Raster; table: Int32Array } {
  const bytes = layers.reduce((sum, { data }) => sum + data.length, 0);
  const slot = slots.create(bytes / 4, 1);
  const shared = memory.bytes(slot.pointer, bytes);
  const table = new Int32Array(layers.length * LAYER_WORDS);
  let start = 0;
  for (const [index, { x, y, width, height, data }] of layers.entries()) {
    shared.set(data, start);
    table.set([start, x, y, width, height], index * LAYER_WORDS);
    start += data.length;
  }
  const packed = slots.wrap(slot, bytes / 4, 1);
  slots.letGo(slot);
  return { packed, table };
}

/** @throws RangeError when a layer's place is not whole */
function meets({ x, y, width, height }: Layer, image: Raster): boolean {
  if (!Number.isInteger(x) || !Number.isInteger(y)) {
    throw new RangeError(`A layer must lie on whole pixels, got ${x}, ${y}.`);
  }
  return x < image.width && y < image.height && x + width > 0 && y + height > 0;
}
