import { useReactFlow, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { viewport } from '../store/viewport.ts';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './CanvasTools.module.css';

/** Zoom of the canvas. */
export function CanvasTools() {
  const flow = useReactFlow();
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <div className={styles.tools}>
      <IconButton icon={Plus} label="Zoom in" keys="+" onClick={() => void flow.zoomIn()} />
      <IconButton icon={Minus} label="Zoom out" keys="-" onClick={() => void flow.zoomOut()} />
      <IconButton icon={Maximize} label="Fit the graph" keys="f" onClick={() => viewport()?.fit()} />
      <button type="button" className={styles.zoom} title="Zoom to 100 %" onClick={() => void flow.zoomTo(1)}>
        {percent}%
      </button>
    </div>
  );
}
