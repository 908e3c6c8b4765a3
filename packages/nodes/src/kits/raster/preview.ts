import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import sharp from 'sharp';
import { checkSize } from './checks.ts';
import type { Preview, PreviewRequest } from './requests.ts';
import { produce, type Workspace } from './workspace.ts';

/** A small JPEG: shrunk by averaging on a worker, encoded by libjpeg on its own threads. @see Pixels.preview */
export async function preview(
  workspace: Workspace,
  image: Raster,
  { maxWidth, maxHeight, quality = 78 }: PreviewRequest,
  signal?: CancelSignal,
): Promise<Preview> {
  checkSize(maxWidth, maxHeight);
  const scale = Math.min(1, maxWidth / image.width, maxHeight / image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const pixels = scale === 1 ? Buffer.from(image.data) : await shrink(workspace, image, width, height, signal);
  const bytes = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#000' })
    .jpeg({ quality, optimiseCoding: false })
    .toBuffer();
  signal?.throwIfAborted();
  return { width, height, bytes };
}

/** The shrunk pixels as a copy outside the shared memory, which nobody owns but the encoder. */
async function shrink(
  workspace: Workspace,
  image: Raster,
  width: number,
  height: number,
  signal?: CancelSignal,
): Promise<Buffer> {
  const { slots } = workspace;
  const small = await produce(
    { ...workspace, own: () => {} },
    'resample',
    { image },
    { width, height },
    (at, out) => ({
      source: at.image,
      out,
      columns: { from: 0, length: image.width },
      rows: { from: 0, length: image.height },
      filter: 'box',
      edge: 'clamp',
    }),
    { signal },
  );
  const copy = Buffer.from(small.data);
  const slot = slots.of(small);
  if (slot !== undefined) slots.doom(slot);
  return copy;
}
