import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { checkSize } from './checks.ts';
import type { FitRequest } from './requests.ts';
import { crop } from './resample.ts';
import { solid } from './solid.ts';
import { produce, type Workspace } from './workspace.ts';

/** Brings a picture to a size. @see Pixels.fit */
export async function fit(
  workspace: Workspace,
  image: Raster,
  { width, height, mode, filter = 'lanczos3', background = [0, 0, 0, 255] }: FitRequest,
  signal?: CancelSignal,
): Promise<Raster> {
  checkSize(width, height);
  if (image.width === width && image.height === height) return image;
  const scaleX = width / image.width;
  const scaleY = height / image.height;
  if (mode === 'contain') {
    const scale = Math.min(scaleX, scaleY);
    const innerWidth = Math.min(width, Math.max(1, Math.round(image.width * scale)));
    const innerHeight = Math.min(height, Math.max(1, Math.round(image.height * scale)));
    const whole = { left: 0, top: 0, boxWidth: image.width, boxHeight: image.height };
    const inner = await crop(workspace, image, { ...whole, width: innerWidth, height: innerHeight, filter }, signal);
    if (innerWidth === width && innerHeight === height) return inner;
    const ground = solid(workspace, width, height, background);
    const x = Math.floor((width - innerWidth) / 2);
    const y = Math.floor((height - innerHeight) / 2);
    return produce(
      workspace,
      'inset',
      { ground, inner },
      { width, height },
      (at, out) => ({ ground: at.ground, inner: at.inner, out, x, y }),
      { signal },
    );
  }
  const scale = Math.max(scaleX, scaleY);
  const boxWidth = mode === 'stretch' ? image.width : width / scale;
  const boxHeight = mode === 'stretch' ? image.height : height / scale;
  const left = (image.width - boxWidth) / 2;
  const top = (image.height - boxHeight) / 2;
  return crop(workspace, image, { left, top, boxWidth, boxHeight, width, height, filter }, signal);
}
