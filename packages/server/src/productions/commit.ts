import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameCommit, StillOutput } from '@epoch/graph-runtime/engine';
import { EpochError } from '@epoch/graph-runtime/model';
import type { FrameHealth } from '@epoch/graph-runtime/protocol';
import { exists, hasErrno, moveAside, sha256Of, syncFolder, writeDurably } from '../storage/durable.ts';
import type { Pictures } from '../storage/pictures.ts';
import { ANCHOR_EVERY_FRAMES } from './anchors.ts';
import type { Checkpoints } from './checkpoint.ts';
import { type FilmPaths, stillName } from './folder.ts';
import type { Journal } from './journal.ts';
import type { FrameRow, StillFile } from './journal-rows.ts';
import type { Recipes } from './recipe.ts';
import { usedSettings } from './used-settings.ts';

/** What a commit writes to. */
export interface CommitSite {
  readonly paths: FilmPaths;
  readonly pictures: Pictures;
  readonly journal: Journal;
  readonly checkpoints: Checkpoints;
  readonly recipes: Recipes;
}

const STEPS = { written: 'still-written', synced: 'still-synced', renamed: 'still-renamed' } as const;

/**
 * Makes a frame durable. The order is the promise: stills (partial file, fsync, rename, fsync of the folder), then the
 * checkpoint when one is due, then what was measured, then the journal row. Killed anywhere before the row, the frame does not exist and is drawn
 * again; killed after it, the frame is safe.
 */
export async function commitFrame(
  site: CommitSite,
  commit: FrameCommit,
  options: {
    readonly durationMs: number;
    readonly checkpoint: boolean;
    readonly health: Promise<FrameHealth | null>;
  },
): Promise<FrameRow> {
  const files: StillFile[] = [];
  for (const still of commit.stills) files.push(await writeStill(site, still, commit));
  if (options.checkpoint) await site.checkpoints.save(commit.frame, commit.memory);
  const health = await options.health;
  if (health !== null) site.journal.health.put(health);
  const row = { frame: commit.frame, durationMs: options.durationMs, files, used: usedSettings(commit) };
  site.journal.addFrame(row);
  return row;
}

/** How a frame drawn again compares with the one that was there. */
export type Replayed = 'same' | 'mended' | 'different';

/**
 * Commits a frame that has a row already: the way from a checkpoint to the end of the film. Files that are as they were
 * stay untouched; missing or damaged ones are written again; when the picture came out different the old file goes to the
 * production's trash, because what follows continues from the new one.
 *
 * @throws EpochError FRAME_DAMAGED, before anything is written, when `mustBeSame` and the picture came out different
 */
export async function recommitFrame(
  site: CommitSite,
  commit: FrameCommit,
  row: FrameRow,
  mustBeSame = false,
): Promise<Replayed> {
  let outcome: Replayed = 'same';
  const files: StillFile[] = [];
  for (const still of commit.stills) {
    const plain = await site.pictures.png(still.raster);
    const before = row.files.find(({ folder }) => folder === still.folder);
    // Stills of older programs carry no recipe: they stay as they are.
    const bytes = before?.sha256 === sha256Of(plain) ? plain : site.recipes.dress(commit, plain);
    const sha256 = sha256Of(bytes);
    files.push({ folder: still.folder, sha256, bytes: bytes.length });
    if (mustBeSame && before?.sha256 !== sha256) throw notTheSame(commit.frame);
    const file = join(site.paths.folder, still.folder, stillName(commit.frame));
    if (before?.sha256 === sha256 && (await hashOfFile(file)) === sha256) continue;
    if (before?.sha256 !== sha256) outcome = 'different';
    else if (outcome === 'same') outcome = 'mended';
    await putStill(site, file, join(site.paths.folder, still.folder), bytes);
  }
  if (outcome === 'different') site.journal.replaceFrame({ ...row, files, used: usedSettings(commit) });
  return outcome;
}

function notTheSame(frame: number): EpochError {
  const before = Math.floor(frame / ANCHOR_EVERY_FRAMES) * ANCHOR_EVERY_FRAMES;
  const message = `Frame ${frame}, which this take shares, came out different when it was drawn again: what draws it does not draw the same twice. Make the take from frame ${before} or ${before + ANCHOR_EVERY_FRAMES} instead; nothing is drawn again for those while their checkpoints are kept.`;
  return new EpochError('FRAME_DAMAGED', message, { detail: { frame } });
}

/** sha256 of a file; null when there is none. */
export async function hashOfFile(file: string): Promise<string | null> {
  try {
    return sha256Of(await readFile(file));
  } catch (error) {
    if (hasErrno(error, 'ENOENT', 'EISDIR')) return null;
    throw error;
  }
}

async function writeStill(site: CommitSite, still: StillOutput, commit: FrameCommit): Promise<StillFile> {
  const bytes = site.recipes.dress(commit, await site.pictures.png(still.raster));
  const folder = join(site.paths.folder, still.folder);
  await putStill(site, join(folder, stillName(commit.frame)), folder, bytes);
  return { folder: still.folder, sha256: sha256Of(bytes), bytes: bytes.length };
}

async function putStill({ paths }: CommitSite, file: string, folder: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (await exists(file)) await moveAside(file, paths.trash);
  await writeDurably(file, bytes, STEPS);
  await syncFolder(folder);
}
