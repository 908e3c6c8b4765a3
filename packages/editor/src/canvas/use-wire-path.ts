import { type EdgeProps, type InternalNode, useInternalNode, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { wireLanes } from '../store/selectors.ts';
import type { FlowEdge } from './flow-model.ts';
import { type Box, goesBack, wirePath } from './wire-path.ts';

const STAGGER_PX = 7;

/** The path of a wire. It is worked out again when one of its ends moves or, if it goes back, when the graph changes. */
export function useWirePath({ id, source, target, sourceX, sourceY, targetX, targetY }: EdgeProps<FlowEdge>): string {
  const flow = useStoreApi();
  const sourceBox = boxOf(useInternalNode(source));
  const targetBox = boxOf(useInternalNode(target));
  const from = { x: sourceX, y: sourceY };
  const to = { x: targetX, y: targetY };
  const back = goesBack(from, to);
  const nodes = useEditor(({ graph }) => (back ? graph.document?.nodes : undefined));
  const stagger = useEditor((state) => (back ? (wireLanes(state).get(id) ?? 0) : 0)) * STAGGER_PX;
  const key = [sourceX, sourceY, targetX, targetY, ...numbers(sourceBox), ...numbers(targetBox)].join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds every number of both ends
  return useMemo(() => {
    const others = back ? otherBoxes(flow.getState().nodeLookup.values(), source, target) : [];
    return wirePath({ from, to, source: sourceBox, target: targetBox, others, stagger });
  }, [key, nodes, stagger]);
}

function otherBoxes(all: Iterable<InternalNode>, source: string, target: string): Box[] {
  const boxes: Box[] = [];
  for (const node of all) {
    const box = node.type === 'box' && node.id !== source && node.id !== target ? boxOf(node) : null;
    if (box !== null) boxes.push(box);
  }
  return boxes;
}

function boxOf(node: InternalNode | undefined): Box | null {
  const { width, height } = node?.measured ?? {};
  if (node === undefined || width === undefined || height === undefined) return null;
  return { ...node.internals.positionAbsolute, width, height };
}

function numbers(box: Box | null): number[] {
  return box === null ? [0] : [box.x, box.y, box.width, box.height];
}
