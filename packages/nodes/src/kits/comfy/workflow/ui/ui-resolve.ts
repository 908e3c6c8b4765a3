import { isList } from '../../../engines/wire/json-read.ts';
import type { ApiValue } from '../../comfy.ts';
import {
  BYPASSED,
  MUTED,
  SUBGRAPH_INPUT,
  SUBGRAPH_OUTPUT,
  type UiInput,
  type UiNode,
  type UiScope,
  type UiWorkflow,
} from './ui-format.ts';

/** One use of a scope: the whole workflow, or a subgraph inside a node that uses it. */
export interface Place {
  readonly scope: UiScope;
  /** '' outside, '5:' inside node 5. */
  readonly prefix: string;
  readonly outer: { readonly place: Place; readonly user: UiNode } | null;
}

/** What really feeds an input, when all that is only there for the editor is looked through. */
export type Feed =
  | { readonly kind: 'link'; readonly value: ApiValue }
  | { readonly kind: 'literal'; readonly value: ApiValue }
  /** The widget's own value counts. */
  | { readonly kind: 'own' }
  | { readonly kind: 'nothing'; readonly why: string };

/** Beyond this a chain of reroutes goes in a circle. */
const MAX_STEPS = 500;

/** Nodes that only the editor knows. */
export function isVirtual(type: string): boolean {
  return /^(Reroute|PrimitiveNode$|Note$|MarkdownNote$|SetNode$|GetNode$)/.test(type);
}

/** Follows the link into an input to the node that runs, through reroutes, bypassed nodes and subgraphs. */
export function feedOf(workflow: UiWorkflow, place: Place, input: UiInput, steps = 0): Feed {
  if (input.link === null) return { kind: 'own' };
  const link = place.scope.links.get(input.link);
  if (link === undefined) return nothing('the link is not in the file');
  if (steps > MAX_STEPS) return nothing('the link goes in a circle');
  if (link.origin === SUBGRAPH_INPUT) return fromOutside(workflow, place, link.originSlot, steps + 1);
  return fromNode(workflow, place, link.origin, link.originSlot, steps + 1);
}

function fromNode(workflow: UiWorkflow, place: Place, id: string, slot: number, steps: number): Feed {
  const node = place.scope.nodes.get(id);
  if (node === undefined) return nothing(`node ${id} is not in the file`);
  if (node.mode === MUTED) return nothing(`${wordsOf(node)} is muted`);
  if (node.mode === BYPASSED) {
    const input = passing(node, slot);
    return input === undefined
      ? nothing(`${wordsOf(node)} is bypassed and has no input to hand on`)
      : feedOf(workflow, place, input, steps);
  }
  if (node.type === 'PrimitiveNode') return literalOf(node);
  if (node.type === 'GetNode') return fromSetter(workflow, place, node, steps);
  if (isVirtual(node.type)) {
    const [input] = node.inputs;
    return input === undefined || input.link === null
      ? nothing(`nothing arrives at ${wordsOf(node)}`)
      : feedOf(workflow, place, input, steps);
  }
  const subgraph = workflow.subgraphs.get(node.type);
  if (subgraph === undefined) return { kind: 'link', value: [`${place.prefix}${node.id}`, slot] };
  const inside = enter(place, node, subgraph.scope);
  for (const link of subgraph.scope.links.values()) {
    if (link.target !== SUBGRAPH_OUTPUT || link.targetSlot !== slot) continue;
    return link.origin === SUBGRAPH_INPUT
      ? fromOutside(workflow, inside, link.originSlot, steps + 1)
      : fromNode(workflow, inside, link.origin, link.originSlot, steps + 1);
  }
  return nothing(`nothing arrives at output ${slot} of the subgraph ${wordsOf(node)}`);
}

/** From inside a subgraph: what stands at that input of the node that uses it. */
function fromOutside(workflow: UiWorkflow, place: Place, slot: number, steps: number): Feed {
  if (place.outer === null || steps > MAX_STEPS) return nothing('the link comes from outside of the workflow');
  const { user } = place.outer;
  const name = workflow.subgraphs.get(user.type)?.inputs[slot] ?? '';
  const input = user.inputs.find((candidate) => candidate.name === name);
  if (input !== undefined && input.link !== null) return feedOf(workflow, place.outer.place, input, steps);
  return promotedValue(user, name, input);
}

/** The value of a widget that the subgraph shows on its outside; the inner node's own where the outside has none. */
function promotedValue(user: UiNode, name: string, input: UiInput | undefined): Feed {
  const sockets = user.inputs.filter(({ isWidget }) => isWidget).map((widget) => widget.name);
  const order = user.promoted.length > 0 ? user.promoted : sockets;
  const saved = isList(user.widgets) ? user.widgets : [];
  const at = order.indexOf(name);
  const value = saved.length === order.length ? saved[at] : undefined;
  if (value !== undefined && value !== null) return { kind: 'literal', value };
  const isWidget = at >= 0 || input === undefined || input.isWidget;
  return isWidget ? { kind: 'own' } : nothing(`nothing is wired into ${name} of ${wordsOf(user)}`);
}

export function enter(place: Place, user: UiNode, scope: UiScope): Place {
  return { scope, prefix: `${place.prefix}${user.id}:`, outer: { place, user } };
}

/** A bypassed node hands on the input of the same type: the one in the same place first. */
function passing(node: UiNode, slot: number): UiInput | undefined {
  const type = node.outputs[slot];
  const same = (input: UiInput | undefined) =>
    input !== undefined && input.link !== null && (input.type === type || input.type === '*' || type === '*');
  return same(node.inputs[slot]) ? node.inputs[slot] : node.inputs.find(same);
}

function fromSetter(workflow: UiWorkflow, place: Place, getter: UiNode, steps: number): Feed {
  const name = isList(getter.widgets) ? getter.widgets[0] : undefined;
  for (const node of place.scope.nodes.values()) {
    const [input] = node.inputs;
    if (node.type !== 'SetNode' || input === undefined || !isList(node.widgets) || node.widgets[0] !== name) continue;
    return feedOf(workflow, place, input, steps);
  }
  return nothing(`nothing sets what ${wordsOf(getter)} gets`);
}

function literalOf(node: UiNode): Feed {
  const value = isList(node.widgets) ? node.widgets[0] : undefined;
  return value === undefined ? nothing(`${wordsOf(node)} has no value`) : { kind: 'literal', value };
}

export function wordsOf({ type, title, id }: UiNode): string {
  return title === '' || title === type ? `${type} (${id})` : `"${title}" (${id})`;
}

const nothing = (why: string): Feed => ({ kind: 'nothing', why });
