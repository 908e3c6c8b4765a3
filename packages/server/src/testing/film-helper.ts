import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphDocument } from '@epoch/graph-runtime/model';
import { openFilm } from '../productions/film.ts';
import type { Film, OpenFilmOptions } from '../productions/film-types.ts';
import { createFilm } from '../productions/new-film.ts';
import { fakeKit, loopGraph } from './fake-kit.ts';

/** A production in a folder of its own, and how to open it. */
export interface TestFilm {
  readonly folder: string;
  readonly kit: ReturnType<typeof fakeKit>;
  open(more?: Partial<OpenFilmOptions>): Promise<Film>;
  /** Opens it and lets it go to its end. */
  finish(more?: Partial<OpenFilmOptions>): Promise<void>;
}

/** Makes productions and removes them all at the end. */
export function filmMaker() {
  const folders: string[] = [];
  return {
    async make(document: GraphDocument = loopGraph()): Promise<TestFilm> {
      const folder = mkdtempSync(join(tmpdir(), 'epoch-film-'));
      folders.push(folder);
      const kit = fakeKit();
      await createFilm({ folder, name: 'Test', graphId: 'g', document, program: 'test' }, kit);
      const open = (more: Partial<OpenFilmOptions> = {}) => openFilm({ folder, kit, listener: {}, ...more });
      return { folder, kit, open, finish: async (more) => void (await (await open(more)).ended) };
    },
    clear() {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Name and sha256 of every still, in order. */
export function hashesOf(folder: string, stills = 'stills'): readonly string[] {
  return readdirSync(join(folder, stills))
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, stills, name)))
          .digest('hex')}`,
    );
}

/** Draws frames one by one until `count` exist. */
export async function stepTo(film: Film, count: number): Promise<void> {
  while (film.status().framesDone < count) {
    const before = film.status().framesDone;
    film.step();
    await waitFor(() => film.status().framesDone > before && film.status().state === 'paused');
  }
}

export async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** The document with other params of one node. */
export function withParams(document: GraphDocument, id: string, params: Record<string, number>): GraphDocument {
  const node = document.nodes[id];
  if (node === undefined) throw new Error(`no node ${id}`);
  return { ...document, nodes: { ...document.nodes, [id]: { ...node, params: { ...node.params, ...params } } } };
}
