import type {
  AnyDefinition,
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
} from '@epoch/graph-runtime/model';
import type { NodeServices } from '../services.ts';

/** What a node is given at one frame; params that are not named have their defaults. */
export interface PlayedFrame<I extends Ports, P extends Params> {
  readonly inputs?: Partial<InputValues<I>>;
  readonly params?: Partial<ParamValues<P>>;
  readonly cue?: Cue;
  readonly film?: Partial<FrameInfo>;
  readonly exposed?: readonly ExposedValue[];
  /** Hears what the node tells while it works. */
  readonly tell?: (told: Told) => void;
}

const FILM: FrameInfo = { index: 0, count: 100, fps: 24, bpm: 120, width: 64, height: 36, productionSeed: 1234 };

/** Plays frames 0, 1, 2 ... of a node, handing its memory on, and gives the outputs of each. */
export async function play<I extends Ports, O extends Ports, P extends Params, M>(
  node: NodeDefinition<I, O, P, M, NodeServices>,
  services: NodeServices,
  frames: readonly PlayedFrame<I, P>[],
): Promise<OutputValues<O>[]> {
  let memory: unknown;
  const played: OutputValues<O>[] = [];
  for (const [index, given] of frames.entries()) {
    const answer = await playOnce(node, services, { ...given, film: { index, ...given.film } }, memory);
    memory = answer.memory;
    // The contract test of all nodes proves that the outputs are the declared ones.
    played.push(answer.outputs as OutputValues<O>);
  }
  return played;
}

/** Evaluates one frame of any node. */
export async function playOnce(
  node: AnyDefinition<NodeServices>,
  services: NodeServices,
  given: PlayedFrame<Ports, Params>,
  memory?: unknown,
): Promise<{ outputs: Record<string, unknown>; memory: unknown }> {
  const defaults = Object.fromEntries(Object.entries(node.params).map(([name, spec]) => [name, spec.default]));
  const answer = await node.evaluate({
    inputs: given.inputs ?? {},
    params: { ...defaults, ...withoutGaps(given.params ?? {}) },
    frame: { ...FILM, ...given.film },
    memory,
    cue: given.cue,
    services,
    signal: new AbortController().signal,
    node: 'node',
    exposed: given.exposed ?? [],
    progress: (done) => given.tell?.({ type: 'progress', done }),
    glimpse: (encoded) => given.tell?.({ type: 'glimpse', encoded }),
    remark: (words) => given.tell?.({ type: 'remark', words }),
    note: (words) => given.tell?.({ type: 'note', words }),
  });
  if (typeof answer !== 'object' || answer === null) throw new Error(`${node.type} answered with no object.`);
  const whole: Record<string, unknown> = { ...answer };
  if (!node.hasMemory) return { outputs: whole, memory: undefined };
  const { outputs } = whole;
  if (typeof outputs !== 'object' || outputs === null) throw new Error(`${node.type} answered without outputs.`);
  return { outputs: { ...outputs }, memory: whole.memory };
}

function withoutGaps<T>(values: Readonly<Record<string, T | undefined>>): Record<string, T> {
  const present: Record<string, T> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) present[name] = value;
  return present;
}
