import { nearestAllowed } from './allowed.ts';
import type { Catalogue, NodeCard } from './card.ts';
import type { ExposedSocket } from './exposed.ts';
import type { GraphNode } from './graph.ts';
import type { NumberParam, ParamScalar, ParamSpec, TextParam } from './param.ts';
import type { PortSpec } from './port.ts';
import { lookUp } from './words.ts';

type Box = Pick<GraphNode, 'type' | 'exposed'>;
type Sockets = NonNullable<GraphNode['exposed']>;

/** No number of a foreign workflow goes beyond what a graph document holds exactly. */
const FARTHEST = Number.MAX_SAFE_INTEGER;
const LONGEST_TEXT = 20_000;
/** Beyond this range a slider is no help. */
const SLIDER_RANGE = 1000;

/** The last card made of some sockets. A document is never changed in place, so the same object means the same sockets. */
const made = new WeakMap<Sockets, { readonly of: NodeCard; readonly card: NodeCard }>();

/**
 * The card of one box: that of its type, with the sockets that the user put on this box. Pictures become optional inputs,
 * all else params that can be wired and keyed. The very card of the type when the box has none of its own; the same card
 * for the same sockets. Where a name is taken by the type, the type's own port stays.
 */
export function cardForNode(card: NodeCard, { exposed }: Pick<Box, 'exposed'>): NodeCard {
  if (card.exposes !== true || exposed === undefined) return card;
  const known = made.get(exposed);
  if (known?.of === card) return known.card;
  const derived = withSockets(card, exposed);
  made.set(exposed, { of: card, card: derived });
  return derived;
}

/** The card of a box in a graph; undefined for a type that the catalogue does not have, and for no box. */
export function cardOfBox(catalogue: Catalogue, node: Box | undefined): NodeCard | undefined {
  const card = node === undefined ? undefined : lookUp(catalogue, node.type);
  return node === undefined || card === undefined ? undefined : cardForNode(card, node);
}

/** Whether the type has a port or param of this name already. */
export function isTaken(card: NodeCard, name: string): boolean {
  return lookUp(card.inputs, name) !== undefined || lookUp(card.params, name) !== undefined;
}

function withSockets(card: NodeCard, exposed: Sockets): NodeCard {
  const free = Object.entries(exposed).filter(([name]) => !isTaken(card, name));
  if (free.length === 0) return card;
  const inputs: [string, PortSpec][] = [];
  const params: [string, ParamSpec][] = [];
  for (const [name, socket] of free) {
    if (socket.kind === 'raster') inputs.push([name, inputOf(socket)]);
    else params.push([name, paramOf(socket)]);
  }
  return {
    ...card,
    inputs: { ...card.inputs, ...Object.fromEntries(inputs) },
    params: { ...card.params, ...Object.fromEntries(params) },
  };
}

function inputOf(socket: ExposedSocket): PortSpec {
  return { type: 'raster', label: socket.label, doc: docOf(socket), optional: true };
}

/** The param that a socket is: its kind and limits, with the nearest allowed value to its default. */
function paramOf(socket: ExposedSocket): ParamSpec {
  const common = { label: socket.label, doc: docOf(socket), section: 'Workflow', wire: true, keyframes: true };
  switch (socket.kind) {
    case 'boolean':
      return { ...common, kind: 'boolean', default: socket.default === true };
    case 'number':
    case 'integer':
      return startingAt({ ...common, ...limitsOf(socket), kind: socket.kind, ...lookOf(socket) }, socket.default);
    case 'choice': {
      const choices = choicesOf(socket).map((value) => ({ value, label: value }));
      // A list that nobody knows is a text.
      const [first] = choices;
      if (first === undefined) return { ...common, ...textOf(socket) };
      const start = typeof socket.default === 'string' ? socket.default : first.value;
      return { ...common, kind: 'choice', default: start, choices };
    }
    case 'raster':
    case 'text':
      return { ...common, ...textOf(socket) };
  }
}

function textOf(socket: ExposedSocket): Pick<TextParam, 'kind' | 'default' | 'maxLength' | 'widget'> {
  const isPrompt = socket.role === 'prompt' || socket.role === 'negative';
  const start = typeof socket.default === 'string' ? socket.default : '';
  const widget = isPrompt ? 'prompt' : 'line';
  return { kind: 'text', default: start.slice(0, LONGEST_TEXT), maxLength: LONGEST_TEXT, widget };
}

/** What the workflow came with stays a choice, also when the server's list lacks it. */
function choicesOf({ choices = [], default: start }: ExposedSocket): readonly string[] {
  return typeof start === 'string' && !choices.includes(start) ? [start, ...choices] : choices;
}

function limitsOf({ min = -FARTHEST, max = FARTHEST }: ExposedSocket) {
  const least = Math.max(-FARTHEST, min);
  return { min: least, max: Math.max(least, Math.min(FARTHEST, max)) };
}

function lookOf(socket: ExposedSocket): Pick<NumberParam, 'unit' | 'widget' | 'default'> {
  const { min, max } = limitsOf(socket);
  const widget = socket.role === 'seed' ? 'seed' : max - min <= SLIDER_RANGE ? 'slider' : 'field';
  return { unit: UNITS[socket.role] ?? 'none', widget, default: 0 };
}

const UNITS: Readonly<Partial<Record<ExposedSocket['role'], string>>> = {
  denoise: 'ratio',
  steps: 'steps',
  width: 'px',
  height: 'px',
};

function startingAt(spec: NumberParam, start: ParamScalar | undefined): NumberParam {
  const wanted = typeof start === 'number' ? start : 0;
  const answer = nearestAllowed(spec, wanted);
  const value = answer.allowed ? wanted : answer.nearest;
  return { ...spec, default: typeof value === 'number' ? value : spec.min };
}

function docOf({ targets }: ExposedSocket): string {
  if (targets.length === 0) return 'Goes nowhere in the workflow yet.';
  const places = targets.map(({ node, input }) => `${input} of node ${node}`);
  return `Goes into ${places.join(' and ')} of the workflow.`;
}
