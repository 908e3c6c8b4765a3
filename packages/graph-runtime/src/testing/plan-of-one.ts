import { compile, type FramePlan } from '../engine/index.ts';
import {
  type AnyDefinition,
  EpochError,
  type ExposedValue,
  isRaster,
  type ParamInput,
  type Ports,
  port,
} from '../model/index.ts';
import { graphOf } from './graph-of.ts';

interface Fed {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly exposed: readonly ExposedValue[];
}

/** A plan in which one node, called `node`, is fed with constants. */
export function planOfOne<S>(definition: AnyDefinition<S>, fed: Fed): FramePlan<S> {
  const pictures = fed.exposed.filter(({ value }) => isRaster(value));
  const inputs = { ...fed.inputs, ...Object.fromEntries(pictures.map(({ name, value }) => [name, value])) };
  const scalars = fed.exposed.filter(({ value }) => value !== undefined && !isRaster(value));
  const params = { ...fed.params, ...Object.fromEntries(scalars.map(({ name, value }) => [name, value])) };
  const picture = port.raster({ doc: 'Picture.' });
  const sockets: Ports = { ...definition.inputs, ...Object.fromEntries(pictures.map(({ name }) => [name, picture])) };
  const wired = Object.keys(sockets).filter((name) => inputs[name] !== undefined);
  const outputs = Object.fromEntries(wired.map((name) => [name, sockets[name]] as const)) as Ports;
  const source: AnyDefinition<S> = {
    ...{ type: 'TestSource', version: 1, title: 'Test source', category: 'source', icon: '', doc: '' },
    ...{ inputs: {}, outputs, params: {}, varies: 'inputs', hasMemory: false },
    evaluate: () => Object.fromEntries(wired.map((name) => [name, inputs[name]])),
  };
  const given = Object.entries(params).flatMap(([name, value]): [string, ParamInput][] =>
    typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? [[name, value]] : [],
  );
  const document = graphOf({
    nodes: {
      source: 'TestSource',
      node: {
        ...{ type: definition.type, version: definition.version, params: Object.fromEntries(given) },
        ...(fed.exposed.length === 0 ? {} : { exposed: socketsOf(fed.exposed) }),
      },
    },
    wires: wired.map((name) => `source.${name} > node.${name}`),
  });
  const compiled = compile(
    document,
    new Map([
      [source.type, source],
      [definition.type, definition],
    ]),
  );
  if (compiled.ok) return compiled.plan;
  throw new EpochError('GRAPH_INVALID', compiled.problems.map(({ message }) => message).join(' '));
}

function socketsOf(exposed: readonly ExposedValue[]) {
  return Object.fromEntries(exposed.map(({ name, value: _, ...socket }) => [name, socket]));
}
