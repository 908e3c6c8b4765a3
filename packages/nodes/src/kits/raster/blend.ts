import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { BLEND_MODES, type BlendRequest } from './requests.ts';
import { produce, type Workspace, worthSharing } from './workspace.ts';

/** Combines two pictures of the same size. @see Pixels.blend */
export async function blend(
  workspace: Workspace,
  base: Raster,
  top: Raster,
  { mode, amount, space = 'srgb' }: BlendRequest,
  signal?: CancelSignal,
): Promise<Raster> {
  if (base.width !== top.width || base.height !== top.height) {
    const sizes = `${base.width} x ${base.height} and ${top.width} x ${top.height}`;
    throw new RangeError(`Only pictures of the same size can be blended, got ${sizes}. Fit one to the other first.`);
  }
  if (!BLEND_MODES.includes(mode)) throw new RangeError(`There is no blend mode "${mode}".`);
  if (!(amount >= 0 && amount <= 1)) throw new RangeError(`The amount of a blend must be 0 to 1, got ${amount}.`);
  if (amount === 0) return base;
  const size = { width: base.width, height: base.height };
  return produce(workspace, 'blend', { base, top }, size, (at, out) => ({ ...at, out, mode, amount, space }), {
    signal,
    shared: worthSharing(size),
  });
}
