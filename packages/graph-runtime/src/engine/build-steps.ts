import {
  bypassInputs,
  type Catalogue,
  cardOfBox,
  type GraphDocument,
  type GraphNode,
  inputSockets,
  isConstant,
  lookUp,
  meet,
  type NodeCard,
  type NodeId,
  type ParamScalar,
  type Runnable,
  socketKey,
  titleOf,
} from '../model/index.ts';
import { exposedKeyOf, exposedSlots } from './exposed-slots.ts';
import type { ParamSource, Slot, Step, Wire } from './frame-plan.ts';
import type { Definitions } from './run-types.ts';

/** Steps in document order: `index`, `needs` and `source` are places in this list until compile.ts orders it. */
export interface Draft<S> {
  readonly steps: readonly Step<S>[];
  readonly slotCount: number;
  /** The sinks' input and folder param, by node. */
  readonly sinkOf: ReadonlyMap<NodeId, { readonly input: string; readonly folder: string }>;
}

/** Where each output of each node goes. */
interface Layout {
  readonly document: GraphDocument;
  readonly catalogue: Catalogue;
  readonly runnable: Runnable;
  readonly indexOf: ReadonlyMap<NodeId, number>;
  readonly slotsOf: ReadonlyMap<NodeId, readonly Slot[]>;
}

export function buildSteps<S>(
  document: GraphDocument,
  definitions: Definitions<S>,
  catalogue: Catalogue,
  runnable: Runnable,
): Draft<S> {
  const nodes = Object.values(document.nodes).filter(({ id }) => runnable.nodes.has(id));
  const slotsOf = new Map<NodeId, readonly Slot[]>();
  let slotCount = 0;
  for (const node of nodes) {
    const outputs = Object.entries(cardOfBox(catalogue, node)?.outputs ?? {});
    slotsOf.set(
      node.id,
      outputs.map(([name, { type }], at) => ({ name, type, slot: slotCount + at })),
    );
    slotCount += outputs.length;
  }
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const layout: Layout = { document, catalogue, runnable, indexOf, slotsOf };
  const sinkOf = new Map<NodeId, { readonly input: string; readonly folder: string }>();
  const steps = nodes.flatMap((node): Step<S>[] => {
    const definition = definitions.get(node.type);
    const card = cardOfBox(catalogue, node);
    if (definition === undefined || card === undefined) return [];
    if (card.sink !== undefined && node.bypassed !== true) sinkOf.set(node.id, card.sink);
    return [buildStep(layout, node, card, definitions)];
  });
  return { steps, slotCount, sinkOf };
}

function buildStep<S>(layout: Layout, node: GraphNode, card: NodeCard, definitions: Definitions<S>): Step<S> {
  const outputs = layout.slotsOf.get(node.id) ?? [];
  const title = titleOf(layout.document, layout.catalogue, node.id);
  const common = {
    index: layout.indexOf.get(node.id) ?? 0,
    node: node.id,
    type: node.type,
    title,
    outputs,
    starts: [],
  };
  const wireTo = (port: string) => wireInto(layout, card, node.id, port);

  if (node.bypassed === true) {
    const handed = [...bypassInputs(card)].flatMap(([to, from]) => {
      const wire = wireTo(from);
      const output = outputs.find(({ name }) => name === to);
      return wire === null || output === undefined ? [] : [{ wire, output }];
    });
    const wires = handed.map(({ wire }) => wire);
    return { kind: 'bypass', ...common, wires, needs: sources(wires), handed };
  }

  const params = Object.entries(card.params).map(
    ([name, spec]): ParamSource => ({ name, spec, wire: wireTo(name), input: lookUp(node.params, name) }),
  );
  const driving = params.flatMap(({ wire }) => (wire === null ? [] : [wire]));
  const out = outputs.find(({ name }) => name === card.delay?.out);
  const frames = params.find(({ name }) => name === card.delay?.frames);
  if (card.delay !== undefined && out !== undefined && frames !== undefined) {
    const initial = wireTo(card.delay.initial);
    const wires = initial === null ? [] : [initial];
    const delayNeeds = sources(frames.wire === null ? wires : [...wires, frames.wire]);
    return { kind: 'delay', ...common, wires, needs: delayNeeds, initial, next: wireTo(card.delay.next), out, frames };
  }

  const definition = definitions.get(node.type);
  if (definition === undefined) throw new RangeError(`There is no definition of ${node.type}.`);
  const wires = Object.keys(card.inputs).flatMap((port) => wireTo(port) ?? []);
  return {
    kind: 'operator',
    ...common,
    definition,
    wires,
    needs: sources([...wires, ...driving]),
    inputNames: Object.keys(card.inputs),
    paramNames: Object.keys(card.params),
    constants: constantsOf(params),
    moving: params.filter(isMoving),
    exposed: exposedSlots(node, definition, (port) => wireTo(port) !== null),
    exposedKey: exposedKeyOf(node, definition),
  };
}

function isMoving({ wire, input }: ParamSource): boolean {
  return wire !== null || (input !== undefined && !isConstant(input));
}

function constantsOf(params: readonly ParamSource[]): Readonly<Record<string, ParamScalar>> {
  const constants: Record<string, ParamScalar> = {};
  for (const { name, spec, input } of params) {
    constants[name] = isConstant(input) ? input : spec.default;
  }
  return Object.freeze(constants);
}

function sources(wires: readonly Wire[]): readonly number[] {
  return [...new Set(wires.map(({ source }) => source))];
}

function wireInto(
  { document, catalogue, runnable, indexOf, slotsOf }: Layout,
  card: NodeCard,
  node: NodeId,
  port: string,
) {
  const edge = runnable.wires.get(socketKey(node, port));
  const type = inputSockets(card)[port]?.type;
  if (edge === undefined || type === undefined) return null;
  const slot = slotsOf.get(edge.from.node)?.find(({ name }) => name === edge.from.port);
  const source = indexOf.get(edge.from.node);
  const from = cardOfBox(catalogue, document.nodes[edge.from.node])?.outputs[edge.from.port]?.type;
  if (slot === undefined || source === undefined || from === undefined) return null;
  const meeting = meet(from, type);
  const required = lookUp(card.inputs, port) !== undefined && card.inputs[port]?.optional !== true;
  const convert = meeting.fits ? meeting.convert : null;
  return { name: port, type, slot: slot.slot, convert, source, required } satisfies Wire;
}
