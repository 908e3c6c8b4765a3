import { isObject, type Json } from '../json.ts';

/** Words that must be the same letter by letter; other texts and all numbers may differ from run to run. */
const FIXED = new Set([
  ...['type', 'message', 'error', 'status_str', 'class_type', 'input_name', 'received_type', 'state', 'status'],
  ...['node_type', 'exception_type', 'node', 'node_id', 'sampler', 'subfolder', 'image_type', 'mediaType'],
]);

/**
 * What is different between a recorded body and ours: kinds of values, keys, lengths of lists, fixed words. Empty when
 * they agree.
 */
export function differences(expected: Json | undefined, actual: Json | undefined, path = 'body'): string[] {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (path.endsWith('.traceback')) return [];
    if (expected.length !== actual.length) return [`${path}: ${expected.length} items, here ${actual.length}`];
    return expected.flatMap((item, index) => differences(item, actual[index], `${path}[${index}]`));
  }
  if (isObject(expected) && isObject(actual)) {
    const wanted = Object.keys(expected).sort();
    const given = Object.keys(actual).sort();
    if (wanted.join() !== given.join()) return [`${path}: keys ${wanted.join()}, here ${given.join()}`];
    return wanted.flatMap((key) => differences(expected[key], actual[key], `${path}.${key}`));
  }
  const [a, b] = [kind(expected), kind(actual)];
  if (a !== b) return [`${path}: ${a}, here ${b}`];
  const word = path.slice(path.lastIndexOf('.') + 1);
  const fixed = FIXED.has(word) || typeof expected === 'boolean';
  return fixed && expected !== actual ? [`${path}: ${String(expected)}, here ${String(actual)}`] : [];
}

function kind(value: Json | undefined): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'bigint' ? 'number' : typeof value;
}
