import type { NodeId } from '../model/index.ts';

/** A compiled graph. Filled in by compile.ts. */
export interface FramePlan<S> {
  readonly nodes: readonly NodeId[];
  readonly services?: S;
}
