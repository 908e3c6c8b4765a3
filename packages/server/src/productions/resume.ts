import { join } from 'node:path';
import type { FrameMemory } from '@epoch/graph-runtime/engine';
import { messageOf } from '@epoch/graph-runtime/model';
import { moveAside, namesIn, sweepPartials } from '../storage/durable.ts';
import { NEWEST_KEPT } from './checkpoint.ts';
import { type CommitSite, hashOfFile } from './commit.ts';
import { FILM_FOLDER, frameOfStill, stillName } from './folder.ts';
import type { FrameRow } from './journal-rows.ts';

/** Frames at the end whose files are read and hashed; of older ones only the presence is checked. */
const HASHED_FRAMES = 32;

/** Where a production stands, and from where it can go on. */
export interface Standing {
  /** Frames 0 .. framesDone - 1 have a row. */
  readonly framesDone: number;
  /** Memory after `checkpointFrame`; -1 and empty when the film has to be replayed from its start. */
  readonly checkpointFrame: number;
  readonly memory: FrameMemory;
  /** Whole sentences about what was found and what becomes of it. */
  readonly findings: readonly string[];
}

/**
 * Looks at a production that nobody is writing: throws away half-written files, moves stills without a row aside, finds
 * missing and damaged stills, and picks the newest checkpoint that loads and lies before them.
 */
export async function assessFilm(site: CommitSite): Promise<Standing> {
  const framesDone = site.journal.frameCount();
  const findings = await clearBeyond(site, framesDone);
  await site.checkpoints.dropFrom(framesDone);
  const damaged = await findDamaged(site, framesDone);
  const checkpoints = await site.checkpoints.frames();
  // Anchors would reach back further, but nothing that follows depends on an old still.
  const oldest = checkpoints.slice(0, NEWEST_KEPT).at(-1) ?? -1;
  const mendable = damaged.filter((frame) => frame > oldest);
  const beyondReach = damaged.filter((frame) => frame <= oldest);
  if (mendable.length > 0) findings.push(`${framesInWords(mendable)} missing or damaged on disk and drawn again.`);
  if (beyondReach.length > 0) {
    findings.push(`${framesInWords(beyondReach)} missing or damaged on disk; the film goes on without changing them.`);
  }
  const limit = Math.min(framesDone - 1, ...mendable.map((frame) => frame - 1));
  const near = checkpoints.filter((frame) => frame <= limit);
  for (const frame of [...near, ...(mendable.length > 0 ? checkpoints : [])]) {
    try {
      return { framesDone, checkpointFrame: frame, memory: await site.checkpoints.load(frame), findings };
    } catch (error) {
      findings.push(`The checkpoint after frame ${frame} cannot be used (${messageOf(error)})`);
    }
  }
  return { framesDone, checkpointFrame: -1, memory: new Map(), findings };
}

/** Stills without a row were being written when the program ended; they are kept in the production's trash. */
async function clearBeyond({ paths, journal }: CommitSite, framesDone: number): Promise<string[]> {
  const folders = new Set([FILM_FOLDER, ...(journal.frame(framesDone - 1)?.files ?? []).map(({ folder }) => folder)]);
  const findings: string[] = [];
  await sweepPartials(paths.checkpoints);
  await sweepPartials(paths.cues);
  await sweepPartials(paths.engine);
  for (const folder of folders) {
    await sweepPartials(join(paths.folder, folder));
    for (const name of await namesIn(join(paths.folder, folder))) {
      const frame = frameOfStill(name);
      if (frame === null || frame < framesDone) continue;
      await moveAside(join(paths.folder, folder, name), paths.trash);
      findings.push(`${folder}/${name} was not finished and is now in the production's trash folder.`);
    }
  }
  return findings;
}

/** Frames whose files are missing, or, near the end of the film, are not what the journal says. Rising. */
async function findDamaged(site: CommitSite, framesDone: number): Promise<readonly number[]> {
  const firstHashed = Math.max(0, framesDone - HASHED_FRAMES);
  const damaged: number[] = [];
  const present = new Set(await namesIn(join(site.paths.folder, FILM_FOLDER)));
  for (let frame = 0; frame < firstHashed; frame += 1) {
    if (present.has(stillName(frame))) continue;
    if (site.journal.frame(frame)?.files.some(({ folder }) => folder === FILM_FOLDER)) damaged.push(frame);
  }
  for (const row of site.journal.frames(firstHashed, HASHED_FRAMES)) {
    if (!(await isWhole(site, row))) damaged.push(row.frame);
  }
  return damaged;
}

async function isWhole({ paths }: CommitSite, { frame, files }: FrameRow): Promise<boolean> {
  for (const { folder, sha256 } of files) {
    if ((await hashOfFile(join(paths.folder, folder, stillName(frame)))) !== sha256) return false;
  }
  return true;
}

function framesInWords(frames: readonly number[]): string {
  if (frames.length === 1) return `Frame ${frames[0]} was`;
  const shown = frames.slice(0, 5).join(', ');
  return `Frames ${shown}${frames.length > 5 ? ` and ${frames.length - 5} more` : ''} were`;
}
