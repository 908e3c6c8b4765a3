import type { Catalogue, EdgeId, GraphDocument, GraphNode, NodeCard, ParamSpec } from '@epoch/graph-runtime/model';
import { cardForNode, inputSockets, isKeyframed } from '@epoch/graph-runtime/model';
import type { SetAside } from './engines-slice.ts';
import type { Recipe } from './graph-slice.ts';
import { newId } from './ids.ts';

/** A box as another engine, and what of it has no place there. */
export interface Swap {
  readonly recipe: Recipe;
  /** Kept until the box is of its old type again. */
  readonly aside: SetAside;
  /** Wires that find no socket on the new box. */
  readonly lostWires: number;
}

/** Types that a box can become: those of the same family. */
export function swapChoices(cards: Catalogue, type: string): readonly NodeCard[] {
  const family = cards[type]?.family;
  if (family === undefined) return [];
  return Object.values(cards).filter((card) => card.family === family && card.type !== type);
}

/**
 * Makes a box one of another type under the same id. Wires to sockets and params of the same name stay where both types
 * mean the same by them; `before` gives back what was set aside when the box was of that type last.
 */
export function swapOf(
  document: GraphDocument,
  cards: { readonly from: NodeCard; readonly to: NodeCard },
  node: GraphNode,
  before: SetAside | undefined,
): Swap {
  const from = cardForNode(cards.from, node);
  const exposed = cards.to.exposes === true ? before?.exposed : undefined;
  const to = cardForNode(cards.to, { exposed });
  const own = Object.entries(node.params);
  const stays = ([name, value]: (typeof own)[number]) => meansTheSame(from.params[name], to.params[name], value);
  const params = { ...before?.params, ...Object.fromEntries(own.filter(stays)) };
  const left = Object.fromEntries(own.filter((entry) => !stays(entry)));

  const inputs = inputSockets(to);
  const edges = Object.values(document.edges);
  const fits = ({ from: start, to: end }: (typeof edges)[number]) =>
    (end.node !== node.id || inputs[end.port] !== undefined) &&
    (start.node !== node.id || to.outputs[start.port] !== undefined);
  const touching = edges.filter((edge) => edge.from.node === node.id || edge.to.node === node.id);
  const lost = touching.filter((edge) => !fits(edge));

  const aside = { params: left, exposed: node.exposed, wires: lost.map(({ from: a, to: b }) => ({ from: a, to: b })) };
  const recipe: Recipe = (draft) => {
    const target = draft.nodes[node.id];
    if (target === undefined) return;
    target.type = to.type;
    target.version = to.version;
    target.params = structuredClone(params);
    if (exposed === undefined) delete target.exposed;
    else target.exposed = structuredClone(exposed);
    for (const { id } of lost) delete draft.edges[id];
    for (const wire of before?.wires ?? []) drawAgain(draft, wire);
  };
  return { recipe, aside, lostWires: lost.length };
}

/** A wire that was set aside comes back unless one of its boxes is gone or its input is taken. */
function drawAgain(draft: GraphDocument, { from, to }: SetAside['wires'][number]): void {
  if (draft.nodes[from.node] === undefined || draft.nodes[to.node] === undefined) return;
  if (Object.values(draft.edges).some((edge) => edge.to.node === to.node && edge.to.port === to.port)) return;
  const id: EdgeId = newId('e');
  draft.edges[id] = { id, from: { ...from }, to: { ...to } };
}

/** The same kind of value, and one that the other type takes too. */
function meansTheSame(
  from: ParamSpec | undefined,
  to: ParamSpec | undefined,
  value: GraphNode['params'][string],
): boolean {
  if (from === undefined || to === undefined || from.kind !== to.kind) return false;
  if (to.kind === 'choice') {
    const taken = isKeyframed(value) ? value.keys.map((key) => key.value) : [value];
    return taken.every((one) => to.choices.some((choice) => choice.value === one));
  }
  if (from.kind === 'text' && to.kind === 'text') {
    return from.widget === to.widget && from.engineKind === to.engineKind && from.engineList === to.engineList;
  }
  return true;
}
