import { join } from 'node:path';
import { EpochError, messageOf } from '@epoch/graph-runtime/model';
import { liveHolder } from '../storage/lock.ts';
import { isId } from '../storage/names.ts';
import { restingStatus } from './face.ts';
import type { FilmStatus } from './film-types.ts';
import { filmPaths, holdsProduction, listFilmFolders } from './folder.ts';
import { type Journal, openJournal } from './journal.ts';
import type { FilmMeta } from './journal-rows.ts';

/** A production as it lies in its folder. */
export interface Resting {
  readonly meta: FilmMeta;
  readonly status: FilmStatus;
}

/** All productions below the data folder, known by id. Their journals are opened only while they are read. */
export interface Shelf {
  readonly root: string;
  folderOf(id: string): string;
  /** Reads every production that is new since the last look. Those that cannot be read are left out and named. */
  load(): Promise<readonly string[]>;
  ids(): readonly string[];
  get(id: string): Resting;
  put(id: string, resting: Resting): void;
  /** Reads a production whose folder has just been put there. */
  add(id: string): Resting;
  /** Forgets one whose folder is gone from there. */
  drop(id: string): void;
  /** Opens the journal of a production that is not live for one task. */
  withJournal<T>(id: string, task: (journal: Journal) => T | Promise<T>): Promise<T>;
}

export function createShelf(root: string): Shelf {
  const known = new Map<string, Resting>();

  function folderOf(id: string): string {
    if (!isId(id) || !known.has(id)) throw notFound(id);
    return join(root, id);
  }

  function read(id: string): Resting {
    const journal = openJournal(filmPaths(join(root, id)).journal);
    try {
      const meta = journal.meta();
      return { meta, status: restingStatus(meta, journal.frameCount()) };
    } finally {
      journal.close();
    }
  }

  return {
    root,
    folderOf,
    async load() {
      const unreadable: string[] = [];
      for (const id of await listFilmFolders(root)) {
        if (known.has(id)) continue;
        try {
          known.set(id, read(id));
        } catch (error) {
          unreadable.push(`${id}: ${messageOf(error)}`);
        }
      }
      return unreadable;
    },
    ids: () => [...known.keys()],
    get(id) {
      const resting = known.get(id);
      if (resting === undefined) throw notFound(id);
      return resting;
    },
    put: (id, resting) => void known.set(id, resting),
    add(id) {
      const resting = read(id);
      known.set(id, resting);
      return resting;
    },
    drop: (id) => void known.delete(id),
    async withJournal(id, task) {
      const paths = filmPaths(folderOf(id));
      if (!(await holdsProduction(paths.folder))) throw notFound(id);
      const holder = liveHolder(paths.lock);
      if (holder !== null) {
        const message = `Another EpochStreamer, process ${holder.pid}, is working on this production.`;
        throw new EpochError('PRODUCTION_BUSY', message, { detail: { production: id, pid: holder.pid } });
      }
      const journal = openJournal(paths.journal);
      try {
        return await task(journal);
      } finally {
        journal.close();
      }
    },
  };
}

function notFound(id: string): EpochError {
  return new EpochError('PRODUCTION_NOT_FOUND', `There is no production "${id.slice(0, 64)}".`, {
    detail: { production: id.slice(0, 64) },
  });
}
