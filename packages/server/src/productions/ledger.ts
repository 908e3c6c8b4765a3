import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EpochError, type NodeId } from '@epoch/graph-runtime/model';
import type { JobLedger, JobRecord } from '@epoch/nodes/engines';
import { hasErrno, namesIn, sha256Of, sweepPartials, syncFolder, writeDurably } from '../storage/durable.ts';
import { failpoint } from '../storage/failpoint.ts';
import { slugOf } from '../storage/names.ts';
import { createSerial } from '../storage/serial.ts';
import type { FilmPaths } from './folder.ts';
import type { Journal } from './journal.ts';
import type { FilmMeta } from './journal-rows.ts';

/**
 * What a production has asked of image servers, on the disk: rows in its journal, pictures by their sha256 in `engine`.
 * A picture is there before the row that names it, and the row is gone before its picture, so that at any kill the rows
 * tell the truth.
 */
export interface FilmLedger extends JobLedger {
  /** No frame is in flight: what was told by tries that came to nothing is forgotten. */
  standsStill(): void;
  /** What made the answers that a frame used, by box, in the order in which they were given. */
  recipesOf(frame: number): ReadonlyMap<NodeId, string>;
  /** The frame is safe and told. */
  frameEnds(frame: number): void;
  /** Frames up to this one are never drawn again: what was asked for them is let go. */
  prune(frame: number): Promise<void>;
}

interface LedgerSite {
  readonly paths: Pick<FilmPaths, 'engine'>;
  readonly journal: Pick<Journal, 'jobs'>;
  readonly meta: Pick<FilmMeta, 'name' | 'createdAt' | 'graphId' | 'settings' | 'engineName'>;
}

const STEPS = { written: 'answer-written', synced: 'answer-synced', renamed: 'answer-renamed' } as const;
const SLUG_LENGTH = 40;

export function openLedger({ paths: { engine }, journal: { jobs }, meta }: LedgerSite): FilmLedger {
  const recipes = new Map<number, Map<NodeId, string>>();
  /** Pictures kept in this session that no row names yet. */
  const unnamed = new Set<string>();
  const inTurn = createSerial();
  const fileOf = (sha256: string) => join(engine, `${sha256}.png`);

  function remember({ node, frame, state, recipe }: JobRecord): void {
    const ofFrame = recipes.get(frame) ?? new Map<NodeId, string>();
    recipes.set(frame, ofFrame);
    ofFrame.delete(node);
    if (state === 'done' && recipe !== undefined) ofFrame.set(node, recipe);
  }

  /** Nothing may be kept meanwhile: a file that is being written would be taken for one that a kill has left. */
  async function sweep(): Promise<void> {
    await sweepPartials(engine);
    const names = await namesIn(engine);
    const named = jobs.pictures();
    const isWanted = (sha256: string) => named.has(sha256) || unnamed.has(sha256);
    const unwanted = names.filter((name) => !isWanted(name.replace(/\.png$/, '')));
    for (const name of unwanted) await rm(join(engine, name), { force: true });
  }

  return {
    production: engineNameOf(meta),
    async find(key) {
      const record = jobs.find(key);
      if (record !== null) remember(record);
      return record;
    },
    async put(record) {
      jobs.put(record);
      for (const sha256 of record.pictures) unnamed.delete(sha256);
      remember(record);
      failpoint('job-written');
    },
    keep(picture) {
      return inTurn(engine, async () => {
        const sha256 = sha256Of(picture);
        unnamed.add(sha256);
        if ((await readWhole(fileOf(sha256), sha256)) !== null) return sha256;
        await mkdir(engine, { recursive: true });
        await writeDurably(fileOf(sha256), picture, STEPS);
        await syncFolder(engine);
        return sha256;
      });
    },
    async picture(sha256) {
      const bytes = /^[0-9a-f]{64}$/.test(sha256) ? await readWhole(fileOf(sha256), sha256) : null;
      if (bytes !== null) return bytes;
      const message = `An answer of the image server (${sha256.slice(0, 12)}) is gone or damaged; it is asked for again.`;
      throw new EpochError('STORAGE_FAILED', message, { detail: { file: `engine/${sha256.slice(0, 64)}.png` } });
    },
    standsStill: () => recipes.clear(),
    recipesOf: (frame) => recipes.get(frame) ?? new Map(),
    frameEnds: (frame) => void recipes.delete(frame),
    async prune(frame) {
      if (jobs.dropTo(frame) > 0) await inTurn(engine, sweep);
    },
  };
}

/** The bytes of a file when they have this sha256; null when it is not there or damaged. */
async function readWhole(file: string, sha256: string): Promise<Uint8Array | null> {
  try {
    const bytes = await readFile(file);
    return sha256Of(bytes) === sha256 ? bytes : null;
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

/** A name that two productions do not share, though they may be called the same, and that moving the folder keeps. */
export function engineNameOf({ name, createdAt, graphId, settings, engineName }: LedgerSite['meta']): string {
  if (engineName !== null) return engineName;
  const mark = sha256Of(JSON.stringify([name, createdAt, graphId, settings.seed])).slice(0, 8);
  return `${slugOf(name).slice(0, SLUG_LENGTH)}-${mark}`;
}
