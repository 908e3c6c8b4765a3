import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { EpochError, type GraphDocument } from '@epoch/graph-runtime/model';
import { hasErrno, syncFolder, writeDurably } from '../storage/durable.ts';
import { failpoint } from '../storage/failpoint.ts';
import { shareFile } from '../storage/share.ts';
import { shareCheckpoints } from './checkpoint.ts';
import { filmPaths, makeFilmFolders, stillName } from './folder.ts';
import { type Journal, openJournal } from './journal.ts';
import type { FilmMeta } from './journal-rows.ts';
import { engineNameOf } from './ledger.ts';
import { cuesOfTake } from './take-cues.ts';

/** Where a take branches off. */
export interface TakeSource {
  readonly id: string;
  readonly folder: string;
  /** Of the parent; only read. */
  readonly journal: Journal;
  readonly meta: FilmMeta;
}

export interface TakeOrder {
  /** First frame that the take draws itself. */
  readonly frame: number;
  /** A new folder that nobody looks into before it is done. */
  readonly folder: string;
  readonly name: string;
  /** The take's own graph. */
  readonly graph: GraphDocument;
  readonly program: string;
  /** Teleports that frames of the parent from `frame` on have taken are planned at the same frames again. */
  readonly repeatTeleports: boolean;
}

/** Files that are linked at a time. */
const AT_A_TIME = 16;
const ROWS_AT_A_TIME = 500;

/**
 * Lays a take down: stills and rows of the frames before, the graphs and cues that drew them, the cues that are planned,
 * the checkpoints that lie before, and what image servers answered for them. It stands at `frame`; opened, it draws what lies between its newest
 * checkpoint and there once more, as any resumed film does, and must come out the same. The parent is only read.
 *
 * @throws EpochError FRAME_NOT_FOUND when the parent has not come that far, or ends there
 * @throws EpochError FRAME_DAMAGED when a still to be shared is missing
 */
export async function layDownTake(source: TakeSource, order: TakeOrder): Promise<FilmMeta> {
  const { frame, folder, graph, name, program } = order;
  const { frames: total } = source.meta.settings;
  const framesDone = source.journal.frameCount();
  if (frame > framesDone || (total !== null && frame >= total))
    throw outOfReach(frame, Math.min(framesDone, (total ?? frame + 1) - 1));

  const from = filmPaths(source.folder);
  const paths = await makeFilmFolders(folder);
  await shareStills(source, folder, frame);
  await shareCheckpoints(from.checkpoints, frame, (file) =>
    shareFile(join(from.checkpoints, file), join(paths.checkpoints, file)),
  );
  failpoint('take-shared');

  source.journal.copyTo(paths.journal);
  const journal = openJournal(paths.journal);
  try {
    journal.cutAt(frame);
    for (const cue of cuesOfTake(source.journal.cues.all(), order)) journal.cues.add(cue);
    for (const { image } of journal.cues.all()) await shareFile(join(from.cues, image), join(paths.cues, image));
    await shareAnswers(from.engine, paths.engine, journal.jobs.pictures());
    const meta: FilmMeta = {
      ...source.meta,
      ...{ name, program, graphId: graph.id, graphName: graph.name, createdAt: new Date().toISOString() },
      ...{ state: 'stopped', message: null, promoted: false },
      take: { parent: source.id, fromFrame: frame },
      engineName: engineNameOf(source.meta),
    };
    journal.setMeta(meta);
    journal.setPromoted(false);
    journal.note('take', frame, `Branched off ${source.id} at frame ${frame}.`);
    const settled = { ...graph, settings: meta.settings };
    await writeDurably(paths.graph, `${JSON.stringify(settled, null, 2)}\n`);
    return meta;
  } finally {
    journal.close();
    await syncFile(paths.journal);
    for (const each of [paths.checkpoints, paths.cues, folder]) await syncFolder(each);
    failpoint('take-laid-down');
  }
}

async function shareStills({ folder: from, journal }: TakeSource, folder: string, count: number): Promise<void> {
  const folders = new Set<string>();
  for (let first = 0; first < count; first += ROWS_AT_A_TIME) {
    const rows = journal.frames(first, Math.min(ROWS_AT_A_TIME, count - first));
    const files = rows.flatMap((row) => row.files.map((file) => ({ ...file, frame: row.frame })));
    for (const file of files) {
      if (!folders.has(file.folder)) await mkdir(join(folder, file.folder), { recursive: true });
      folders.add(file.folder);
    }
    for (let at = 0; at < files.length; at += AT_A_TIME) {
      await Promise.all(files.slice(at, at + AT_A_TIME).map((file) => shareStill(from, folder, file)));
    }
  }
  for (const each of folders) await syncFolder(join(folder, each));
}

async function shareStill(from: string, to: string, still: { readonly folder: string; readonly frame: number }) {
  const name = stillName(still.frame);
  try {
    await shareFile(join(from, still.folder, name), join(to, still.folder, name));
  } catch (cause) {
    if (!hasErrno(cause, 'ENOENT')) throw cause;
    const message = `The still ${still.folder}/${name} is missing on the disk, so no take can share it. Make the take from frame ${still.frame} or an earlier one.`;
    throw new EpochError('FRAME_DAMAGED', message, { detail: { frame: still.frame }, cause });
  }
}

/** An answer that is gone is asked for again when it should be needed. */
async function shareAnswers(from: string, to: string, pictures: ReadonlySet<string>): Promise<void> {
  if (pictures.size === 0) return;
  await mkdir(to, { recursive: true });
  for (const sha256 of pictures) {
    const name = `${sha256}.png`;
    await shareFile(join(from, name), join(to, name)).catch((error: unknown) => {
      if (!hasErrno(error, 'ENOENT')) throw error;
    });
  }
  await syncFolder(to);
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function outOfReach(frame: number, most: number): EpochError {
  const message = `No take can begin at frame ${frame}: this production can be left at frames 0 to ${most}.`;
  return new EpochError('FRAME_NOT_FOUND', message, { detail: { frame, lastFrame: most } });
}
