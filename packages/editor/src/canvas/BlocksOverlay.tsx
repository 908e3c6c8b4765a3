import { cardOfBox } from '@epoch/graph-runtime/model';
import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { latestPreview, onAnyPreview } from '../previews/preview-registry.ts';
import { editor } from '../store/editor-store.ts';
import styles from './BlocksOverlay.module.css';
import { type PlacedPicture, placePictures } from './place-pictures.ts';
import { previewSource } from './preview-source.ts';

/** Far away nobody sees single frames: all pictures together are drawn this often. @unit ms */
const REDRAW_MS = 120;

/**
 * All pictures of the graph on one canvas, for zooms at which hundreds of boxes are in view. A canvas for each would
 * cost a layer for each; one canvas costs one drawImage for each.
 */
export function BlocksOverlay() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const flow = useStoreApi();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      if (canvas.current !== null) drawAll(canvas.current, flow.getState());
    };
    const soon = () => {
      timer ??= setTimeout(draw, REDRAW_MS);
    };
    draw();
    const stopPreviews = onAnyPreview(soon);
    let last = flow.getState().transform;
    const stopMoves = flow.subscribe((state) => {
      if (state.transform === last) return;
      last = state.transform;
      draw();
    });
    return () => {
      clearTimeout(timer);
      stopPreviews();
      stopMoves();
    };
  }, [flow]);

  return <canvas ref={canvas} className={styles.overlay} />;
}

type FlowState = ReturnType<ReturnType<typeof useStoreApi>['getState']>;

function drawAll(canvas: HTMLCanvasElement, state: FlowState): void {
  const { graph, catalogue } = editor.getState();
  const context = canvas.getContext('2d');
  if (graph.document === null || context === null) return;
  const ratio = Math.min(2, window.devicePixelRatio);
  const width = Math.round(state.width * ratio);
  const height = Math.round(state.height * ratio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, state.width, state.height);
  const pictures: PlacedPicture[] = [];
  for (const node of Object.values(graph.document.nodes)) {
    const card = cardOfBox(catalogue.cards, node);
    const source = card === undefined ? null : previewSource(graph.document, card, node.id);
    const preview = source === null ? null : latestPreview(source);
    const box = state.nodeLookup.get(node.id);
    const boxWidth = box?.measured.width;
    if (preview === null || box === undefined || boxWidth === undefined) continue;
    const aspect = preview.bitmap.width / preview.bitmap.height;
    pictures.push({ bitmap: preview.bitmap, corner: box.internals.positionAbsolute, width: boxWidth, aspect });
  }
  const view = { transform: state.transform, width: state.width, height: state.height };
  for (const { bitmap, x, y, w, h } of placePictures(pictures, view)) context.drawImage(bitmap, x, y, w, h);
}
