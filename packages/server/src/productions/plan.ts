import { type Compiled, compile, type Definitions, type FramePlan } from '@epoch/graph-runtime/engine';
import type { Diagnostic, GraphDocument } from '@epoch/graph-runtime/model';
import { graphInvalid } from '../storage/graph-invalid.ts';

/** The graph, ready to run. @throws EpochError GRAPH_INVALID with the first problem's sentence, place and cure */
export function planOf(document: GraphDocument, definitions: Definitions<unknown>): FramePlan<unknown> {
  const compiled = compile(document, definitions);
  if (compiled.ok) return compiled.plan;
  throw graphInvalid(compiled.problems);
}

/** As `compile`, and without a place for its stills no film: it would rush to its end and leave nothing. */
export function compileFilm(document: GraphDocument, definitions: Definitions<unknown>): Compiled<unknown> {
  const compiled = compile(document, definitions);
  if (!compiled.ok || compiled.plan.sinks.length > 0) return compiled;
  return { ok: false, problems: compiled.problems.filter(isWithoutOutput) };
}

export function isWithoutOutput({ code }: Diagnostic): boolean {
  return code === 'no-output';
}

/** @throws EpochError GRAPH_INVALID when no film can be made of the graph */
export function assertMakesFilm(document: GraphDocument, definitions: Definitions<unknown>): void {
  const compiled = compileFilm(document, definitions);
  if (compiled.ok) return;
  throw graphInvalid(
    compiled.problems.map((problem) => {
      if (!isWithoutOutput(problem)) return problem;
      // Its sentence says what its cure would do.
      const { cure: _, ...plain } = problem;
      return { ...plain, severity: 'error' };
    }),
  );
}
