import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { checkSize } from './checks.ts';
import type { DreamCall, DreamPicture } from './requests.ts';
import { produceWith, type Workspace } from './workspace.ts';

/** Paints one frame with the Dream engine. @see Pixels.dream */
export async function dream(workspace: Workspace, call: DreamCall, signal?: CancelSignal): Promise<DreamPicture> {
  const { init, previous, view, ...request } = call;
  const { width, height } = request;
  checkSize(width, height);
  const inputs: Record<string, Raster> = {};
  for (const [name, image] of Object.entries({ init, previous })) {
    if (image === null) continue;
    if (image.width !== width || image.height !== height) {
      const sizes = `${image.width} x ${image.height} px instead of ${width} x ${height}`;
      throw new RangeError(`The picture "${name}" of a dream is ${sizes}. Fit it first.`);
    }
    inputs[name] = image;
  }
  const { image, value } = await produceWith(
    workspace,
    'dream',
    inputs,
    { width, height },
    (at, out) => ({
      init: at.init?.pointer ?? null,
      previous: at.previous?.pointer ?? null,
      out: out.pointer,
      request,
      view,
    }),
    { signal, shared: true, key: `dream ${width} x ${height}` },
  );
  return { image, view: value.view };
}
