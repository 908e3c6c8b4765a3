import {
  type GraphNode,
  inputSockets,
  isKeyframed,
  isScheduled,
  labelOf,
  type NodeCard,
  type ParamInput,
  type ParamSpec,
  type PortType,
} from '@epoch/graph-runtime/model';

/** One socket of a node's face. */
export interface FaceRow {
  readonly port: string;
  readonly label: string;
  readonly type: PortType;
  readonly doc: string;
  /** The param behind the socket; null for a plain input or output. */
  readonly param: ParamSpec | null;
  /** What makes its own value change over the film; null when it is the same on all frames. */
  readonly follows: 'keys' | 'schedule' | null;
}

export interface Face {
  readonly inputs: readonly FaceRow[];
  readonly outputs: readonly FaceRow[];
  /** Param sockets that are not shown until the node is unfolded. */
  readonly folded: number;
}

/** A node with at most this many param sockets shows all of them; one with more shows this many. */
const PARAM_ROWS = 4;

/**
 * The sockets a node shows. Inputs and outputs always; of the params those that are wired or change over time, and the
 * ones a person is most likely to wire, so that a node with many params stays readable.
 */
export function faceRows(card: NodeCard, node: GraphNode, wired: ReadonlySet<string>, expanded: boolean): Face {
  const inputs: FaceRow[] = [];
  const params: FaceRow[] = [];
  for (const [port, spec] of Object.entries(inputSockets(card))) {
    const param = card.inputs[port] === undefined ? (card.params[port] ?? null) : null;
    const follows = param === null ? null : followsOf(node.params[port]);
    const row = { port, label: labelOf(port, spec), type: spec.type, doc: spec.doc, param, follows };
    if (param === null) inputs.push(row);
    else params.push(row);
  }
  const outputs = Object.entries(card.outputs).map(([port, spec]): FaceRow => {
    return { port, label: labelOf(port, spec), type: spec.type, doc: spec.doc, param: null, follows: null };
  });
  const shown = expanded ? params : shownParams(params, wired);
  return { inputs: [...inputs, ...shown], outputs, folded: params.length - shown.length };
}

function shownParams(params: readonly FaceRow[], wired: ReadonlySet<string>): readonly FaceRow[] {
  if (params.length <= PARAM_ROWS) return params;
  const inUse = new Set(params.filter(({ port, follows }) => follows !== null || wired.has(port)));
  for (const row of [...params].sort((a, b) => liking(b) - liking(a))) {
    if (inUse.size >= PARAM_ROWS) break;
    if (liking(row) > 0) inUse.add(row);
  }
  return params.filter((row) => inUse.has(row));
}

function followsOf(input: ParamInput | undefined): FaceRow['follows'] {
  if (isScheduled(input)) return 'schedule';
  return isKeyframed(input) ? 'keys' : null;
}

/** How likely a person is to wire a param: prompts first, then what has a slider. */
function liking({ param }: FaceRow): number {
  if (param === null) return 0;
  if (param.kind === 'text') return param.widget === 'prompt' ? 3 : 1;
  if (param.kind === 'number') return param.widget === 'field' ? 1 : 2;
  return 0;
}
