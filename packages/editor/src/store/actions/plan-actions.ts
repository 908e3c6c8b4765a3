import { messageOf, type NodeId, type ParamSpec, type PlanChange, type Trial } from '@epoch/graph-runtime/model';
import { http } from '@epoch/graph-runtime/protocol';
import { call } from '../../api/http-client.ts';
import { settled } from '../autosave.ts';
import { editor } from '../editor-store.ts';
import type { Recipe } from '../graph-slice.ts';
import { edit } from './commit.ts';

/** A trial that ran, or the sentence why it did not. */
export type TrialAnswer =
  | { readonly trial: Trial; readonly message: null }
  | { readonly trial: null; readonly message: string };

/** Runs the open graph for some seconds and throws the frames away. Takes about as long as asked for, or until `signal`. */
export async function tryGraph(seconds: number, signal: AbortSignal): Promise<TrialAnswer> {
  const graphId = editor.getState().graph.document?.id;
  if (graphId === undefined) return { trial: null, message: 'Open a graph first, then it can be tried.' };
  try {
    await settled();
    return { trial: await call(http.tryGraph, { params: { graphId }, body: { seconds }, signal }), message: null };
  } catch (error) {
    return { trial: null, message: messageOf(error) };
  }
}

interface PlanPlace {
  readonly node: NodeId;
  readonly param: string;
  /** Another param has to have one of these values for it to count. */
  readonly shownBy?: ParamSpec['visibleWhen'];
}

/** Where a suggestion of the planner is written: the box and the param of its steps and of its cadence. */
export interface PlanPlaces {
  readonly steps: PlanPlace | null;
  readonly cadence: PlanPlace | null;
  /** Puts the boxes in that a cadence needs, when there are none yet; null when they have no place. */
  readonly addCadence: ((cadence: number) => Recipe) | null;
}

/** Carries a suggestion out, as one undo step. */
export function applyPlan({ cadence, steps, width, height }: PlanChange, places: PlanPlaces): void {
  edit((draft) => {
    const { nodes, settings } = draft;
    if (width !== undefined) settings.width = width;
    if (height !== undefined) settings.height = height;
    const write = (place: PlanPlace | null, value: number | undefined) => {
      const node = place === null ? undefined : nodes[place.node];
      if (node === undefined || place === null || value === undefined) return;
      node.params[place.param] = value;
      const [first] = place.shownBy?.is ?? [];
      if (place.shownBy !== undefined && first !== undefined) node.params[place.shownBy.param] = first;
    };
    write(places.steps, steps);
    write(places.cadence, cadence);
    if (cadence !== undefined && places.cadence === null) places.addCadence?.(cadence)(draft);
  });
}
