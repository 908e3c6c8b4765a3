import type { CancelSignal, Cue, FrameInfo, NodeId, Told } from '../model/index.ts';
import { type FrameRun, take } from './evaluate-step.ts';
import type { FramePlan } from './frame-plan.ts';
import { type Memo, newMemo } from './memo.ts';
import type { FrameCommit, FrameMemory, StillOutput } from './run-types.ts';
import { collectStills } from './stills.ts';
import { walk } from './walk.ts';

/** What a frame is evaluated with. */
export interface FrameRequest<S> {
  readonly frame: FrameInfo;
  readonly services: S;
  readonly signal: CancelSignal;
  readonly cues?: ReadonlyMap<NodeId, Cue>;
  /** What earlier frames left to be used again; without it every node evaluates. */
  readonly memo?: Memo<S>;
  /** @unit ms */
  readonly now?: () => number;
  readonly tell?: (node: NodeId, frame: number, told: Told) => void;
}

/**
 * Evaluates one frame: this file is the order of events. `memory` is that after the frame before; the answer holds the
 * memory after this one. Nothing else passes from frame to frame, so a film may go on from any frame whose memory is
 * at hand.
 *
 * @unit   `request.frame.index`: frames, from 0
 * @throws EpochError NODE_FAILED naming node and frame, with the original as `cause`
 * @throws the signal's own reason, unwrapped, when the run is cancelled
 */
export async function evaluateFrame<S>(
  plan: FramePlan<S>,
  request: FrameRequest<S>,
  memory: FrameMemory,
): Promise<FrameCommit> {
  const run = beginFrame(plan, request);
  const slow = evaluateLoop(plan, run, memory);
  if (slow !== undefined) await slow;
  return evaluateTail(plan, run, memory);
}

export function beginFrame<S>(plan: FramePlan<S>, request: FrameRequest<S>): FrameRun<S> {
  const { frame, services, signal, tell } = request;
  return {
    ...{ frame, services, signal },
    cues: request.cues ?? new Map(),
    now: request.now ?? (() => 0),
    tell: (node, told) => tell?.(node, frame.index, told),
    memo: request.memo ?? newMemo(plan),
    values: new Array<unknown>(plan.slotCount).fill(undefined),
    reports: new Map(),
    memoryOut: new Map(),
  };
}

/**
 * First what the next frame waits for: each delay emits what it remembers, the loop runs on it, and each delay takes
 * what arrived at its `next`. After this, `run.memoryOut` is all that the next frame's loop needs.
 */
export function evaluateLoop<S>(plan: FramePlan<S>, run: FrameRun<S>, memory: FrameMemory): void | Promise<void> {
  const closeLoop = () => {
    for (const delay of plan.delays) take(delay, run, memory);
  };
  const slow = walk(plan.loop, run, memory);
  return slow === undefined ? closeLoop() : slow.then(closeLoop);
}

/** Then what is drawn over it and what is saved; the next frame's loop may run meanwhile. */
export async function evaluateTail<S>(plan: FramePlan<S>, run: FrameRun<S>, memory: FrameMemory): Promise<FrameCommit> {
  const slow = walk(plan.tail, run, memory);
  if (slow !== undefined) await slow;
  for (const node of plan.dormant) {
    if (memory.has(node)) run.memoryOut.set(node, memory.get(node));
  }
  const stills: readonly StillOutput[] = collectStills(plan, run);
  return { frame: run.frame.index, stills, memory: run.memoryOut, reports: run.reports };
}
