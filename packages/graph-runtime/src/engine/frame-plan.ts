import type {
  AnyDefinition,
  Conversion,
  ExposedSocket,
  NodeId,
  ParamInput,
  ParamScalar,
  ParamSpec,
  PortType,
} from '../model/index.ts';

/** Where a step reads an input: a slot of the frame's values, and what the wire does to the value on its way. */
export interface Wire {
  readonly name: string;
  readonly type: PortType;
  readonly slot: number;
  readonly convert: Conversion | null;
  /** Index of the step that fills the slot. */
  readonly source: number;
  readonly required: boolean;
}

/** Where a step writes an output. */
export interface Slot {
  readonly name: string;
  readonly type: PortType;
  readonly slot: number;
}

/** A param that is not the same on every frame: driven by a wire, or by keys. */
export interface ParamSource {
  readonly name: string;
  readonly spec: ParamSpec;
  readonly wire: Wire | null;
  readonly input: ParamInput | undefined;
}

/** A socket of one box alone, and where its value is found: among the inputs or the params of that name. */
export interface ExposedSlot {
  readonly name: string;
  readonly socket: ExposedSocket;
  readonly among: 'inputs' | 'params';
  /** There may be a value: a wire, one set on the box, or one that the workflow came with. */
  readonly given: boolean;
}

interface Common {
  /** Position in topological order; also the place of the step's memo. */
  readonly index: number;
  readonly node: NodeId;
  readonly title: string;
  readonly type: string;
  /** Steps of the same frame that must be done before, each once. */
  readonly needs: readonly number[];
  readonly wires: readonly Wire[];
  readonly outputs: readonly Slot[];
  /** Not empty: the step only gives these delays their `initial` (starters.ts). */
  readonly starts: readonly DelayStep[];
}

/** A node that evaluates. */
export interface OperatorStep<S> extends Common {
  readonly kind: 'operator';
  readonly definition: AnyDefinition<S>;
  readonly inputNames: readonly string[];
  readonly paramNames: readonly string[];
  readonly constants: Readonly<Record<string, ParamScalar>>;
  /** Empty: `constants` are all params there are, and no object is built per frame. */
  readonly moving: readonly ParamSource[];
  readonly exposed: readonly ExposedSlot[];
  /** Equal for equal sockets: two plans with the same key drive the same places of a workflow. */
  readonly exposedKey: string;
}

/** A bypassed node: hands inputs on to outputs. */
export interface BypassStep extends Common {
  readonly kind: 'bypass';
  readonly handed: readonly { readonly wire: Wire; readonly output: Slot }[];
}

/** A unit delay. `next` is read after the loop has run, so it is not among `wires`. */
export interface DelayStep extends Common {
  readonly kind: 'delay';
  readonly initial: Wire | null;
  readonly next: Wire | null;
  readonly out: Slot;
  readonly frames: ParamSource;
}

export type Step<S> = OperatorStep<S> | BypassStep | DelayStep;

/** A node whose input becomes a file of the film. */
export interface Sink<S> {
  readonly step: OperatorStep<S>;
  readonly wire: Wire;
  readonly folder: string;
}

/** A compiled graph: nothing in it changes while it runs, and two runs may share one. */
export interface FramePlan<S> {
  /** Nodes that run, in the order of `steps`. */
  readonly nodes: readonly NodeId[];
  /** In topological order, once the wires into each delay's `next` are cut. `steps[i].index` is i. */
  readonly steps: readonly Step<S>[];
  /** What the delays need and the delays themselves: the part that the next frame waits for. */
  readonly loop: readonly Step<S>[];
  /** All the rest: overlays, outputs. It may run while the next frame's loop does. */
  readonly tail: readonly Step<S>[];
  readonly delays: readonly DelayStep[];
  readonly sinks: readonly Sink<S>[];
  readonly slotCount: number;
  /** Type of every node of the document, also of those that do not run. */
  readonly types: ReadonlyMap<NodeId, string>;
  /** Nodes that remember but do not evaluate (disabled, bypassed, unwired): their memory waits for them. */
  readonly dormant: readonly NodeId[];
}
