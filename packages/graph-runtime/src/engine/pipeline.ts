import type { Cue, FrameInfo, NodeId, Raster, Told } from '../model/index.ts';
import { beginFrame, evaluateLoop, evaluateTail } from './evaluate-frame.ts';
import type { FrameRun } from './evaluate-step.ts';
import type { FramePlan } from './frame-plan.ts';
import { gatherRasters } from './live-rasters.ts';
import { carryMemo, type Memo, newMemo } from './memo.ts';
import type { FrameCommit, FrameMemory, RunHost, RunRequest } from './run-types.ts';

/** A frame that has begun and is not safe yet. */
interface Flight<S> {
  readonly run: FrameRun<S>;
  commit: FrameCommit | null;
}

export interface FrameFailure {
  readonly frame: number;
  readonly error: unknown;
}

/**
 * The frames in flight. A frame's loop is run by whoever calls `begin`; its tail, `drawn` and `commit` go on behind,
 * tails and commits in frame order. `wake` is called whenever one of them gets on.
 */
export interface Pipeline<S> {
  readonly nextFrame: number;
  /** Frames that have begun and are not safe yet. */
  readonly inFlight: number;
  /** Frames whose tail has not run yet. */
  readonly undrawn: number;
  /** The first frame that a node failed at; all frames after it are let go. */
  readonly failure: FrameFailure | null;
  /** The host failed; nothing is committed from here on. */
  readonly fault: { readonly error: unknown } | null;
  /** Runs the loop of the next frame and sends it on its way. */
  begin(): Promise<void>;
  /** With nothing undrawn: goes back to the frame after the last drawn one, and forgets the failure. */
  rewind(): void;
  /** With nothing undrawn: goes on with another plan; nodes that keep id and type keep memory. */
  replan(plan: FramePlan<S>): void;
}

export function createPipeline<S>(request: RunRequest<S>, host: RunHost<S>, wake: () => void): Pipeline<S> {
  const { film, signal } = request;
  let plan = request.plan;
  let memo: Memo<S> = newMemo(plan);
  let nextFrame = request.fromFrame;
  let loopMemory: FrameMemory = request.memory;
  let drawn = { memory: request.memory, nextFrame };
  let failure: FrameFailure | null = null;
  let fault: { readonly error: unknown } | null = null;
  let tails = Promise.resolve();
  let commits = Promise.resolve();
  let undrawn = 0;
  const flights = new Set<Flight<S>>();
  const cuesByFrame = new Map<number, ReadonlyMap<NodeId, Cue>>();

  function fail(frame: number, error: unknown): void {
    if (signal.aborted) return;
    if (failure === null || frame < failure.frame) failure = { frame, error };
  }

  function land(flight: Flight<S>): void {
    flights.delete(flight);
    wake();
  }

  async function begin(): Promise<void> {
    const index = nextFrame;
    const frame: FrameInfo = { ...film, index };
    let flight: Flight<S> | null = null;
    try {
      const cues = cuesByFrame.get(index) ?? (await host.cuesFor(index));
      cuesByFrame.set(index, cues);
      const { services, now } = host;
      const tell = (node: NodeId, at: number, told: Told) => host.tell?.(node, at, told);
      flight = { run: beginFrame(plan, { frame, cues, services, signal, now, tell, memo }), commit: null };
    } catch (error) {
      fault ??= { error };
      return wake();
    }
    flights.add(flight);
    nextFrame = index + 1;
    try {
      await evaluateLoop(plan, flight.run, loopMemory);
    } catch (error) {
      fail(index, error);
      return land(flight);
    }
    loopMemory = flight.run.memoryOut;
    undrawn += 1;
    tails = tails.then(() => draw(flight));
  }

  async function draw(flight: Flight<S>): Promise<void> {
    const { index } = flight.run.frame;
    try {
      const isLetGo = failure !== null && failure.frame <= index;
      if (isLetGo || fault !== null || signal.aborted) return land(flight);
      const commit = await evaluateTail(plan, flight.run, drawn.memory);
      flight.commit = commit;
      drawn = { memory: commit.memory, nextFrame: index + 1 };
      const shown = show(commit);
      commits = commits.then(() => save(commit));
      void Promise.all([commits, shown]).then(() => retire(flight));
    } catch (error) {
      fail(index, error);
      land(flight);
    } finally {
      undrawn -= 1;
      wake();
    }
  }

  function retire(flight: Flight<S>): void {
    flights.delete(flight);
    try {
      if (fault === null) host.retire?.(liveRasters());
    } catch (error) {
      fault ??= { error };
    }
    wake();
  }

  async function show(commit: FrameCommit): Promise<void> {
    try {
      await host.drawn?.(commit);
    } catch (error) {
      fault ??= { error };
    }
  }

  async function save(commit: FrameCommit): Promise<void> {
    if (fault !== null) return;
    try {
      await host.commit(commit);
      cuesByFrame.delete(commit.frame);
    } catch (error) {
      fault ??= { error };
    }
  }

  function liveRasters(): ReadonlySet<Raster> {
    const live = new Set<Raster>();
    for (const { run, commit } of flights) gatherRasters([run.values, run.memoryOut, commit?.stills], live);
    for (const entry of memo) gatherRasters([entry?.inputs, entry?.outputs, entry?.memoryOut], live);
    gatherRasters([drawn.memory, loopMemory, cuesByFrame], live);
    return live;
  }

  return {
    get nextFrame() {
      return nextFrame;
    },
    get inFlight() {
      return flights.size;
    },
    get undrawn() {
      return undrawn;
    },
    get failure() {
      return failure;
    },
    get fault() {
      return fault;
    },
    begin,
    rewind() {
      failure = null;
      nextFrame = drawn.nextFrame;
      loopMemory = drawn.memory;
    },
    replan(newPlan) {
      memo = carryMemo(plan, memo, newPlan);
      drawn = { ...drawn, memory: keptMemory(drawn.memory, plan, newPlan) };
      loopMemory = drawn.memory;
      plan = newPlan;
      host.replanned?.(nextFrame);
    },
  };
}

/** Memory without that of nodes whose id now stands for another type. */
function keptMemory<S>(memory: FrameMemory, from: FramePlan<S>, to: FramePlan<S>): FrameMemory {
  const kept = new Map<NodeId, unknown>();
  for (const [node, value] of memory) {
    const before = from.types.get(node);
    const after = to.types.get(node);
    if (after !== undefined && (before === undefined || before === after)) kept.set(node, value);
  }
  return kept;
}
