import {
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  type GraphSettings,
  newGraph,
  type ParamInput,
  storedParam,
} from '../model/index.ts';

/** A node in brief: its type, or its type with what differs from an ordinary one. */
export type NodeInBrief =
  | string
  | ({ readonly type: string; readonly params?: Readonly<Record<string, ParamInput>> } & Partial<
      Pick<GraphNode, 'version' | 'title' | 'bypassed' | 'disabled' | 'position' | 'exposed'>
    >);

export interface GraphInBrief {
  readonly name?: string;
  /** By id. They are placed in rows of 50, in this order. */
  readonly nodes: Readonly<Record<string, NodeInBrief>>;
  /** `'noise.out > blend.base'`: node.output > node.input. Their ids are w0, w1, ... in this order. */
  readonly wires?: readonly string[];
  readonly settings?: Partial<GraphSettings>;
}

const WIRE = /^([\w-]+)\.(\w+) > ([\w-]+)\.(\w+)$/;
const NODE_PITCH_PX = 240;
const NODES_PER_ROW = 50;

/**
 * A graph document from a few words, for tests: `graphOf({ nodes: { a: 'Number', b: 'Sum' }, wires: ['a.value > b.left'] })`.
 *
 * @throws SyntaxError for a wire that is not written as above
 */
export function graphOf({ name = 'Test graph', nodes, wires = [], settings = {} }: GraphInBrief): GraphDocument {
  const document = newGraph(name);
  Object.entries(nodes).forEach(([id, brief], place) => {
    const { params = {}, ...node } = typeof brief === 'string' ? { type: brief } : brief;
    document.nodes[id] = {
      version: 1,
      position: { x: (place % NODES_PER_ROW) * NODE_PITCH_PX, y: Math.floor(place / NODES_PER_ROW) * NODE_PITCH_PX },
      ...node,
      id,
      params: Object.fromEntries(Object.entries(params).map(([key, input]) => [key, storedParam(input)])),
    };
  });
  wires.forEach((text, place) => {
    const edge = readWireText(text, `w${place}`);
    document.edges[edge.id] = edge;
  });
  return { ...document, settings: { ...document.settings, ...settings } };
}

function readWireText(text: string, id: string): GraphEdge {
  const [, fromNode, fromPort, toNode, toPort] = WIRE.exec(text) ?? [];
  if (fromNode === undefined || fromPort === undefined || toNode === undefined || toPort === undefined) {
    throw new SyntaxError(`"${text}" is not a wire; write 'node.output > node.input'.`);
  }
  return { id, from: { node: fromNode, port: fromPort }, to: { node: toNode, port: toPort } };
}
