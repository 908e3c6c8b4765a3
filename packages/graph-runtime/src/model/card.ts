import type { AnyDefinition, Category, Cue, Params, Ports } from './definition.ts';
import type { ParamSpec } from './param.ts';
import { wireTypeOf } from './param.ts';
import type { PortSpec, PortType } from './port.ts';

/** The serialisable face of a definition: all that an editor needs to draw and check a node. */
export interface NodeCard {
  readonly type: string;
  readonly version: number;
  readonly title: string;
  readonly category: Category;
  readonly icon: string;
  readonly doc: string;
  /** Long help, Markdown. */
  readonly help: string;
  readonly inputs: Ports;
  readonly outputs: Ports;
  readonly params: Params;
  readonly varies: 'inputs' | 'frame';
  readonly bypass?: Readonly<Record<string, string>>;
  readonly delay?: { readonly initial: string; readonly next: string; readonly out: string; readonly frames: string };
  readonly sink?: { readonly input: string; readonly folder: string };
  readonly cue?: Cue['kind'];
  readonly exposes?: true;
  readonly family?: 'image-engine';
}

/** Cards by type. */
export type Catalogue = Readonly<Record<string, NodeCard>>;

export function cardOf<S>(definition: AnyDefinition<S>, help: string): NodeCard {
  const { type, version, title, category, icon, doc, inputs, outputs, params, varies } = definition;
  return {
    ...{ type, version, title, category, icon, doc, help, inputs, outputs, params, varies },
    ...(definition.bypass === undefined ? {} : { bypass: definition.bypass }),
    ...(definition.delay === undefined ? {} : { delay: definition.delay }),
    ...(definition.sink === undefined ? {} : { sink: definition.sink }),
    ...(definition.cue === undefined ? {} : { cue: definition.cue }),
    ...(definition.exposes === undefined ? {} : { exposes: definition.exposes }),
    ...(definition.family === undefined ? {} : { family: definition.family }),
  };
}

/** Cards never change, so their sockets are put together once. */
const knownSockets = new WeakMap<NodeCard, Readonly<Record<string, PortSpec>>>();

/** Sockets on the left of a node: its inputs, then the params that can be wired, under their own names. */
export function inputSockets(card: NodeCard): Readonly<Record<string, PortSpec>> {
  const known = knownSockets.get(card);
  if (known !== undefined) return known;
  const sockets: Record<string, PortSpec> = { ...card.inputs };
  for (const [name, spec] of Object.entries(card.params)) {
    const type = wireTypeOf(spec);
    if (type !== null) sockets[name] = socketOf(spec, type);
  }
  knownSockets.set(card, Object.freeze(sockets));
  return sockets;
}

function socketOf(spec: ParamSpec, type: PortType): PortSpec {
  return { type, doc: spec.doc, optional: true, ...(spec.label === undefined ? {} : { label: spec.label }) };
}
