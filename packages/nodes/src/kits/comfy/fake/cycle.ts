import { asLink } from './fields.ts';
import { isObject, type JsonObject } from './json.ts';

export interface Cycle {
  /** Against the direction of the data: each is fed by the next, the last by the first. */
  readonly nodes: readonly string[];
  /** `6 (VAEDecode) -> 5 (KSampler) -> 6 (VAEDecode)` */
  readonly words: string;
}

/** The first loop of links on the way back from an output; null when there is none. */
export function findCycle(prompt: JsonObject, output: string): Cycle | null {
  const path: string[] = [];
  const done = new Set<string>();

  function visit(id: string): readonly string[] | null {
    const at = path.indexOf(id);
    if (at >= 0) return path.slice(at);
    const node = prompt[id];
    if (done.has(id) || !isObject(node) || !isObject(node.inputs)) return null;
    path.push(id);
    for (const value of Object.values(node.inputs)) {
      const source = asLink(value)?.[0];
      const cycle = typeof source === 'string' ? visit(source) : null;
      if (cycle !== null) return cycle;
    }
    path.pop();
    done.add(id);
    return null;
  }

  const nodes = visit(output);
  if (nodes === null) return null;
  const names = [...nodes, ...nodes.slice(0, 1)].map((id) => `${id} (${classOf(prompt, id)})`);
  return { nodes, words: names.join(' -> ') };
}

function classOf(prompt: JsonObject, id: string): string {
  const node = prompt[id];
  return isObject(node) ? String(node.class_type) : '';
}
