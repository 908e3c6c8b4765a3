import { randomInt } from 'node:crypto';
import { basename } from 'node:path';
import { EpochError, type GraphDocument } from '@epoch/graph-runtime/model';
import { writeDurably } from '../storage/durable.ts';
import { holdsProduction, makeFilmFolders } from './folder.ts';
import { openJournal } from './journal.ts';
import type { FilmMeta } from './journal-rows.ts';
import type { SettingsChange } from './manager-types.ts';
import type { NodeKit } from './node-kit.ts';
import { assertMakesFilm } from './plan.ts';

const SEED_LIMIT = 2 ** 32;

/** What a new production starts from. */
export interface NewFilm {
  readonly folder: string;
  readonly name: string;
  readonly graphId: string;
  readonly document: GraphDocument;
  /** Replaces single settings of the graph. */
  readonly settings?: SettingsChange;
  readonly program: string;
}

/**
 * Lays a production down in a folder: its journal with the drawn seed, and the graph as run. Nothing runs yet.
 *
 * @throws EpochError PRODUCTION_EXISTS when the folder holds a production already
 * @throws EpochError GRAPH_INVALID when the graph cannot run
 */
export async function createFilm(film: NewFilm, kit: NodeKit): Promise<FilmMeta> {
  if (await holdsProduction(film.folder)) {
    const message = `The folder ${film.folder} holds a production already. Resume it, or choose another folder.`;
    throw new EpochError('PRODUCTION_EXISTS', message, { detail: { file: basename(film.folder) } });
  }
  const changes = Object.fromEntries(Object.entries(film.settings ?? {}).filter(([, value]) => value !== undefined));
  const given = { ...film.document.settings, ...changes };
  const settings = { ...given, seed: given.seed ?? randomInt(SEED_LIMIT) };
  const document = { ...film.document, settings };
  assertMakesFilm(document, kit.definitions);
  const paths = await makeFilmFolders(film.folder);
  await writeDurably(paths.graph, `${JSON.stringify(document, null, 2)}\n`);
  const meta: FilmMeta = {
    name: film.name,
    graphId: film.graphId,
    graphName: document.name,
    createdAt: new Date().toISOString(),
    program: film.program,
    settings,
    state: 'ready',
    message: null,
    take: null,
    engineName: null,
    promoted: false,
  };
  const journal = openJournal(paths.journal);
  try {
    journal.setGraph(0, document);
    journal.setMeta(meta);
  } finally {
    journal.close();
  }
  return meta;
}
