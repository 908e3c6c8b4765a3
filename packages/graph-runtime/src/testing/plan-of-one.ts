import { compile, type FramePlan } from '../engine/index.ts';
import { type AnyDefinition, EpochError, type ParamInput, type Ports } from '../model/index.ts';
import { graphOf } from './graph-of.ts';

/** A plan in which one node, called `node`, is fed with constants. */
export function planOfOne<S>(
  definition: AnyDefinition<S>,
  inputs: Readonly<Record<string, unknown>>,
  params: Readonly<Record<string, unknown>>,
): FramePlan<S> {
  const wired = Object.keys(definition.inputs).filter((name) => inputs[name] !== undefined);
  const outputs = Object.fromEntries(wired.map((name) => [name, definition.inputs[name]] as const)) as Ports;
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
      node: { type: definition.type, version: definition.version, params: Object.fromEntries(given) },
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
