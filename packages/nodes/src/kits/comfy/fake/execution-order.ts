import { asLink } from './fields.ts';
import { isObject, type JsonObject } from './json.ts';

/** Nodes that still have to run, each with the nodes that wait for it. */
export interface Pending {
  /** The next node to run; null when none is left. */
  next(): string | null;
  done(id: string): void;
}

/**
 * The order in which the real server runs nodes: of those that are ready an output node goes first, then one that feeds
 * an output node, then one two links away, then the one that was found first.
 *
 * `isCached` nodes count as done. The prompt has no cycle: validation saw to it.
 */
export function executionOrder(
  prompt: JsonObject,
  outputs: readonly string[],
  isCached: (id: string) => boolean,
  isOutput: (id: string) => boolean,
): Pending {
  /** By node: how many it waits for. Insertion order is the order of discovery. */
  const waiting = new Map<string, Set<string>>();
  const feeds = new Map<string, Set<string>>();

  for (const output of outputs) {
    const stack = [output];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (waiting.has(id)) continue;
      const needs = new Set(sourcesOf(prompt, id).filter((source) => !isCached(source)));
      waiting.set(id, needs);
      for (const source of needs) {
        feeds.set(source, (feeds.get(source) ?? new Set()).add(id));
        stack.push(source);
      }
    }
  }

  const fed = (id: string) => [...(feeds.get(id) ?? [])];
  return {
    next() {
      const ready = [...waiting].filter(([, needs]) => needs.size === 0).map(([id]) => id);
      return (
        ready.find(isOutput) ??
        ready.find((id) => fed(id).some(isOutput)) ??
        ready.find((id) => fed(id).some((other) => fed(other).some(isOutput))) ??
        ready[0] ??
        null
      );
    },
    done(id) {
      waiting.delete(id);
      for (const other of fed(id)) waiting.get(other)?.delete(id);
    },
  };
}

function sourcesOf(prompt: JsonObject, id: string): string[] {
  const node = prompt[id];
  if (!isObject(node) || !isObject(node.inputs)) return [];
  return Object.values(node.inputs).flatMap((value) => {
    const source = asLink(value)?.[0];
    return typeof source === 'string' && Object.hasOwn(prompt, source) ? [source] : [];
  });
}
