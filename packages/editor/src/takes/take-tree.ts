import type { Production } from '@epoch/graph-runtime/protocol';

type Productions = Readonly<Record<string, Production>>;

/** One line of the tree of takes. */
export interface TakeLine {
  readonly production: Production;
  /** Takes of takes stand further in. */
  readonly depth: number;
  /** Frames that it has from the film it goes back to; 0 for an original. */
  readonly sharedFrames: number;
}

/** The original that a production goes back to; itself when it is one, or when what it came from is gone. */
export function originalOf(productions: Productions, id: string): string {
  const seen = new Set<string>();
  let present = id;
  for (;;) {
    seen.add(present);
    const parent = productions[present]?.take?.parent;
    if (parent === undefined || productions[parent] === undefined || seen.has(parent)) return present;
    present = parent;
  }
}

/** An original and all that goes back to it, each behind what it came from, in the order of their frames. */
export function takeLines(productions: Productions, id: string): readonly TakeLine[] {
  const children = new Map<string, Production[]>();
  for (const production of Object.values(productions)) {
    const parent = production.take?.parent;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), production]);
  }
  const lines: TakeLine[] = [];
  const add = (production: Production, depth: number) => {
    if (lines.some((line) => line.production.id === production.id)) return;
    lines.push({ production, depth, sharedFrames: production.take?.fromFrame ?? 0 });
    const takes = children.get(production.id) ?? [];
    const byFrame = (a: Production, b: Production) =>
      (a.take?.fromFrame ?? 0) - (b.take?.fromFrame ?? 0) || a.createdAt.localeCompare(b.createdAt);
    for (const take of [...takes].sort(byFrame)) add(take, depth + 1);
  };
  const original = productions[originalOf(productions, id)];
  if (original !== undefined) add(original, 0);
  return lines;
}

/** How many frames two films of one tree have in common: 0 .. n - 1 are the same pictures. */
export function framesInCommon(productions: Productions, one: string, other: string): number {
  if (one === other) return productions[one]?.framesDone ?? 0;
  const reach = reachOf(productions, one);
  for (const [id, frames] of reachOf(productions, other)) {
    const here = reach.get(id);
    if (here !== undefined) return Math.min(here, frames);
  }
  return 0;
}

/** Each film on the way back to the original, with the frames that are still its own there. */
function reachOf(productions: Productions, id: string): ReadonlyMap<string, number> {
  const reach = new Map<string, number>();
  let frames = Number.POSITIVE_INFINITY;
  let present: Production | undefined = productions[id];
  while (present !== undefined && !reach.has(present.id)) {
    reach.set(present.id, frames);
    frames = Math.min(frames, present.take?.fromFrame ?? 0);
    present = present.take === null ? undefined : productions[present.take.parent];
  }
  return reach;
}

/** The two that are compared first: the film in front with the one it came from, else with its latest take. */
export function firstPair(productions: Productions, id: string): readonly [string, string] | null {
  const lines = takeLines(productions, id);
  const present = productions[id];
  if (present === undefined || lines.length < 2) return null;
  const parent = present.take?.parent;
  if (parent !== undefined && productions[parent] !== undefined) return [parent, id];
  const takes = lines.filter((line) => line.production.id !== id);
  const latest = takes.reduce((best, line) => (line.production.createdAt > best.production.createdAt ? line : best));
  return [id, latest.production.id];
}
