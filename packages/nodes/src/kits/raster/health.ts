import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import type { ColourShift, GrainRequest, SharpenRequest } from './requests.ts';
import { inspect, produce, type Workspace, worthSharing } from './workspace.ts';

const LARGEST_RADIUS_PX = 20;
const MOST_OCTAVES = 7;

/** Moves the colours of a whole picture. @see Pixels.colourShift */
export async function colourShift(
  workspace: Workspace,
  image: Raster,
  shift: ColourShift,
  signal?: CancelSignal,
): Promise<Raster> {
  const numbers = [shift.lightness, shift.a, shift.b].flatMap(({ factor, add }) => [factor, add]);
  if (!numbers.every(Number.isFinite)) throw new RangeError('A colour shift is made of finite numbers.');
  return produce(workspace, 'colourShift', { image }, image, ({ image: at }, out) => ({ image: at, out, shift }), {
    signal,
    shared: worthSharing(image),
  });
}

/** Unsharp masking. @see Pixels.sharpen */
export async function sharpen(
  workspace: Workspace,
  image: Raster,
  request: SharpenRequest,
  signal?: CancelSignal,
): Promise<Raster> {
  const { radiusPx, amount } = request;
  if (!(radiusPx > 0 && radiusPx <= LARGEST_RADIUS_PX)) {
    throw new RangeError(`The radius must be above 0 and at most ${LARGEST_RADIUS_PX} px, got ${radiusPx}.`);
  }
  if (amount === 0) return image;
  return produce(workspace, 'sharpen', { image }, image, ({ image: at }, out) => ({ image: at, out, request }), {
    signal,
    shared: worthSharing(image),
  });
}

/** Noise without a mean of its own. @see Pixels.grain */
export async function grain(
  workspace: Workspace,
  image: Raster,
  request: GrainRequest,
  signal?: CancelSignal,
): Promise<Raster> {
  const { octaves, cellPx, amountLevels } = request;
  if (!(octaves >= 1 && octaves <= MOST_OCTAVES)) {
    throw new RangeError(`Noise has 1 to ${MOST_OCTAVES} octaves, got ${octaves}.`);
  }
  if (!(cellPx >= 1)) throw new RangeError(`A cell of noise is at least 1 px wide, got ${cellPx}.`);
  if (amountLevels === 0) return image;
  return produce(workspace, 'grain', { image }, image, ({ image: at }, out) => ({ image: at, out, request }), {
    signal,
    shared: worthSharing(image),
  });
}

/** How far two pictures are apart. @see Pixels.difference */
export async function difference(workspace: Workspace, a: Raster, b: Raster, signal?: CancelSignal): Promise<number> {
  if (a === b) return 0;
  if (a.width !== b.width || a.height !== b.height) {
    throw new RangeError('Only pictures of the same size can be compared. Fit one to the other first.');
  }
  return inspect(workspace, 'difference', { a, b }, (at) => at, { signal });
}
