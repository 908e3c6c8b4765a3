import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, hasErrno, namesIn, syncFolder } from '../storage/durable.ts';
import { isId, slugOf } from '../storage/names.ts';

/** The places inside a production's folder. */
export interface FilmPaths {
  readonly folder: string;
  readonly journal: string;
  readonly checkpoints: string;
  readonly cues: string;
  /** Answers of image servers that may be needed again. */
  readonly engine: string;
  readonly graph: string;
  readonly lock: string;
  /** Files that were in the way. Nothing in here is ever read again by the program. */
  readonly trash: string;
}

/** Folder of a still-writing node that holds the film itself. */
export const FILM_FOLDER = 'stills';
const FRAME_DIGITS = 6;

export function filmPaths(folder: string): FilmPaths {
  return {
    folder,
    journal: join(folder, 'journal.db'),
    checkpoints: join(folder, 'checkpoints'),
    cues: join(folder, 'cues'),
    engine: join(folder, 'engine'),
    graph: join(folder, 'graph.json'),
    lock: join(folder, 'writer.lock'),
    trash: join(folder, 'trash'),
  };
}

export function stillName(frame: number): string {
  return `${String(frame).padStart(FRAME_DIGITS, '0')}.png`;
}

/** The frame of a still's file name; null for any other name. */
export function frameOfStill(name: string): number | null {
  const match = /^(\d{6,8})\.png$/.exec(name);
  return match === null ? null : Number(match[1]);
}

/** The still of the film itself among those of a frame: the one in `stills`, or the only one there is. */
export function filmStill<T extends { readonly folder: string }>(stills: readonly T[]): T | undefined {
  return stills.find(({ folder }) => folder === FILM_FOLDER) ?? stills[0];
}

/** Whether a folder holds a production already. */
export async function holdsProduction(folder: string): Promise<boolean> {
  return exists(filmPaths(folder).journal);
}

/** Makes the empty folders of a production. The folder itself may exist, a production in it may not. */
export async function makeFilmFolders(folder: string): Promise<FilmPaths> {
  const paths = filmPaths(folder);
  for (const path of [paths.checkpoints, paths.cues, join(folder, FILM_FOLDER)]) await mkdir(path, { recursive: true });
  return paths;
}

/**
 * Makes a new folder `<name>-<number>` below `root`; the number is one above the highest in use, the trash counting as
 * use, so that ids of deleted productions do not come back. Making it is exclusive: two askers never get the same.
 */
export async function newFilmFolder(
  root: string,
  name: string,
): Promise<{ readonly id: string; readonly folder: string }> {
  await mkdir(root, { recursive: true });
  for (let number = await freeNumber(root, name); ; number += 1) {
    const id = idOf(name, number);
    try {
      await mkdir(join(root, id));
      return { id, folder: join(root, id) };
    } catch (error) {
      if (!hasErrno(error, 'EEXIST')) throw error;
    }
  }
}

/** Gives a finished folder the next id below `root`. One asker at a time. */
export async function moveIn(root: string, name: string, folder: string): Promise<string> {
  let number = await freeNumber(root, name);
  while (await exists(join(root, idOf(name, number)))) number += 1;
  const id = idOf(name, number);
  await rename(folder, join(root, id));
  await syncFolder(root);
  return id;
}

/** Where deleted productions lie, under their ids. */
export function filmTrash(root: string): string {
  return join(root, 'trash', 'productions');
}

function idOf(name: string, number: number): string {
  return `${slugOf(name)}-${String(number).padStart(3, '0')}`;
}

async function freeNumber(root: string, name: string): Promise<number> {
  const numbered = new RegExp(`^${slugOf(name)}-(\\d{3,})$`);
  const names = [...(await namesIn(root)), ...(await namesIn(filmTrash(root)))];
  return Math.max(0, ...names.map((entry) => Number(numbered.exec(entry)?.[1] ?? 0))) + 1;
}

/** Ids of all productions below `root`. */
export async function listFilmFolders(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const ids: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory() && isId(entry.name) && (await holdsProduction(join(root, entry.name))))
      ids.push(entry.name);
  }
  return ids;
}
