import { type Catalogue, cardOf, type Diagnostic, findRunnable, type GraphDocument } from '../model/index.ts';
import { checkGraph } from '../schedule/index.ts';
import { buildSteps, type Draft } from './build-steps.ts';
import type { DelayStep, FramePlan, Sink, Step } from './frame-plan.ts';
import type { Definitions } from './run-types.ts';
import { findStarters } from './starters.ts';
import { topologicalOrder } from './topological-order.ts';

export type Compiled<S> =
  | { readonly ok: true; readonly plan: FramePlan<S>; readonly problems: readonly Diagnostic[] }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] };

/**
 * Makes a plan of a graph: validates it, cuts the wires into each delay's `next`, puts the rest in topological order,
 * and parts what the next frame waits for from what may run beside it. Nodes that cannot run are left out.
 * `problems` are the warnings when it worked, and everything when it did not.
 */
export function compile<S>(document: GraphDocument, definitions: Definitions<S>): Compiled<S> {
  const catalogue = catalogueOf(definitions);
  const problems = checkGraph(document, catalogue);
  if (problems.some(({ severity }) => severity === 'error')) return { ok: false, problems };

  const draft = buildSteps(document, definitions, catalogue, findRunnable(document, catalogue));
  const types = new Map(Object.values(document.nodes).map(({ id, type }) => [id, type]));
  const evaluating = new Set(draft.steps.flatMap(({ kind, node }) => (kind === 'operator' ? [node] : [])));
  const dormant = [...types]
    .filter(([id, type]) => definitions.get(type)?.hasMemory === true && !evaluating.has(id))
    .map(([id]) => id);
  return { ok: true, plan: { ...arrange(draft), types, dormant }, problems };
}

/** The cards of all definitions. Their long help is the catalogue's business, not the compiler's. */
export function catalogueOf<S>(definitions: Definitions<S>): Catalogue {
  return Object.fromEntries([...definitions].map(([type, definition]) => [type, cardOf(definition, '')]));
}

function arrange<S>({ steps: drafted, slotCount, sinkOf }: Draft<S>): Omit<FramePlan<S>, 'types' | 'dormant'> {
  const order = topologicalOrder(drafted.map((step) => step.needs));
  const placeOf = new Map(order.map((item, place) => [item, place]));
  const ordered = order.flatMap((item) => {
    const step = drafted[item];
    return step === undefined ? [] : [placed(step, placeOf)];
  });
  const starters = findStarters(ordered);
  const steps = ordered.map((step) => ({ ...step, starts: starters[step.index] ?? [] }));
  const delays = steps.filter((step): step is DelayStep => step.kind === 'delay');
  const inLoop = loopPart(steps, delays);
  const sinks = steps.flatMap((step): Sink<S>[] => {
    const sink = step.kind === 'operator' ? sinkOf.get(step.node) : undefined;
    const wire = sink === undefined ? undefined : step.wires.find(({ name }) => name === sink.input);
    if (step.kind !== 'operator' || sink === undefined || wire === undefined) return [];
    return [{ step, wire, folder: sink.folder }];
  });
  return {
    nodes: steps.map(({ node }) => node),
    steps,
    loop: steps.filter(({ index }) => inLoop.has(index)),
    tail: steps.filter(({ index }) => !inLoop.has(index)),
    delays,
    sinks,
    slotCount,
  };
}

/** The step at its place in the order, with all that it says about other steps said in places. */
function placed<S>(step: Step<S>, placeOf: ReadonlyMap<number, number>): Step<S> {
  const at = (item: number) => placeOf.get(item) ?? item;
  const wire = <W extends { readonly source: number }>(drafted: W): W => ({ ...drafted, source: at(drafted.source) });
  const optional = <W extends { readonly source: number }>(drafted: W | null) =>
    drafted === null ? null : wire(drafted);
  const common = { index: at(step.index), needs: step.needs.map(at), wires: step.wires.map(wire) };
  switch (step.kind) {
    case 'operator':
      return {
        ...step,
        ...common,
        moving: step.moving.map((source) => ({ ...source, wire: optional(source.wire) })),
      };
    case 'bypass':
      return { ...step, ...common, handed: step.handed.map((pair) => ({ ...pair, wire: wire(pair.wire) })) };
    case 'delay':
      return {
        ...step,
        ...common,
        initial: optional(step.initial),
        next: optional(step.next),
        frames: { ...step.frames, wire: optional(step.frames.wire) },
      };
  }
}

/** Delays, what arrives at them, and everything that needs. */
function loopPart<S>(steps: readonly Step<S>[], delays: readonly DelayStep[]): ReadonlySet<number> {
  const part = new Set<number>();
  const stack = delays.flatMap(({ index, next }) => (next === null ? [index] : [index, next.source]));
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    if (part.has(index)) continue;
    part.add(index);
    stack.push(...(steps[index]?.needs ?? []));
  }
  return part;
}
