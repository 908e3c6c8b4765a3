import { MONITOR } from '@epoch/graph-runtime/protocol';
import { type RefObject, useEffect } from 'react';
import { latestPreview, onPreview, watchPreview } from '../previews/preview-registry.ts';
import { createFrameLoader } from './frame-loader.ts';
import { frameUrl } from './frame-url.ts';

/** Widths in which committed frames are asked for; few, so that the browser's cache serves them again. @unit px */
const STILL_WIDTHS_PX = [512, 1024, 1920];

export const frames = createFrameLoader();

export function stillUrl(productionId: string, frame: number, widthPx: number): string {
  return frameUrl(productionId, frame, STILL_WIDTHS_PX.find((width) => width >= widthPx) ?? 1920);
}

interface FilmPicture {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly productionId: string | null;
  /** A committed frame to show; null shows the film as it is made. */
  readonly still: number | null;
  /** Width of the screen in device pixels; 0 while it is folded away. */
  readonly widthPx: number;
  readonly onShown: (frame: number | null) => void;
}

/** Keeps the monitor's canvas on the live film, or on one committed frame. Pixels never pass through React. */
export function useFilmPicture({ canvas, productionId, still, widthPx, onShown }: FilmPicture): void {
  useEffect(() => {
    if (widthPx === 0 || still !== null) return;
    const draw = () => {
      const preview = latestPreview(MONITOR);
      if (canvas.current === null) return;
      if (preview === null) clear(canvas.current);
      else paint(canvas.current, preview.bitmap, preview.frame);
      onShown(preview?.frame ?? null);
    };
    const unwatch = watchPreview(MONITOR, widthPx);
    const unlisten = onPreview(MONITOR, draw);
    draw();
    return () => {
      unlisten();
      unwatch();
    };
  }, [canvas, still, widthPx, onShown]);

  useEffect(() => {
    if (still === null || productionId === null || widthPx === 0) return;
    let wanted = true;
    const url = stillUrl(productionId, still, widthPx);
    void frames.wait(url).then((ready) => {
      if (!wanted || !ready || canvas.current === null) return;
      paint(canvas.current, frames.ask(url).image, still);
      onShown(still);
    });
    return () => {
      wanted = false;
    };
  }, [canvas, productionId, still, widthPx, onShown]);
}

function paint(canvas: HTMLCanvasElement, picture: ImageBitmap | HTMLImageElement, frame: number): void {
  const { width, height } = picture;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  canvas.dataset.frame = String(frame);
}

/** Another production comes to the front: nothing of the one before may stay on the screen. */
function clear(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  canvas.dataset.frame = '';
}
