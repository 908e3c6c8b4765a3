import type { Resting, Shelf } from './shelf.ts';

/** The production that all of a tree go back to; its id counts also when it is deleted. */
export function rootOf(shelf: Pick<Shelf, 'ids' | 'get'>, id: string): string {
  const known = new Set(shelf.ids());
  let root = id;
  while (known.delete(root)) {
    const { take } = shelf.get(root).meta;
    if (take === null) break;
    root = take.parent;
  }
  return root;
}

/** A production and all that share its beginnings: the original, its takes, and theirs. */
export function treeOf(shelf: Pick<Shelf, 'ids' | 'get'>, id: string): ReadonlyMap<string, Resting> {
  const root = rootOf(shelf, id);
  const members = shelf.ids().filter((other) => rootOf(shelf, other) === root);
  return new Map(members.map((member) => [member, shelf.get(member)]));
}

const TAKE = / - take (\d+)$/;

/** `Moss`, `Moss - take 2` -> `Moss`. */
export function withoutTake(name: string): string {
  return name.replace(TAKE, '');
}

/** The original is take 1; the next has a number that none in the tree has had. */
export function nextTakeNumber(tree: ReadonlyMap<string, Resting>): number {
  const names = [...tree.values()].flatMap(({ meta }) => [meta.name, meta.graphName]);
  return Math.max(1, tree.size, ...names.map((name) => Number(TAKE.exec(name)?.[1] ?? 0))) + 1;
}
