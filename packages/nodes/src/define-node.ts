import type {
  AnyDefinition,
  EvaluateContext,
  NodeDefinition,
  OutputValues,
  Params,
  Ports,
} from '@epoch/graph-runtime/model';
import type { NodeServices } from './services.ts';

/** Says what type a node's memory has: `memory: remembers<Totals>()`. There is nothing in it at run time. */
export interface Remembers<M> {
  readonly type?: M;
}

export function remembers<M>(): Remembers<M> {
  return {};
}

type Declared<I extends Ports, O extends Ports, P extends Params, M> = Omit<
  NodeDefinition<I, O, P, M, NodeServices>,
  'hasMemory' | 'evaluate'
>;

/** A node without memory answers with its outputs. */
export interface PlainNode<I extends Ports, O extends Ports, P extends Params> extends Declared<I, O, P, never> {
  evaluate(context: EvaluateContext<I, P, never, NodeServices>): OutputValues<O> | Promise<OutputValues<O>>;
}

/** A node with memory answers with its outputs and with what it wants to be handed at the next frame. */
export interface RememberingNode<I extends Ports, O extends Ports, P extends Params, M> extends Declared<I, O, P, M> {
  readonly memory: Remembers<M>;
  evaluate(context: EvaluateContext<I, P, M, NodeServices>): Remembered<O, M> | Promise<Remembered<O, M>>;
}

type Remembered<O extends Ports, M> = { readonly outputs: OutputValues<O>; readonly memory: M };

/**
 * Declares a node type. The types of inputs, params, outputs and memory follow from the declaration, so `evaluate` is
 * checked against it; whether the node has memory follows from `memory` being there.
 */
export function defineNode<const I extends Ports, const O extends Ports, const P extends Params, M>(
  node: RememberingNode<I, O, P, M>,
): NodeDefinition<I, O, P, M, NodeServices>;
export function defineNode<const I extends Ports, const O extends Ports, const P extends Params>(
  node: PlainNode<I, O, P>,
): NodeDefinition<I, O, P, never, NodeServices>;
export function defineNode(
  node: Omit<AnyDefinition<NodeServices>, 'hasMemory'> & { readonly memory?: Remembers<unknown> },
): AnyDefinition<NodeServices> {
  const { memory, ...definition } = node;
  return { ...definition, hasMemory: memory !== undefined };
}
