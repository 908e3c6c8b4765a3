import type { PortType } from '@epoch/graph-runtime/model';
import { BaseEdge, type EdgeProps, type InternalNode, useInternalNode } from '@xyflow/react';
import { useMemo } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { isFlowing } from '../store/selectors.ts';
import { typeAt } from './fit-on-wire.ts';
import type { FlowEdge } from './flow-model.ts';
import styles from './Wire.module.css';
import { type Box, wireRoute } from './wire-path.ts';

/** A wire in the colour of what it carries. Dashes run along it only while values really do. */
export function Wire({
  id,
  source,
  target,
  sourceHandleId,
  sourceX,
  sourceY,
  targetX,
  targetY,
  selected,
}: EdgeProps<FlowEdge>) {
  const sourceBox = boxOf(useInternalNode(source));
  const targetBox = boxOf(useInternalNode(target));
  const type = useEditor(({ graph, catalogue }): PortType => {
    if (graph.document === null) return 'any';
    return typeAt(graph.document, catalogue.cards, { node: source, port: sourceHandleId ?? '' }, 'out') ?? 'any';
  });
  const flowing = useEditor((state) => isFlowing(state, source));
  const key = [sourceX, sourceY, targetX, targetY, ...side(sourceBox), ...side(targetBox)].join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds every number the route depends on
  const path = useMemo(
    () => wireRoute({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, sourceBox, targetBox).path,
    [key],
  );
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

function boxOf(node: InternalNode | undefined): Box | null {
  const { width, height } = node?.measured ?? {};
  if (node === undefined || width === undefined || height === undefined) return null;
  return { ...node.internals.positionAbsolute, width, height };
}

function side(box: Box | null): number[] {
  return box === null ? [0] : [box.x, box.y, box.width, box.height];
}
