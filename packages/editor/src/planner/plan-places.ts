import { type Catalogue, cardOfBox, type GraphDocument, type PlanChange, type Trial } from '@epoch/graph-runtime/model';
import { edgeInto } from '../inspector/param-state.ts';
import type { PlanPlaces } from '../store/actions.ts';
import { cadenceRecipe } from '../store/insert-cadence.ts';

/** Where suggestions can be written in this graph: params that no wire drives. */
export function placesOf(document: GraphDocument, catalogue: Catalogue, trial: Trial): PlanPlaces {
  const place = (node: string, param: string) => {
    const box = document.nodes[node];
    const spec = box === undefined ? undefined : cardOfBox(catalogue, box)?.params[param];
    if (spec?.kind !== 'integer' || edgeInto(document, node, param) !== null) return null;
    const { visibleWhen } = spec;
    return visibleWhen === undefined ? { node, param } : { node, param, shownBy: visibleWhen };
  };
  const cadence = Object.values(document.nodes)
    .filter((node) => node.disabled !== true && node.bypassed !== true)
    .flatMap((node) => place(node.id, 'cadence') ?? [])[0];
  const addCadence = trial.engine === null ? null : cadenceRecipe(document, catalogue, trial.engine);
  return { addCadence, steps: trial.engine === null ? null : place(trial.engine, 'steps'), cadence: cadence ?? null };
}

/** Why a suggestion cannot be carried out by a click; null when it can. */
export function obstacleOf({ cadence, steps }: PlanChange, places: PlanPlaces): string | null {
  if (cadence !== undefined && places.cadence === null && places.addCadence === null) {
    return 'Needs a Cadence box on the canvas, and Tween behind the engine.';
  }
  if (steps !== undefined && places.steps === null) return 'The steps come over a wire, or the box has none.';
  return null;
}
