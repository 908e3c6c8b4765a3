import type { Definitions } from '@epoch/graph-runtime/engine';
import type { NodeCard } from '@epoch/graph-runtime/model';
import type { EngineDesk } from '../engines/engine-desk.ts';
import type { EngineStore } from '../engines/engine-store.ts';
import type { NodeKit } from '../productions/node-kit.ts';

/** What commands work with. Tests give small nodes; the program gives all of them. */
export interface World {
  /** Where productions lie when no other folder is given. */
  readonly dataFolder: string;
  /** All node types; starts no machinery. */
  nodes(): Promise<{ readonly definitions: Definitions<unknown>; readonly cards: readonly NodeCard[] }>;
  /**
   * Nodes with all that they need to run. Whoever opens it closes it. The user's pictures are in `assets` of the data
   * folder; undefined takes that of the project.
   */
  openKit(dataFolder?: string): Promise<NodeKit>;
  /** The image servers saved in a data folder. Whoever opens them closes them. */
  openEngines(dataFolder?: string): Promise<OpenedEngines>;
}

export interface OpenedEngines {
  readonly store: EngineStore;
  readonly desk: EngineDesk;
  close(): Promise<void>;
}
