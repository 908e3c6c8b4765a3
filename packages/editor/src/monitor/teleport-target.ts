import type { Catalogue, GraphDocument } from '@epoch/graph-runtime/model';

/** Nodes that take a teleport, selected ones first, then as the graph lists them. */
export function teleportNodes(
  document: GraphDocument,
  catalogue: Catalogue,
  selected: readonly string[],
): readonly string[] {
  const nodes = Object.values(document.nodes)
    .filter((node) => node.disabled !== true && catalogue[node.type]?.cue === 'teleport')
    .map((node) => node.id);
  return [...nodes.filter((id) => selected.includes(id)), ...nodes.filter((id) => !selected.includes(id))];
}

/** The first picture among dropped files. */
export function firstPicture<F extends { readonly type: string; readonly name: string }>(files: Iterable<F>): F | null {
  for (const file of files) {
    if (file.type.startsWith('image/') || /\.(png|jpe?g|webp|gif|avif)$/i.test(file.name)) return file;
  }
  return null;
}
