import type { Catalogue, GraphDocument, GraphNode, NodeCard } from '@epoch/graph-runtime/model';
import { filmOf, valueAt } from '@epoch/graph-runtime/schedule';
import type { HealthBand, HealthMeasure } from './loop-health.ts';
import { edgeInto } from './param-state.ts';

/** Params of a guard that hold the limits of a measure. */
const LIMIT_PARAMS: Readonly<Partial<Record<HealthMeasure, { readonly least?: string; readonly most: string }>>> = {
  sharpness: { least: 'sharpnessMin', most: 'sharpnessMax' },
  chroma: { least: 'chromaMin', most: 'chromaMax' },
  contrast: { least: 'contrastMin', most: 'contrastMax' },
  lightness: { least: 'lightnessMin', most: 'lightnessMax' },
  cast: { most: 'castMax' },
};

/** A guard is told by its card: it passes a picture on and has limits for what is measured. */
export function isGuard(card: NodeCard | undefined): boolean {
  if (card?.inputs.image?.type !== 'raster' || card.outputs.image?.type !== 'raster') return false;
  const wanted = Object.values(LIMIT_PARAMS).flatMap(({ least, most }) =>
    least === undefined ? [most] : [least, most],
  );
  return wanted.every((name) => card.params[name] !== undefined);
}

/** The guard at work in a graph; null when there is none. */
export function guardIn({ nodes }: GraphDocument, cards: Catalogue): GraphNode | null {
  const found = Object.values(nodes).find(
    ({ type, bypassed, disabled }) => isGuard(cards[type]) && bypassed !== true && disabled !== true,
  );
  return found ?? null;
}

/** The limits of a guard at a frame. Where a limit comes over a wire, nobody here knows it, and there is no band. */
export function bandsOf(
  document: GraphDocument,
  guard: GraphNode,
  card: NodeCard,
  frame: number,
): ReadonlyMap<HealthMeasure, HealthBand> {
  const limit = (name: string): number | null => {
    const spec = card.params[name];
    if (spec === undefined || edgeInto(document, guard.id, name) !== null) return null;
    const value = valueAt(guard.params[name], spec, frame, filmOf(document));
    return typeof value === 'number' ? value : null;
  };
  const bands = new Map<HealthMeasure, HealthBand>();
  for (const [measure, { least: low, most: high }] of Object.entries(LIMIT_PARAMS)) {
    const [least, most] = [low === undefined ? 0 : limit(low), limit(high)];
    if (least === null || most === null) continue;
    bands.set(measure as HealthMeasure, { least: Math.min(least, most), most: Math.max(least, most) });
  }
  return bands;
}

/** Where a guard would be put: the wire into the picture of an image engine, and the card that guards. */
export interface GuardPlace {
  readonly edge: string;
  readonly card: NodeCard;
}

export function placeForGuard(document: GraphDocument, cards: Catalogue): GuardPlace | null {
  const card = Object.values(cards).find(isGuard);
  if (card === undefined) return null;
  for (const node of Object.values(document.nodes)) {
    if (cards[node.type]?.family !== 'image-engine' || node.disabled === true) continue;
    const edge = edgeInto(document, node.id, 'image');
    if (edge !== null) return { edge: edge.id, card };
  }
  return null;
}
