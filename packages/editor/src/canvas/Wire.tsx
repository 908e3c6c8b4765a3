import type { PortType } from '@epoch/graph-runtime/model';
import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { useEditor } from '../store/editor-store.ts';
import { isFlowing } from '../store/selectors.ts';
import { typeAt } from './fit-on-wire.ts';
import type { FlowEdge } from './flow-model.ts';
import { useWirePath } from './use-wire-path.ts';
import styles from './Wire.module.css';

/** A wire in the colour of what it carries. Dashes run along it only while values really do. */
export function Wire(props: EdgeProps<FlowEdge>) {
  const { id, source, sourceHandleId, selected } = props;
  const path = useWirePath(props);
  const type = useEditor(({ graph, catalogue }): PortType => {
    if (graph.document === null) return 'any';
    return typeAt(graph.document, catalogue.cards, { node: source, port: sourceHandleId ?? '' }, 'out') ?? 'any';
  });
  const flowing = useEditor((state) => isFlowing(state, source));
  return (
    <g
      className={styles.wire}
      data-type={type}
      data-selected={selected === true ? '' : undefined}
      data-testid={`wire-${id}`}
    >
      <BaseEdge id={id} path={path} interactionWidth={16} style={{ stroke: `var(--port-${type})` }} />
      {flowing ? <path className={styles.flow} d={path} /> : null}
    </g>
  );
}
