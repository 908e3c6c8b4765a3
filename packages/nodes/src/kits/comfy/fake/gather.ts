import { asLink } from './fields.ts';
import { isObject, type JsonObject } from './json.ts';
import type { NodeResult, Value } from './values.ts';
import { plain } from './values.ts';

/** Inputs of a node: literals, and what came out at the other end of its links. A slot below 0 counts from the end. */
export function gatherInputs(
  prompt: JsonObject,
  id: string,
  resultOf: (id: string) => NodeResult | undefined,
): Record<string, Value> {
  const node = prompt[id];
  const inputs: Record<string, Value> = {};
  if (!isObject(node) || !isObject(node.inputs)) return inputs;
  for (const [name, value] of Object.entries(node.inputs)) {
    const link = asLink(value);
    const isLink = link !== null && typeof link[0] === 'string' && typeof link[1] === 'number';
    inputs[name] = isLink ? (resultOf(String(link[0]))?.outputs.at(Number(link[1])) ?? plain(null)) : plain(value);
  }
  return inputs;
}
