import { type GraphDocument, SCHEMA_VERSION } from './graph.ts';

/** An empty graph at 16:9, 30 frames a second, that runs until it is stopped. */
export function newGraph(name: string, id = 'graph'): GraphDocument {
  return {
    format: 'epochstreamer-graph',
    schemaVersion: SCHEMA_VERSION,
    id,
    name,
    description: '',
    revision: 0,
    settings: { width: 768, height: 432, fps: 30, frames: null, seed: null },
    nodes: {},
    edges: {},
    groups: {},
  };
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const RANDOM_LETTERS = 8;

/**
 * A new id such as `dream-k3f9x2q0`: the prefix in small letters, then eight random ones.
 * `random` gives numbers from 0 up to 1; whoever needs ids that come out the same passes a seeded one.
 */
export function newId(prefix: string, random: () => number): string {
  const readable = prefix
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, 40);
  let letters = '';
  for (let at = 0; at < RANDOM_LETTERS; at += 1) letters += ALPHABET.charAt(Math.floor(random() * ALPHABET.length));
  return readable === '' ? letters : `${readable}-${letters}`;
}
