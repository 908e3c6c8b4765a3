import {
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  isKeyframed,
  isScheduled,
  type Keyframe,
  type NodeCard,
  type ParamScalar,
  type ParamSpec,
} from '@epoch/graph-runtime/model';
import { filmOf, valueAt } from '@epoch/graph-runtime/schedule';

/** How a param gets its value at a frame. A wire wins over keys and schedules, these over a constant, a constant over the default. */
export interface ParamState {
  readonly source: 'wire' | 'keys' | 'schedule' | 'constant' | 'default';
  /** Value at the frame asked for; of a wired param what the node itself holds, used again when the wire goes. */
  readonly value: ParamScalar;
  readonly keys: readonly Keyframe[];
  /** The text that the value follows; null for keys and constants. */
  readonly schedule: string | null;
  /** The key exactly at the frame asked for. */
  readonly keyHere: Keyframe | null;
  readonly edge: GraphEdge | null;
}

export interface ParamPlace {
  readonly document: GraphDocument;
  readonly node: GraphNode;
  readonly name: string;
  readonly spec: ParamSpec;
}

export function edgeInto(document: GraphDocument, node: string, port: string): GraphEdge | null {
  return Object.values(document.edges).find(({ to }) => to.node === node && to.port === port) ?? null;
}

/** @unit frame: frames from 0 */
export function paramState({ document, node, name, spec }: ParamPlace, frame: number): ParamState {
  const input = node.params[name];
  const edge = edgeInto(document, node.id, name);
  const keys = isKeyframed(input) ? input.keys : [];
  const schedule = isScheduled(input) ? input.schedule : null;
  const own = schedule !== null ? 'schedule' : keys.length > 0 ? 'keys' : input === undefined ? 'default' : 'constant';
  return {
    source: edge === null ? own : 'wire',
    value: valueAt(input, spec, frame, filmOf(document)),
    keys,
    schedule,
    keyHere: keys.find((key) => key.frame === frame) ?? null,
    edge,
  };
}

export interface ParamSection {
  /** '' stands first and has no heading. */
  readonly title: string;
  readonly params: readonly (readonly [name: string, spec: ParamSpec])[];
}

/** The params of a card by section, in the order the card declares them, without those that do not apply now. */
export function sectionsOf(card: NodeCard, lookUp: (name: string) => ParamScalar): readonly ParamSection[] {
  const sections = new Map<string, (readonly [string, ParamSpec])[]>();
  for (const [name, spec] of Object.entries(card.params)) {
    if (!isShown(spec, card, lookUp)) continue;
    const title = spec.section ?? '';
    sections.set(title, [...(sections.get(title) ?? []), [name, spec]]);
  }
  return [...sections].map(([title, params]) => ({ title, params }));
}

/** Whether a param applies: the one that it depends on has the value it asks for, and applies itself. */
export function isShown({ visibleWhen }: ParamSpec, card: NodeCard, lookUp: (name: string) => ParamScalar): boolean {
  if (visibleWhen === undefined) return true;
  const shower = card.params[visibleWhen.param];
  return visibleWhen.is.includes(lookUp(visibleWhen.param)) && (shower === undefined || isShown(shower, card, lookUp));
}

/** `dissolveFrames` -> `Dissolve frames`. */
export function wordsOf(name: string): string {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export function labelOf(name: string, spec: ParamSpec): string {
  return spec.label ?? wordsOf(name);
}
