import type { GraphDocument } from '@epoch/graph-runtime/model';

/**
 * Whether two documents make the same pictures: names, labels, positions, sizes and groups do not matter. Moving a box therefore
 * restarts nothing and leaves no trace in the journal.
 */
export function makesSameFilm(a: GraphDocument, b: GraphDocument): boolean {
  return essence(a) === essence(b);
}

function essence({ nodes, edges }: GraphDocument): string {
  const essentialNodes = Object.values(nodes).map(({ id, type, version, params, exposed, bypassed, disabled }) => [
    ...[id, type, version, bypassed === true, disabled === true],
    byName(params),
    byName(exposed ?? {}).map(([name, { label: _, ...socket }]) => [name, socket]),
  ]);
  return JSON.stringify([essentialNodes, Object.values(edges)]);
}

function byName<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}
