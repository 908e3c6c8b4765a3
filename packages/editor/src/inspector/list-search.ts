/** Entries that hold every word of a search, in any case and order; those that begin with its first word stand first. */
export function matching<T>(options: readonly T[], search: string, nameOf: (option: T) => string): T[] {
  const [first, ...others] = search.toLowerCase().match(/\S+/g) ?? [];
  if (first === undefined) return [...options];
  const named = options.map((option) => ({ option, name: nameOf(option).toLowerCase() }));
  const found = named.filter(({ name }) => [first, ...others].every((word) => name.includes(word)));
  const late = ({ name }: (typeof named)[number]) => Number(!name.startsWith(first));
  return found.sort((a, b) => late(a) - late(b)).map(({ option }) => option);
}
