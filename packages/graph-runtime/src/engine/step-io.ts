import {
  convertValue,
  EpochError,
  type FrameInfo,
  isOfType,
  messageOf,
  nearestAllowed,
  type ParamScalar,
  type ParamSpec,
  TYPE_IN_WORDS,
} from '../model/index.ts';
import { type ScheduleFilm, valueAt } from '../schedule/index.ts';
import type { OperatorStep, ParamSource, Slot, Wire } from './frame-plan.ts';

/** What arrives over a wire; undefined while its source has nothing to give yet. */
export function readWire(wire: Wire, values: readonly unknown[]): unknown {
  const value = values[wire.slot];
  if (wire.convert === null) return value;
  if (wire.convert === 'check' && value !== undefined && !isOfType(wire.type, value)) {
    throw new TypeError(`what arrives at "${wire.name}" is not ${TYPE_IN_WORDS[wire.type]}`);
  }
  return convertValue(wire.convert, value);
}

/** All inputs of a step by name; null while one that it cannot do without has nothing to give yet. */
export function readInputs<S>(
  step: OperatorStep<S>,
  values: readonly unknown[],
): Readonly<Record<string, unknown>> | null {
  const inputs: Record<string, unknown> = {};
  for (const wire of step.wires) {
    const value = readWire(wire, values);
    if (value === undefined && wire.required) return null;
    inputs[wire.name] = value;
  }
  return inputs;
}

/** All params of a step at a frame. The same object on every frame when none of them moves. */
export function sampleParams<S>(
  step: OperatorStep<S>,
  values: readonly unknown[],
  frame: FrameInfo,
): Readonly<Record<string, ParamScalar>> {
  if (step.moving.length === 0) return step.constants;
  const params: Record<string, ParamScalar> = { ...step.constants };
  for (const source of step.moving) params[source.name] = sampleParam(source, values, frame);
  return params;
}

/** A wire wins over keys and constant; while nothing arrives on it they hold. */
export function sampleParam({ name, spec, wire, input }: ParamSource, values: readonly unknown[], frame: FrameInfo) {
  const wired = wire === null ? undefined : readWire(wire, values);
  return wired === undefined ? valueAt(input, spec, frame.index, filmOfFrame(frame)) : withinLimits(name, spec, wired);
}

/** What schedules count by. */
function filmOfFrame({ count, fps, bpm, productionSeed: seed }: FrameInfo): ScheduleFilm {
  return { count, fps, bpm, seed };
}

/** Numbers that arrive over a wire are held within the param's limits, texts are cut; a wrong choice is refused. */
function withinLimits(name: string, spec: ParamSpec, value: unknown): ParamScalar {
  if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'string') {
    throw new TypeError(`what arrives at "${name}" is no value for a param`);
  }
  const answer = nearestAllowed(spec, value);
  if (answer.allowed) return value;
  const holds = answer.wrong === 'range' && (typeof value === 'number' ? Number.isFinite(value) : spec.kind === 'text');
  if (holds) return answer.nearest;
  throw new TypeError(`the wired "${name}" ${answer.why}`);
}

/**
 * Writes what a node answered into the frame's values.
 *
 * @throws TypeError unless the answer has exactly the declared outputs, each of its type
 */
export function writeOutputs<S>(
  step: OperatorStep<S>,
  outputs: unknown,
  values: unknown[],
): Readonly<Record<string, unknown>> {
  if (!isRecord(outputs)) throw new TypeError('it answered with no outputs');
  for (const slot of step.outputs) {
    const value = outputs[slot.name];
    if (!isOfType(slot.type, value)) throw new TypeError(wrongOutput(slot, outputs));
    values[slot.slot] = value;
  }
  let given = 0;
  for (const _ in outputs) given += 1;
  if (given > step.outputs.length) throw new TypeError(undeclaredOutput(step, outputs));
  return outputs;
}

function undeclaredOutput<S>(step: OperatorStep<S>, outputs: Readonly<Record<string, unknown>>): string {
  const extra = Object.keys(outputs).find((name) => !step.outputs.some((slot) => slot.name === name));
  return `it answered with an output "${extra}" that it does not declare`;
}

function wrongOutput({ name, type }: Slot, outputs: Readonly<Record<string, unknown>>): string {
  if (!Object.hasOwn(outputs, name)) return `it answered without its output "${name}"`;
  return `its output "${name}" should be ${TYPE_IN_WORDS[type]}, and is ${describe(outputs[name])}`;
}

function describe(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return value === null ? 'null' : typeof value === 'object' ? 'something else' : typeof value;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The error of a node that failed, for people: which node, which frame, why. */
export function nodeFailed(step: { readonly node: string; readonly title: string }, frame: number, cause: unknown) {
  const why = messageOf(cause).replace(/\.?$/, '.');
  const message = `${step.title} (${step.node}) failed at frame ${frame}: ${why}`;
  return new EpochError('NODE_FAILED', message, { detail: { node: step.node, title: step.title, frame }, cause });
}
