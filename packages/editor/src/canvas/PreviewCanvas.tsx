import type { NodeId } from '@epoch/graph-runtime/model';
import { useEffect, useRef } from 'react';
import { latestPreview, onPreview, watchPreview } from '../previews/preview-registry.ts';
import styles from './PreviewCanvas.module.css';

interface PreviewCanvasProps {
  readonly source: NodeId;
  /** Size of the film: the shape of the place until the first picture has come. @unit px */
  readonly filmWidth: number;
  readonly filmHeight: number;
  /** Width to ask the server for; null while nobody could see it. @unit px */
  readonly askWidth: number | null;
}

/** The picture of a node. It is drawn past React: a new frame costs one drawImage and no component. */
export function PreviewCanvas({ source, filmWidth, filmHeight, askWidth }: PreviewCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => (askWidth === null ? undefined : watchPreview(source, askWidth)), [source, askWidth]);

  useEffect(() => {
    let scheduled = 0;
    const draw = () => {
      scheduled = 0;
      if (canvas.current !== null) drawPreview(canvas.current, source);
    };
    const schedule = () => {
      if (scheduled === 0) scheduled = requestAnimationFrame(draw);
    };
    draw();
    const unsubscribe = onPreview(source, schedule);
    return () => {
      unsubscribe();
      cancelAnimationFrame(scheduled);
    };
  }, [source]);

  return (
    <div className={styles.place} style={{ aspectRatio: `${filmWidth} / ${filmHeight}` }}>
      <canvas ref={canvas} className={styles.picture} width={1} height={1} data-empty="" />
      <span className={styles.empty}>no picture yet</span>
    </div>
  );
}

function drawPreview(canvas: HTMLCanvasElement, source: NodeId): void {
  const preview = latestPreview(source);
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
  canvas.dataset.frame = String(frame);
}
