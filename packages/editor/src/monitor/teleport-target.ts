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

type FileFacts = { readonly type: string; readonly name: string };

/** The pictures among dropped files. */
export function pictures<F extends FileFacts>(files: Iterable<F>): readonly F[] {
  return [...files].filter(({ type, name }) => type.startsWith('image/') || /\.(png|jpe?g|webp|gif|avif)$/i.test(name));
}

export function firstPicture<F extends FileFacts>(files: Iterable<F>): F | null {
  return pictures(files)[0] ?? null;
}
