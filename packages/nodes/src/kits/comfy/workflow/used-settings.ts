import { type ExposedValue, type GenerationSettings, isRaster, type ParamScalar } from '@epoch/graph-runtime/model';
import type { ApiGraph, ApiValue } from '../comfy.ts';
import { type ClassTable, type Place, valueAt } from './api-graph.ts';
import { bindWorkflow } from './bind.ts';
import { standardTable } from './classes.ts';
import type { Binding, Role } from './roles.ts';

/** What the bindings of a workflow are without asking a server. Kept, because a film asks it for every frame. */
const known = new WeakMap<ApiGraph, readonly Binding[]>();

function bindingsOf(graph: ApiGraph): readonly Binding[] {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const { bindings } = bindWorkflow(graph, standardTable(graph));
  known.set(graph, bindings);
  return bindings;
}

/**
 * What a frame is really made with: what came in at the sockets, else what stands in the workflow. A workflow that has
 * no such value at all counts as redrawing everything, once, without guidance.
 */
export function usedSettings(graph: ApiGraph, sockets: readonly ExposedValue[]): GenerationSettings {
  const bindings = bindingsOf(graph);
  const heldBy = (role: Role): ParamScalar | ApiValue | undefined => {
    const given = sockets.find((socket) => socket.role === role)?.value;
    if (given !== undefined && !isRaster(given)) return given;
    const [place] = bindings.find((binding) => binding.role === role)?.places ?? [];
    return place === undefined ? undefined : valueAt(graph, place);
  };
  const text = (role: Role) => {
    const value = heldBy(role);
    return typeof value === 'string' ? value : '';
  };
  const number = (role: Role, otherwise: number) => {
    const value = heldBy(role);
    return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : otherwise;
  };
  return {
    engine: 'comfyui',
    prompt: text('prompt'),
    negative: text('negative'),
    seed: number('seed', 0),
    denoise: number('denoise', 1),
    steps: number('steps', 1),
    cfg: number('cfg', 1),
  };
}

export interface SideValue {
  readonly name: string;
  readonly places: readonly Place[];
  readonly value: number;
}

/** Width and height of a workflow, where it has them and nothing else sets them, brought to a size. */
export function sideValues(
  graph: ApiGraph,
  classes: ClassTable,
  set: readonly { readonly places: readonly Place[] }[],
  size: { readonly width: number; readonly height: number },
): SideValue[] {
  const taken = set.flatMap(({ places }) => places);
  const isTaken = (place: Place) => taken.some(({ node, input }) => node === place.node && input === place.input);
  return bindWorkflow(graph, classes).bindings.flatMap(({ role, places }) =>
    (role === 'width' || role === 'height') && !places.some(isTaken) ? [{ name: role, places, value: size[role] }] : [],
  );
}
