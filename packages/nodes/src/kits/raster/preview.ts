import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import sharp from 'sharp';
import { checkSize } from './checks.ts';
import type { Preview, PreviewRequest } from './requests.ts';
import { produce, type Workspace } from './workspace.ts';

/** Previews of each picture by what was asked for: one picture is often seen at several sockets. */
const known = new WeakMap<Uint8Array, Map<string, Promise<Preview>>>();

/** A small JPEG: shrunk by averaging on a worker, encoded by libjpeg on its own threads. @see Pixels.preview */
export async function preview(
  workspace: Workspace,
  image: Raster,
  request: PreviewRequest,
  signal?: CancelSignal,
): Promise<Preview> {
  const { maxWidth, maxHeight, quality = 78 } = request;
  checkSize(maxWidth, maxHeight);
  // Refuses a picture whose memory has been given back, whether its preview is known or not.
  workspace.slots.of(image);
  signal?.throwIfAborted();
  const previews = known.get(image.data) ?? new Map<string, Promise<Preview>>();
  known.set(image.data, previews);
  const key = `${maxWidth} ${maxHeight} ${quality}`;
  let made = previews.get(key);
  if (made === undefined) {
    // Without the signal: what one gives up another may still wait for.
    made = make(workspace, image, { maxWidth, maxHeight, quality });
    previews.set(key, made);
    void made.catch(() => previews.delete(key));
  }
  const answer = await made;
  signal?.throwIfAborted();
  return answer;
}

async function make(
  workspace: Workspace,
  image: Raster,
  { maxWidth, maxHeight, quality }: Required<PreviewRequest>,
): Promise<Preview> {
  const scale = Math.min(1, maxWidth / image.width, maxHeight / image.height);
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const pixels = scale === 1 ? Buffer.from(image.data) : await shrink(workspace, image, width, height);
  const bytes = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#000' })
    .jpeg({ quality, optimiseCoding: false })
    .toBuffer();
  return { width, height, bytes };
}

/** The shrunk pixels as a copy outside the shared memory, which nobody owns but the encoder. */
async function shrink(workspace: Workspace, image: Raster, width: number, height: number): Promise<Buffer> {
  const { slots } = workspace;
  const small = await produce({ ...workspace, own: () => {} }, 'resample', { image }, { width, height }, (at, out) => ({
    source: at.image,
    out,
    columns: { from: 0, length: image.width },
    rows: { from: 0, length: image.height },
    filter: 'box',
    edge: 'clamp',
  }));
  const copy = Buffer.from(small.data);
  const slot = slots.of(small);
  if (slot !== undefined) slots.doom(slot);
  return copy;
}
