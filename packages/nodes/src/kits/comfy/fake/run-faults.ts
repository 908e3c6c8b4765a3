import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { type RunFault, strikes } from './faults.ts';
import { isObject, type JsonObject } from './json.ts';
import type { NodeCall } from './node-call.ts';
import { nodeError } from './node-error.ts';
import { isSampler } from './nodes-sample.ts';
import { describeError } from './run-error.ts';
import type { RunVoice } from './run-voice.ts';
import type { World } from './world.ts';

/** What will go wrong in this run. */
export interface PlannedFault {
  /** The class at which the run fails; null when it does not. */
  readonly classType: string | null;
  readonly kind: RunFault;
  /** Somebody else will interrupt it at its first step. */
  stranger: boolean;
}

/** Decides at the start of a run whether a fault strikes it. */
export function readyToFail(world: World, prompt: JsonObject): PlannedFault {
  const { faults } = world;
  const stranger = strikes(faults, 'interruptedByOthers');
  const classes = Object.values(prompt).map((node) => (isObject(node) ? String(node.class_type) : ''));
  if (stranger && !classes.some(isSampler)) world.ram.interrupted = true;
  const at = faults.failAtClass ?? classes.find(isSampler) ?? classes.at(-1) ?? null;
  const fails = at !== null && classes.includes(at) && strikes(faults, 'failRuns');
  return { classType: fails ? at : null, kind: faults.failWith, stranger };
}

/** The longest nap while a delay runs. @unit ms */
const NAP_MS = 10;

/** Waits as long as the fault says at this moment; a kill, or a smaller number, ends it early. */
export async function hold({ faults, ram }: World, name: 'stepDelayMs' | 'loadDelayMs'): Promise<void> {
  const from = performance.now();
  await turn();
  for (
    let left = faults[name];
    left > 0 && !ram.life.signal.aborted;
    left = faults[name] - (performance.now() - from)
  ) {
    await pause(Math.min(NAP_MS, left));
  }
}

/** The time of a step, and what happens during it. */
export async function stepFaults(world: World, fault: PlannedFault, value: number): Promise<void> {
  const { faults, dice, hub } = world;
  await hold(world, 'stepDelayMs');
  if (fault.stranger) {
    fault.stranger = false;
    world.ram.interrupted = true;
  }
  if (faults.dropSocketAtStep === value) {
    faults.dropSocketAtStep = null;
    hub.drop();
  }
  const killed = faults.killAtStep === value;
  if (killed) faults.killAtStep = null;
  if (value !== 1 && !killed) return;
  if (value === 1 && dice.throw('socket-dropped')) hub.drop();
  if (killed || (value === 1 && dice.throw('server-killed'))) world.die();
}

const WORDS: Readonly<Record<Exclude<RunFault, 'blocked'>, readonly [string, string]>> = {
  exception: ['RuntimeError', 'mat1 and mat2 shapes cannot be multiplied (77x2048 and 768x320)'],
  'out-of-memory': [
    'torch.OutOfMemoryError',
    'Allocation on device 0 would exceed allowed memory. (out of memory)\nCurrently allocated     : 7.21 GiB',
  ],
  'disk-full': ['OSError', '[Errno 28] No space left on device'],
};

/** @throws NodeError of the planned kind; a blocked node is only told, and the run goes on */
export function failureOf({ kind }: PlannedFault, voice: RunVoice, call: NodeCall, executed: readonly string[]): void {
  if (kind === 'blocked') {
    const error = nodeError('ExecutionBlocked', 'Execution Blocked: the node said so');
    const where = { node_id: call.id, node_type: call.classType, executed: [...executed] };
    voice.message('execution_error', { ...where, ...describeError(error, call, executed) });
    return;
  }
  throw nodeError(...WORDS[kind]);
}
