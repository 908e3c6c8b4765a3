import { evaluateFrame } from '../engine/index.ts';
import type {
  AnyContext,
  AnyDefinition,
  CancelSignal,
  Cue,
  ExposedValue,
  FrameInfo,
  InputValues,
  NodeDefinition,
  OutputValues,
  Params,
  ParamValues,
  Ports,
  Told,
} from '../model/index.ts';
import { planOfOne } from './plan-of-one.ts';

export interface RunNodeOptions<I extends Ports, P extends Params, M, S> {
  readonly inputs?: Partial<InputValues<I>>;
  /** What is not given has its default. */
  readonly params?: Partial<ParamValues<P>>;
  /** @unit frames, from 0 */
  readonly frame?: number;
  readonly memory?: M | undefined;
  readonly cue?: Cue;
  /** Sockets that this box has of its own, with what is in them. */
  readonly exposed?: readonly ExposedValue[];
  /** The services that this node uses. */
  readonly services?: Partial<S>;
  readonly film?: Partial<Omit<FrameInfo, 'index'>>;
  readonly signal?: CancelSignal;
  readonly tell?: (told: Told) => void;
}

export interface NodeAnswer<O extends Ports, M> {
  readonly outputs: OutputValues<O>;
  /** What the node would be handed at the next frame; undefined for a node without memory. */
  readonly memory: M | undefined;
}

/** A film of 100 frames, 64 x 36 px at 30 frames a second. */
export const TEST_FILM: Omit<FrameInfo, 'index'> = {
  count: 100,
  fps: 30,
  bpm: 120,
  width: 64,
  height: 36,
  productionSeed: 1,
};

/** A signal that nobody aborts. */
export const NEVER: CancelSignal = {
  aborted: false,
  reason: undefined,
  throwIfAborted: () => {},
  addEventListener: () => {},
  removeEventListener: () => {},
};

/**
 * Evaluates one node for one frame, as the engine does: through its checks, with its unit delay when it is one.
 *
 * @throws EpochError NODE_FAILED as the engine does, when the node throws or answers with wrong outputs
 */
export async function runNode<I extends Ports, O extends Ports, P extends Params, M, S>(
  node: NodeDefinition<I, O, P, M, S>,
  options: RunNodeOptions<I, P, M, S> = {},
): Promise<OutputValues<O>> {
  return (await runNodeWithMemory(node, options)).outputs;
}

/** The same, with the node's memory after the frame. */
export async function runNodeWithMemory<I extends Ports, O extends Ports, P extends Params, M, S>(
  node: NodeDefinition<I, O, P, M, S>,
  options: RunNodeOptions<I, P, M, S> = {},
): Promise<NodeAnswer<O, M>> {
  const { inputs = {}, params = {}, frame = 0, memory, cue, services = {}, film = {}, signal = NEVER } = options;
  const { exposed = [] } = options;
  const missing = Object.entries(node.inputs).find(
    ([name, spec]) => spec.optional !== true && inputs[name as keyof typeof inputs] === undefined,
  );
  if (missing !== undefined) throw new TypeError(`runNode: ${node.type} needs the input "${missing[0]}".`);

  const plan = planOfOne<S>(forgetTypes(node), { inputs, params, exposed });
  const commit = await evaluateFrame(
    plan,
    {
      frame: { ...TEST_FILM, ...film, index: frame },
      services: services as S,
      signal,
      cues: new Map(cue === undefined ? [] : [['node', cue]]),
      tell: (_node, _frame, told) => options.tell?.(told),
    },
    new Map(memory === undefined ? [] : [['node', memory]]),
  );
  // The engine has just checked each output against its declaration; memory is the node's own.
  const outputs = { ...commit.reports.get('node')?.outputs } as OutputValues<O>;
  return { outputs, memory: commit.memory.get('node') as M | undefined };
}

/** The engine's view of a typed definition; it hands `evaluate` only what it has checked against the declaration. */
function forgetTypes<I extends Ports, O extends Ports, P extends Params, M, S>(
  node: NodeDefinition<I, O, P, M, S>,
): AnyDefinition<S> {
  const evaluate = node.evaluate as (context: AnyContext<S>) => unknown;
  return { ...node, evaluate };
}
