import type { Json, JsonObject } from './json.ts';
import { nodeError } from './node-error.ts';
import type { Mask, NodeResult, Picture, Value } from './values.ts';
import type { World } from './world.ts';

/** The run that a node belongs to. */
export interface RunContext {
  readonly world: World;
  readonly promptId: string;
  readonly clientId: string | null;
  readonly prompt: JsonObject;
  readonly extraData: JsonObject;
  /**
   * One step of a slow node is done. A picture is shown as a preview; a PNG goes over the socket as it is.
   *
   * @throws NodeError when the prompt is interrupted
   */
  step(node: string, value: number, max: number, show: Picture | Buffer | null): Promise<void>;
  /** A sampler is about to run on this. */
  noteSample(key: string): void;
}

/** One node to be run, its inputs gathered. */
export interface NodeCall {
  readonly id: string;
  readonly classType: string;
  readonly inputs: Readonly<Record<string, Value>>;
  /** Types of the outputs that the class declares. */
  readonly outputTypes: readonly string[];
  readonly run: RunContext;
}

export type Executor = (call: NodeCall) => NodeResult | Promise<NodeResult>;

export function give(...outputs: Value[]): NodeResult {
  return { outputs, ui: null };
}

/** @throws NodeError when something else than pictures arrives */
export function picturesOf(call: NodeCall, name: string): readonly Picture[] {
  const value = call.inputs[name];
  if (value?.kind === 'image' || value?.kind === 'latent') return value.pictures;
  throw nodeError('AttributeError', `${wrongKind(value)} object has no attribute 'shape'`);
}

export function maskOf(call: NodeCall, name: string): Mask | null {
  const value = call.inputs[name];
  return value?.kind === 'mask' ? (value.masks[0] ?? null) : null;
}

/** @throws NodeError when no latent arrives */
export function latentOf(call: NodeCall, name: string): Extract<Value, { kind: 'latent' }> {
  const value = call.inputs[name];
  if (value?.kind === 'latent') return value;
  throw nodeError('TypeError', `${wrongKind(value)} object is not subscriptable`);
}

function wrongKind(value: Value | undefined): string {
  if (value?.kind !== 'plain') return "'NoneType'";
  return typeof value.value === 'string' ? "'str'" : typeof value.value === 'number' ? "'int'" : "'NoneType'";
}

export function literal(call: NodeCall, name: string): Json | undefined {
  const value = call.inputs[name];
  return value?.kind === 'plain' ? value.value : undefined;
}

/** A number from a widget or a link; `otherwise` when it is neither. */
export function numberOf(call: NodeCall, name: string, otherwise: number): number {
  const value = literal(call, name);
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : otherwise;
}

export function textOf(call: NodeCall, name: string): string {
  const value = literal(call, name);
  return typeof value === 'string' ? value : '';
}
