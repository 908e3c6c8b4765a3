import type { NodeId } from '@epoch/graph-runtime/model';
import { useEffect, useRef } from 'react';
import { drawSoon } from '../previews/draw-queue.ts';
import { glimpseOf, latestPreview, onGlimpse, onPreview, watchPreview } from '../previews/preview-registry.ts';
import styles from './PreviewCanvas.module.css';

interface PreviewCanvasProps {
  readonly source: NodeId;
  /** Size of the film: the shape of the place until the first picture has come. @unit px */
  readonly filmWidth: number;
  readonly filmHeight: number;
  /** Width to ask the server for; null while nobody could see it. @unit px */
  readonly askWidth: number | null;
  /** What stands in the place while there is no picture. */
  readonly emptyWords: string;
  /** false while all pictures are drawn on one canvas over the graph. */
  readonly live: boolean;
}

/** The picture of a node. It is drawn past React: a new frame costs one drawImage and no component. */
export function PreviewCanvas({ source, filmWidth, filmHeight, askWidth, emptyWords, live }: PreviewCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => (askWidth === null ? undefined : watchPreview(source, askWidth)), [source, askWidth]);

  useEffect(() => {
    let cancel: () => void = () => undefined;
    const draw = () => {
      if (canvas.current !== null && live) drawPreview(canvas.current, source);
    };
    draw();
    const soon = () => {
      cancel = drawSoon(draw);
    };
    const unsubscribe = onPreview(source, soon);
    const unsubscribeGlimpse = onGlimpse(source, soon);
    return () => {
      unsubscribe();
      unsubscribeGlimpse();
      cancel();
    };
  }, [source, live]);

  return (
    <div
      className={styles.place}
      data-live={live ? '' : undefined}
      style={{ aspectRatio: `${filmWidth} / ${filmHeight}` }}
    >
      <canvas ref={canvas} className={styles.picture} width={1} height={1} data-empty="" />
      <span className={styles.empty}>{emptyWords}</span>
      <span className={styles.step}>in the making</span>
    </div>
  );
}

function drawPreview(canvas: HTMLCanvasElement, source: NodeId): void {
  const glimpse = glimpseOf(source);
  const preview = glimpse ?? latestPreview(source);
  if (glimpse === null) delete canvas.dataset.glimpse;
  else canvas.dataset.glimpse = '';
  if (preview === null) {
    canvas.dataset.empty = '';
    return;
  }
  const { bitmap, frame } = preview;
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  delete canvas.dataset.empty;
  if (glimpse === null) canvas.dataset.frame = String(frame);
}
