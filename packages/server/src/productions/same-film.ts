import type { GraphDocument } from '@epoch/graph-runtime/model';

/**
 * Whether two documents make the same pictures: names, positions, sizes and groups do not matter. Moving a box therefore
 * restarts nothing and leaves no trace in the journal.
 */
export function makesSameFilm(a: GraphDocument, b: GraphDocument): boolean {
  return essence(a) === essence(b);
}

function essence({ nodes, edges }: GraphDocument): string {
  const essentialNodes = Object.values(nodes).map(({ id, type, version, params, bypassed, disabled }) => [
    ...[id, type, version, bypassed === true, disabled === true],
    Object.entries(params).sort(([left], [right]) => (left < right ? -1 : 1)),
  ]);
  return JSON.stringify([essentialNodes, Object.values(edges)]);
}
