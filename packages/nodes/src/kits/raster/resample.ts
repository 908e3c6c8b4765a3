import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { checkFinite, checkSize } from './checks.ts';
import type { CropRequest } from './requests.ts';
import { produce, type Workspace, worthSharing } from './workspace.ts';

/** Farther out, coordinates would leave 32 bits. @unit px */
const FARTHEST = 1e8;

/** Scales the box of a picture to a whole picture. @see Pixels.crop */
export async function crop(
  workspace: Workspace,
  image: Raster,
  request: CropRequest,
  signal?: CancelSignal,
): Promise<Raster> {
  const { left, top, boxWidth, boxHeight, width, height, filter = 'lanczos3', edge = 'clamp' } = request;
  checkSize(width, height);
  checkFinite({ left, top, boxWidth, boxHeight });
  if (boxWidth <= 0 || boxHeight <= 0) {
    throw new RangeError(`A box must have positive sides, got ${boxWidth} x ${boxHeight} px.`);
  }
  if (Math.abs(left) > FARTHEST || Math.abs(top) > FARTHEST) {
    throw new RangeError(`A box must lie within ${FARTHEST} px of its picture, got ${left}, ${top}.`);
  }
  return produce(
    workspace,
    'resample',
    { image },
    { width, height },
    (sources, out) => ({
      source: sources.image,
      out,
      columns: { from: left, length: boxWidth },
      rows: { from: top, length: boxHeight },
      filter,
      edge,
    }),
    { signal, shared: worthSharing({ width, height }) },
  );
}
