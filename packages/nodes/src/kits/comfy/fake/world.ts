import type { ChaosDice } from './chaos.ts';
import type { FakeFaults } from './faults.ts';
import type { FileStore } from './files.ts';
import type { Hub } from './hub.ts';
import type { Json, JsonObject } from './json.ts';
import type { FakeLog } from './log.ts';
import type { CacheEntry } from './values.ts';

export type FakeVersion = '0.26.0' | '0.3.64';

/** A prompt in the queue. */
export interface QueueItem {
  readonly number: number;
  readonly id: string;
  readonly prompt: JsonObject;
  readonly extraData: JsonObject;
  /** Output nodes that will run. */
  readonly outputs: readonly string[];
}

export interface HistoryEntry {
  readonly item: QueueItem;
  readonly outputs: JsonObject;
  readonly status: Json;
  readonly meta: JsonObject;
}

/** What a killed process loses. */
export interface Ram {
  /** A binary heap by number, then id. */
  readonly heap: QueueItem[];
  running: QueueItem | null;
  /** By id, oldest first. */
  readonly history: Map<string, HistoryEntry>;
  /** Number of the next prompt. */
  counter: number;
  /** Results by signature. */
  cache: Map<string, CacheEntry>;
  /** Somebody asked the running prompt to stop. */
  interrupted: boolean;
  /** Whose prompt is running, and its node: what a socket that comes back is told. */
  clientId: string | null;
  lastNode: string | null;
  /** The worker died of an exception outside the nodes. */
  workerDead: boolean;
  /** Aborted when the process is killed. */
  readonly life: AbortController;
}

export function emptyRam(): Ram {
  return {
    heap: [],
    running: null,
    history: new Map(),
    counter: 0,
    cache: new Map(),
    interrupted: false,
    clientId: null,
    lastNode: null,
    workerDead: false,
    life: new AbortController(),
  };
}

/** Everything that routes and worker share. */
export interface World {
  readonly version: FakeVersion;
  readonly faults: FakeFaults;
  readonly seen: FakeLog;
  readonly dice: ChaosDice;
  readonly files: FileStore;
  /** Names by model folder: checkpoints, loras, vae ... */
  readonly models: Readonly<Record<string, readonly string[]>>;
  /** The method of sampler previews when a prompt names none. */
  readonly previews: boolean;
  /** Effort of zlib for saved pictures, 0 to 9. */
  readonly pngLevel: number;
  /** /object_info as recorded, before models, files and faults are put in. */
  readonly classes: JsonObject;
  readonly hub: Hub;
  ram: Ram;
  /** Wakes the worker. */
  wake(): void;
  /** Kills the process from inside; it comes back when the faults say so. */
  die(): void;
}

/** From 0.26.0 on: jobs, canonical prompt ids and so on. */
export function isNew(world: World): boolean {
  return world.version === '0.26.0';
}
