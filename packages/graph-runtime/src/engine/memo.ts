import type { AnyDefinition, Cue, NodeId } from '../model/index.ts';
import type { FramePlan, OperatorStep } from './frame-plan.ts';

/** Everything that went into a node the last time it evaluated, and what came out. */
export interface MemoEntry<S> {
  readonly definition: AnyDefinition<S>;
  readonly exposedKey: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly memoryIn: unknown;
  readonly cue: Cue | undefined;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly memoryOut: unknown;
}

/** The last evaluation of each step of one plan, by `index`. Belongs to one run and changes as it goes on. */
export type Memo<S> = (MemoEntry<S> | undefined)[];

export function newMemo<S>(plan: FramePlan<S>): Memo<S> {
  return new Array<MemoEntry<S> | undefined>(plan.steps.length).fill(undefined);
}

/** The memo for an edited plan. An entry is only used when everything in it is the same, so all that can move over do. */
export function carryMemo<S>(from: FramePlan<S>, memo: Memo<S>, to: FramePlan<S>): Memo<S> {
  const entries = new Map<NodeId, MemoEntry<S> | undefined>();
  for (const { node, index } of from.steps) entries.set(node, memo[index]);
  return to.steps.map(({ node }) => entries.get(node));
}

/** True when the node would be asked exactly what it was asked last time. Rasters and objects are told by reference. */
export function isUnchanged<S>(
  entry: MemoEntry<S>,
  step: OperatorStep<S>,
  inputs: Readonly<Record<string, unknown>>,
  params: Readonly<Record<string, unknown>>,
  memory: unknown,
  cue: Cue | undefined,
): boolean {
  if (entry.definition !== step.definition || entry.cue !== cue || !Object.is(entry.memoryIn, memory)) return false;
  if (entry.exposedKey !== step.exposedKey) return false;
  for (const name of step.inputNames) if (!Object.is(entry.inputs[name], inputs[name])) return false;
  if (entry.params === params) return true;
  for (const name of step.paramNames) if (!Object.is(entry.params[name], params[name])) return false;
  return true;
}
