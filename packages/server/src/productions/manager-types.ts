import type { FrameCommit } from '@epoch/graph-runtime/engine';
import type { Diagnostic, GraphDocument, GraphSettings, NodeId, Told, Trial } from '@epoch/graph-runtime/model';
import type { CueRecord, FrameHealth, FrameRecord, Production, ProductionCommand } from '@epoch/graph-runtime/protocol';
import type { Pictures } from '../storage/pictures.ts';
import type { CueChange, CueRequest } from './cues.ts';
import type { WantedTake } from './take-desk.ts';

/** Who is told what productions do: the sockets. Called on the films' own path, so it must be quick. */
export interface ManagerListener {
  production(face: Production): void;
  /** All nodes of a frame have run. `pictures` can pin its rasters. */
  drawn(production: string, commit: FrameCommit, pictures: Pictures): void;
  committed(production: string, commit: FrameCommit, health: FrameHealth | null): void;
  told(production: string, node: NodeId, frame: number, told: Told): void;
  problem(production: string, problem: Diagnostic): void;
  cue(production: string, cue: CueRecord, removed: boolean): void;
  /** It is in the trash. */
  removed(production: string): void;
  /** The production is not live any more; its rasters are gone. */
  closed(production: string): void;
}

/** Replaces single settings of a graph. */
export type SettingsChange = { readonly [K in keyof GraphSettings]?: GraphSettings[K] | undefined };

/** New Production, as asked for. */
export interface ProductionRequest {
  readonly graphId: string;
  readonly document: GraphDocument;
  readonly name?: string;
  readonly start: boolean;
  readonly settings?: SettingsChange;
}

/** A cue, and the frame that takes it when nothing else happens. */
export interface QueuedRecord {
  readonly cue: CueRecord;
  readonly actsAt: number | null;
}

/** A still of the film on disk. */
export interface StillFileOf {
  readonly file: string;
  readonly sha256: string;
}

/** All productions of a data folder, of which at most one is live. */
export interface ProductionManager {
  list(): readonly Production[];
  get(id: string): Production;
  /** Id of the production that is live now. */
  liveId(): string | null;
  create(request: ProductionRequest): Promise<Production>;
  command(id: string, command: ProductionCommand): Promise<Production>;
  /** A new production that shares the frames before the given one. */
  createTake(
    id: string,
    take: WantedTake & { readonly start: boolean },
  ): Promise<{ readonly production: Production; readonly graph: GraphDocument }>;
  /** Makes a production the one that counts among its takes. */
  promote(id: string): Promise<Production>;
  /** Moves a production that does not run to the trash. */
  remove(id: string): Promise<void>;
  restore(id: string): Promise<Production>;
  /** Runs a graph for some seconds, and throws the frames away. A production that is started ends it, and so does `signal`. */
  tryGraph(document: GraphDocument, seconds: number, signal: AbortSignal): Promise<Trial>;
  /** A saved graph changed: the live production made from it takes it over at its next frame. */
  graphChanged(document: GraphDocument): void;
  /** Image servers changed: a frame that waits for one is tried at once. */
  enginesChanged(): void;
  cues(id: string): Promise<readonly CueRecord[]>;
  /** First frame that has not begun: what a cue or an edit can still reach. */
  nextFrame(id: string): Promise<number>;
  teleport(id: string, request: CueRequest): Promise<QueuedRecord>;
  changeCue(id: string, cueId: string, change: CueChange): Promise<QueuedRecord>;
  orderCues(id: string, cueIds: readonly string[]): Promise<readonly CueRecord[]>;
  cancelCue(id: string, cueId: string): Promise<void>;
  cueImage(id: string, cueId: string): Promise<string>;
  frames(
    id: string,
    from: number,
    limit: number,
  ): Promise<{ readonly frames: readonly FrameRecord[]; readonly total: number }>;
  /** What was measured of frames from this one on. `total`: frames that exist. */
  health(
    id: string,
    from: number,
    limit: number,
  ): Promise<{ readonly rows: readonly FrameHealth[]; readonly total: number }>;
  still(id: string, frame: number): Promise<StillFileOf>;
  /** The newest still of the newest production of a graph that has one; for thumbnails. */
  lastStillOfGraph(graphId: string): Promise<StillFileOf | null>;
  /** Stops the live production and closes everything. */
  close(): Promise<void>;
}
