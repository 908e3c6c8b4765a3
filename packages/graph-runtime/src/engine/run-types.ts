import type { AnyDefinition, CancelSignal, Cue, Diagnostic, FrameInfo, NodeId, Raster, Told } from '../model/index.ts';
import type { FramePlan } from './frame-plan.ts';

/** Definitions by type. */
export type Definitions<S> = ReadonlyMap<string, AnyDefinition<S>>;

/** What nodes carry from frame to frame: plain JSON values and rasters, by node. The whole state of a film at a frame. */
export type FrameMemory = ReadonlyMap<NodeId, unknown>;

/** What one node did in one frame. */
export interface NodeReport {
  /** null: nothing that goes into the node changed, so its last outputs were used again. @unit ms */
  readonly durationMs: number | null;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A picture that becomes a file of the film. */
export interface StillOutput {
  readonly node: NodeId;
  /** Folder below the production's own; the film itself is in 'stills'. */
  readonly folder: string;
  readonly raster: Raster;
}

/** A finished frame, in frame order, once all of its nodes have run. */
export interface FrameCommit {
  readonly frame: number;
  readonly stills: readonly StillOutput[];
  /** Memory after this frame: what frame + 1 starts from. */
  readonly memory: FrameMemory;
  readonly reports: ReadonlyMap<NodeId, NodeReport>;
}

export type RunState = 'running' | 'paused' | 'finished' | 'stopped';

/** What a production asks of the place it runs in. Everything may be slow; nothing may throw away a frame. */
export interface RunHost<S> {
  readonly services: S;
  /** Monotonic. @unit ms */
  readonly now: () => number;
  /** Cues of this frame, by node. Asked once, before the frame begins. */
  cuesFor(frame: number): Promise<ReadonlyMap<NodeId, Cue>> | ReadonlyMap<NodeId, Cue>;
  /** All nodes of the frame have run. Previews are taken here; the rasters live at least until this promise settles. */
  drawn?(commit: FrameCommit): Promise<void> | void;
  /** Makes the frame durable. Called in frame order, never two at once; resolves when the frame cannot be lost any more. */
  commit(commit: FrameCommit): Promise<void>;
  /** Rasters that the run still holds; all other rasters made for earlier frames may be recycled. */
  retire?(live: ReadonlySet<Raster>): void;
  /** What a slow node tells while it works on a frame. */
  tell?(node: NodeId, frame: number, told: Told): void;
  state?(state: RunState, problem: Diagnostic | null): void;
  /** A graph given to `replan` has taken over; `fromFrame` is the first frame that it draws. */
  replanned?(fromFrame: number): void;
}

export interface RunRequest<S> {
  readonly plan: FramePlan<S>;
  /** Everything of FrameInfo but the index. */
  readonly film: Omit<FrameInfo, 'index'>;
  readonly fromFrame: number;
  /** Memory after frame `fromFrame - 1`; empty at frame 0. */
  readonly memory: FrameMemory;
  readonly startPaused?: boolean;
  readonly signal: CancelSignal;
}

/** A production that runs. All requests take effect at a frame boundary. */
export interface ProductionRun<S> {
  readonly state: RunState;
  /** The frame that begins next. */
  readonly nextFrame: number;
  pause(): void;
  unpause(): void;
  /** Runs one frame and pauses again. */
  step(): void;
  /** Lets the frames in flight finish and commit, then ends. */
  stop(): Promise<void>;
  /** Takes over an edited graph at the next frame boundary. Memory of nodes that keep id and type is kept. */
  replan(plan: FramePlan<S>): void;
  /** Settles when the run has ended and everything is committed. Rejects only for faults of the host (commit failed). */
  readonly done: Promise<'finished' | 'stopped'>;
}
