/** What became of a name that a person wrote: the server's own word for it, or those that it might mean. */
export type Found = { readonly name: string } | { readonly name: null; readonly candidates: readonly string[] };

/** How many likely names a sentence offers. */
const OFFERED = 3;

/** From strict to lenient. Servers on Windows write folders with `\`; people leave out folder and extension. */
const READINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => withSlashes(name),
  (name) => withoutExtension(withSlashes(name)),
  (name) => plainOf(name),
];

/**
 * Finds a name in a server's list. The strictest reading that fits anything decides; one that fits several names finds
 * none of them, as a guess could draw a whole film with the wrong model.
 */
export function findName(list: readonly string[], wanted: string): Found {
  for (const read of READINGS) {
    const fitting = list.filter((name) => read(name) === read(wanted.trim()));
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) return { name: only };
    if (fitting.length > 1) return { name: null, candidates: fitting.slice(0, OFFERED) };
  }
  return { name: null, candidates: nearestNames(list, wanted) };
}

/** The names that look most like one, best first; only those that could be meant. */
export function nearestNames(list: readonly string[], wanted: string): readonly string[] {
  const plain = plainOf(wanted.trim());
  return list
    .map((name) => ({ name, length: plainOf(name).length, away: distance(plain, plainOf(name)) }))
    .filter(({ away, length }) => away <= Math.max(2, Math.ceil(Math.max(plain.length, length) / 2)))
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
    .slice(0, OFFERED)
    .map(({ name }) => name);
}

/** 'Did you mean "a", "b" or "c"? ', or nothing when there is nothing to offer. */
export function offerOf(candidates: readonly string[]): string {
  if (candidates.length === 0) return '';
  const quoted = candidates.map((name) => `"${name}"`);
  const last = quoted.pop();
  return `Did you mean ${quoted.length === 0 ? '' : `${quoted.join(', ')} or `}${last}? `;
}

function plainOf(name: string): string {
  return withoutExtension(baseOf(withSlashes(name)));
}

function withSlashes(name: string): string {
  return name.replaceAll('\\', '/').toLowerCase();
}

function withoutExtension(name: string): string {
  return name.replace(/\.(safetensors|sft|ckpt|pt|pth|bin|gguf)$/, '');
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Letters to insert, remove or change on the way from one word to the other. @source Levenshtein distance */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
