import { mix } from './chaos.ts';
import { type JsonObject, writeJson } from './json.ts';
import type { NodeCall } from './node-call.ts';
import { hashText, type NodeResult, type Value } from './values.ts';

/**
 * What any class does that is not known better: an output of the type of an input passes it on, changed in its hash
 * when it is a model or the like; other outputs are new things made of the class and its inputs. So LoRA loaders,
 * guidance, control nets and schedulers all change the words of the sampler, each in its own way.
 */
export function makeThings(call: NodeCall): NodeResult {
  const hash = hashOf(call);
  return {
    outputs: call.outputTypes.map((type, slot) => output(call, type, mix(hash ^ (slot * 0x9e3779b1)))),
    ui: null,
  };
}

function output(call: NodeCall, type: string, hash: number): Value {
  const values = Object.values(call.inputs);
  if (type === 'IMAGE') return values.find(({ kind }) => kind === 'image') ?? { kind: 'image', pictures: [] };
  if (type === 'MASK') return values.find(({ kind }) => kind === 'mask') ?? { kind: 'mask', masks: [] };
  if (type === 'LATENT')
    return values.find(({ kind }) => kind === 'latent') ?? { kind: 'latent', pictures: [], mask: null };
  if (['INT', 'FLOAT', 'STRING', 'BOOLEAN'].includes(type)) {
    return call.inputs.value ?? call.inputs.string ?? { kind: 'plain', value: null };
  }
  return { kind: 'thing', hash, facts: factsOf(call) };
}

/** Settings of the node itself, and those of the things that it was made from. */
function factsOf(call: NodeCall): JsonObject {
  const facts: JsonObject = {};
  for (const value of Object.values(call.inputs)) if (value.kind === 'thing') Object.assign(facts, value.facts);
  for (const [name, value] of Object.entries(call.inputs)) if (value.kind === 'plain') facts[name] = value.value;
  return facts;
}

/** The class with its settings and whatever of a model's kind goes in. Pictures do not count: they are drawn upon. */
export function hashOf(call: NodeCall): number {
  let hash = hashText(call.classType);
  for (const [name, value] of Object.entries(call.inputs)) {
    if (value.kind === 'plain') hash = mix(hash ^ hashText(`${name}=${writeJson(value.value)}`));
    else if (value.kind === 'thing') hash = mix(hash ^ mix(value.hash ^ hashText(name)));
  }
  return hash;
}
