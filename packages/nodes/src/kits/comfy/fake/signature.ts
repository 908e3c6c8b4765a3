import { asLink } from './fields.ts';
import { normalPath, splitFolder } from './files.ts';
import { isObject, type JsonObject, writeJson } from './json.ts';
import { hashText } from './values.ts';
import type { World } from './world.ts';

/**
 * The key of a node's result: its class, its values and the keys of all that feeds it. Equal key, equal result. A class
 * that looks at the outside world puts a word about that in: LoadImage the content of its file, SaveImageWebsocket
 * something new each time.
 */
export function signatures(world: World, prompt: JsonObject): (id: string) => string {
  const known = new Map<string, string>();
  let turn = 0;

  function outside(type: string, inputs: JsonObject): string {
    if (type === 'SaveImageWebsocket') return `new ${Date.now()} ${turn++}`;
    if (type !== 'LoadImage' && type !== 'LoadImageMask') return '';
    const { folder, name } = splitFolder(String(inputs.image), 'input');
    return world.files.read(folder, normalPath(name) ?? '')?.sha256 ?? 'missing';
  }

  return function of(id: string): string {
    const made = known.get(id);
    if (made !== undefined) return made;
    const node = prompt[id];
    if (!isObject(node) || !isObject(node.inputs)) return `nothing ${id}`;
    const type = String(node.class_type);
    const parts = Object.entries(node.inputs)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => {
        const link = asLink(value);
        const source = link !== null && typeof link[0] === 'string' && Object.hasOwn(prompt, link[0]) ? link[0] : null;
        return source === null ? `${name}=${writeJson(value)}` : `${name}<${String(link?.[1])}:${of(source)}`;
      });
    const text = `${type}(${parts.join(', ')})${outside(type, node.inputs)}`;
    // Short, so that a long chain does not grow; two hashes, so that two chains do not meet.
    const signature = `${type} ${hashText(text).toString(36)} ${hashText(`${text} again`).toString(36)} ${text.length}`;
    known.set(id, signature);
    return signature;
  };
}
