import { MiniMap } from '@xyflow/react';
import styles from './CanvasMap.module.css';
import type { FlowNode } from './flow-model.ts';

/** The whole graph in small; drag in it to go somewhere else. */
export function CanvasMap() {
  return (
    <MiniMap<FlowNode>
      className={styles.map ?? ''}
      style={{ width: 124, height: 78 }}
      pannable
      zoomable
      ariaLabel="Map of the graph"
      bgColor="transparent"
      maskColor="transparent"
      maskStrokeColor="var(--faint)"
      maskStrokeWidth={1}
      nodeBorderRadius={8}
      nodeStrokeWidth={0}
      offsetScale={2}
      nodeColor={({ type, selected }) => {
        if (type === 'frame') return 'color-mix(in srgb, var(--accent) 10%, transparent)';
        return selected === true ? 'var(--accent)' : 'var(--border)';
      }}
    />
  );
}
