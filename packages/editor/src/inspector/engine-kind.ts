import {
  ENGINE_KINDS,
  type EngineKind,
  type GraphNode,
  type NodeCard,
  type TextParam,
} from '@epoch/graph-runtime/model';

/** Which kind of image servers a param is about: what its card says, else what the box's own param `kind` says. */
export function engineKindOf(spec: TextParam, node: GraphNode, card: NodeCard | null): EngineKind {
  const said = spec.engineKind ?? node.params.kind ?? card?.params.kind?.default;
  return ENGINE_KINDS.find((kind) => kind === said) ?? 'comfyui';
}
