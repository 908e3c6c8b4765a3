import type { FrameCommit } from '@epoch/graph-runtime/engine';
import type { Diagnostic, GraphDocument, NodeId, Told } from '@epoch/graph-runtime/model';
import type { FrameHealth } from '@epoch/graph-runtime/protocol';
import type { Pictures } from '../storage/pictures.ts';
import type { After } from './after.ts';
import type { CueDesk } from './cues.ts';
import type { Journal } from './journal.ts';
import type { CueRow } from './journal-cues.ts';
import type { FilmMeta, FrameRow } from './journal-rows.ts';
import type { NodeKit } from './node-kit.ts';

/** How a production is doing at this moment. */
export interface FilmStatus {
  readonly state: FilmMeta['state'];
  /** A whole sentence when the state needs one. */
  readonly message: string | null;
  readonly problem: Diagnostic | null;
  readonly framesDone: number;
  /** When a frame that an image server did not make is tried again (ISO 8601); null when nothing is waited for. */
  readonly retryAt: string | null;
  /** null while it does not run. */
  readonly framesPerSecond: number | null;
}

/** Who watches a film. None of these may throw or take long: they are called on the film's own path. */
export interface FilmListener {
  /** State, message, problem or frame count changed; at most about once a second for the count alone. */
  changed?(status: FilmStatus): void;
  /** All nodes of a frame have run; its rasters live until this returns, longer when pinned. */
  drawn?(commit: FrameCommit, pictures: Pictures): void;
  /** The frame cannot be lost any more. `row` and `health` are null while frames are drawn again on the way to the film's end. */
  committed?(commit: FrameCommit, row: FrameRow | null, health: FrameHealth | null): void;
  /** What a slow node tells while it works on a frame. */
  told?(node: NodeId, frame: number, told: Told): void;
  problem?(problem: Diagnostic): void;
  cue?(cue: CueRow, removed: boolean): void;
}

export interface OpenFilmOptions {
  readonly folder: string;
  readonly kit: NodeKit;
  readonly listener: FilmListener;
  /** Waits for `unpause` or `step` once it stands at the end of what exists. */
  readonly paused?: boolean;
  /** The graph as it is edited now. When it makes other pictures than the one last run, it takes over at the next frame. */
  readonly graph?: GraphDocument;
  /** A checkpoint is saved with the first frame that is committed this long after the last one. Default 1000. @unit ms */
  readonly checkpointEveryMs?: number;
  /** Nobody sits before it who could unpause: sentences do not say so. */
  readonly isUnattended?: boolean;
  /** Monotonic clock. @unit ms */
  readonly now?: () => number;
  /** Clock on the wall, for the time of the next try. @unit ms since 1970 */
  readonly clockTime?: () => number;
  /** Timer of the wait for an image server and of the grace of a stop. */
  readonly after?: After;
}

/** A production with its journal open and its graph at work. */
export interface Film {
  readonly meta: FilmMeta;
  readonly journal: Journal;
  readonly cues: CueDesk;
  /** The graph that runs now. */
  readonly graph: GraphDocument;
  /** The frame that begins next. */
  readonly nextFrame: number;
  status(): FilmStatus;
  pause(): void;
  unpause(): void;
  step(): void;
  /** Lets frames in flight end and commits them; after `graceMs` they are abandoned. Resolves when all files are closed. */
  stop(options?: { readonly graceMs?: number; readonly message?: string }): Promise<void>;
  /** Takes over an edited graph at the next frame. Errors leave the old one running and are returned. */
  deploy(document: GraphDocument): readonly Diagnostic[];
  /** Tries the frame that waits for an image server at once. Nothing when none waits. */
  tryNow(): void;
  /** Settles, never rejects, when the film has ended and everything is closed. */
  readonly ended: Promise<FilmStatus>;
}
