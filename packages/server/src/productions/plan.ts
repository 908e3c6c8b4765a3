import { compile, type Definitions, type FramePlan } from '@epoch/graph-runtime/engine';
import type { GraphDocument } from '@epoch/graph-runtime/model';
import { graphInvalid } from '../storage/graph-invalid.ts';

/** The graph, ready to run. @throws EpochError GRAPH_INVALID with the first problem's sentence, place and cure */
export function planOf(document: GraphDocument, definitions: Definitions<unknown>): FramePlan<unknown> {
  const compiled = compile(document, definitions);
  if (compiled.ok) return compiled.plan;
  throw graphInvalid(compiled.problems);
}
