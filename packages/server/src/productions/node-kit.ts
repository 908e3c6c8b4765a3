import type { Definitions } from '@epoch/graph-runtime/engine';
import type { NodeCard, Raster } from '@epoch/graph-runtime/model';
import type { FilmClock, JobLedger } from '@epoch/nodes/engines';
import type { Pictures } from '../storage/pictures.ts';

/** What one production works with: services for its nodes, and pixels whose rasters end with it. */
export interface Stage {
  readonly services: unknown;
  readonly pictures: Pictures;
  /** Every raster that is still in use; the others may be recycled. */
  retire(live: ReadonlySet<Raster>): void;
  close(): void;
}

/** Everything the server knows about nodes: it names none of them. */
export interface NodeKit {
  readonly definitions: Definitions<unknown>;
  readonly cards: readonly NodeCard[];
  readonly pictures: Pictures;
  /** Worker threads at work. */
  readonly workers: number;
  /** Where the production writes down what it asks image servers and decides by the clock; else nothing outlives the stage. */
  openStage(options?: { readonly ledger?: JobLedger; readonly clock?: FilmClock }): Stage;
  close(): Promise<void>;
}
