import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { EpochError, messageOf } from '@epoch/graph-runtime/model';
import { exists, hasErrno, syncFolder } from '../storage/durable.ts';
import { liveHolder } from '../storage/lock.ts';
import { isId } from '../storage/names.ts';
import { filmPaths, filmTrash, holdsProduction } from './folder.ts';
import type { Shelf } from './shelf.ts';

/** Deleted productions: whole folders that keep their ids. Takes of them have stills of their own, so nothing else changes. */
export interface FilmTrash {
  /** @throws EpochError PRODUCTION_NOT_FOUND, PRODUCTION_BUSY when another process writes it or holds its files */
  remove(id: string): Promise<void>;
  /** @throws EpochError PRODUCTION_NOT_FOUND, PRODUCTION_EXISTS when something stands in its place */
  restore(id: string): Promise<void>;
}

export function createFilmTrash(shelf: Shelf): FilmTrash {
  const trash = filmTrash(shelf.root);
  return {
    async remove(id) {
      const folder = shelf.folderOf(id);
      const holder = liveHolder(filmPaths(folder).lock);
      if (holder !== null)
        throw busy(id, `Another EpochStreamer, process ${holder.pid}, is working on this production.`);
      await mkdir(trash, { recursive: true });
      try {
        await rename(folder, join(trash, id));
      } catch (error) {
        if (!hasErrno(error, 'EPERM', 'EACCES', 'EBUSY')) throw error;
        throw busy(
          id,
          `The folder of this production cannot be moved (${messageOf(error)}). Close what has its files open.`,
        );
      }
      shelf.drop(id);
      await syncFolder(trash);
      await syncFolder(shelf.root);
    },
    async restore(id) {
      const folder = join(trash, id);
      if (!isId(id) || !(await holdsProduction(folder))) {
        throw new EpochError('PRODUCTION_NOT_FOUND', `There is no production "${id.slice(0, 64)}" in the trash.`, {
          detail: { production: id.slice(0, 64) },
        });
      }
      if (await exists(join(shelf.root, id))) {
        throw new EpochError(
          'PRODUCTION_EXISTS',
          `The name "${id}" is taken in the data folder. Move what has it away first.`,
          {
            detail: { production: id },
          },
        );
      }
      await rename(folder, join(shelf.root, id));
      await syncFolder(shelf.root);
      shelf.add(id);
    },
  };
}

function busy(id: string, message: string): EpochError {
  return new EpochError('PRODUCTION_BUSY', message, { detail: { production: id } });
}
