import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameMemory } from '@epoch/graph-runtime/engine';
import { EpochError, type Raster } from '@epoch/graph-runtime/model';
import { z } from 'zod';
import { hasErrno, namesIn, sha256Of, sweepPartials, syncFolder, writeDurably } from '../storage/durable.ts';
import { failpoint } from '../storage/failpoint.ts';
import type { Pictures } from '../storage/pictures.ts';
import { createSerial } from '../storage/serial.ts';
import { lastUnanswered, staysAnchor } from './anchors.ts';
import { memoryFromJson, memoryToJson, rastersIn } from './memory-json.ts';

/**
 * Checkpoints of a production: `<frame>.json` holds the memory after that frame, `<sha256>.png` the rasters in it. The
 * JSON file is one line of sha256 and one line of JSON, so that damage is seen before anything is used. The newest three
 * stay, for resuming, and anchors, for takes.
 */
export const NEWEST_KEPT = 3;
const bodySchema = z.strictObject({
  format: z.literal('epochstreamer-checkpoint'),
  frame: z.int(),
  memory: z.unknown(),
});

export interface Checkpoints {
  /** Saves the memory after `frame`; rasters already saved are not written again. */
  save(frame: number, memory: FrameMemory): Promise<void>;
  /** Frames of which there is a checkpoint, newest first. */
  frames(): Promise<readonly number[]>;
  /** @throws EpochError STORAGE_FAILED when the checkpoint or a raster of it is missing or damaged */
  load(frame: number): Promise<FrameMemory>;
  /** Forgets the checkpoints of `frame` and later: those frames are drawn in another way from now on. */
  dropFrom(frame: number): Promise<void>;
}

/** `outOfReach` is told up to which frame no answer of an image server will be needed again (anchors.ts). */
export function openCheckpoints(
  folder: string,
  pictures: Pictures,
  outOfReach: (frame: number) => Promise<void> = async () => {},
): Checkpoints {
  /** File names of rasters saved before, by raster version. */
  let saved = new Map<number, string>();
  /** Rasters of the checkpoints there are, by frame: read once, then kept up. */
  let index: Map<number, ReadonlySet<string>> | null = null;

  async function saveRaster(raster: Raster): Promise<string> {
    const known = saved.get(raster.version);
    if (known !== undefined) return known;
    const bytes = await pictures.png(raster);
    const name = `${sha256Of(bytes)}.png`;
    await writeDurably(join(folder, name), bytes);
    failpoint('checkpoint-raster');
    return name;
  }

  const oneAtATime = createSerial();

  return {
    save: (frame, memory) => oneAtATime('save', () => save(frame, memory)),
    frames: () => listFrames(folder),
    load: (frame) => loadCheckpoint(folder, frame, pictures),
    dropFrom: (frame) =>
      oneAtATime('save', async () => {
        for (const later of await listFrames(folder)) {
          if (later < frame) continue;
          await rm(join(folder, fileName(later)), { force: true });
          index?.delete(later);
        }
      }),
  };

  async function save(frame: number, memory: FrameMemory): Promise<void> {
    const names = new Map<number, string>();
    for (const raster of rastersIn(memory)) names.set(raster.version, await saveRaster(raster));
    const nameOf = ({ version }: Raster) => names.get(version) ?? '';
    const body = JSON.stringify({ format: 'epochstreamer-checkpoint', frame, memory: memoryToJson(memory, nameOf) });
    await writeDurably(join(folder, fileName(frame)), `${sha256Of(body)}\n${body}\n`);
    await syncFolder(folder);
    failpoint('checkpoint-written');
    saved = names;
    index ??= await readIndex(folder);
    index.set(frame, new Set(names.values()));
    const oldest = await dropOld(folder, index);
    if (oldest !== null) await outOfReach(Math.min(oldest, lastUnanswered(frame)));
  }
}

/** Gives another folder the checkpoints before `frame`, by `share`; those that are damaged or just being dropped stay out. */
export async function shareCheckpoints(
  from: string,
  frame: number,
  share: (name: string) => Promise<void>,
): Promise<void> {
  for (const earlier of await listFrames(from)) {
    if (earlier >= frame) continue;
    try {
      const body = await readBody(from, earlier);
      for (const name of rasterNames(body.memory)) await share(name);
      await share(fileName(earlier));
    } catch (error) {
      if (!(error instanceof EpochError) && !hasErrno(error, 'ENOENT')) throw error;
    }
  }
}

async function readIndex(folder: string): Promise<Map<number, ReadonlySet<string>>> {
  const index = new Map<number, ReadonlySet<string>>();
  for (const frame of await listFrames(folder)) {
    const body = await readBody(folder, frame).catch(() => null);
    index.set(frame, body === null ? new Set() : rasterNames(body.memory));
  }
  return index;
}

async function loadCheckpoint(folder: string, frame: number, pictures: Pictures): Promise<FrameMemory> {
  const body = await readBody(folder, frame);
  const rasters = new Map<string, Raster>();
  for (const name of rasterNames(body.memory)) {
    const bytes = await readFile(join(folder, name));
    if (`${sha256Of(bytes)}.png` !== name) throw damaged(name);
    rasters.set(name, await pictures.decode(bytes, { name }));
  }
  return memoryFromJson(body.memory, (name) => {
    const raster = rasters.get(name);
    if (raster === undefined) throw damaged(name);
    return raster;
  });
}

async function readBody(folder: string, frame: number): Promise<z.infer<typeof bodySchema>> {
  const text = await readFile(join(folder, fileName(frame)), 'utf8');
  const [sha256, body] = text.split('\n');
  if (sha256 === undefined || body === undefined || sha256Of(body) !== sha256) throw damaged(fileName(frame));
  return bodySchema.parse(JSON.parse(body));
}

/**
 * Removes all but the newest checkpoints and the anchors, then rasters that none of those kept needs. Answers the oldest of
 * the newest, null while there are fewer than are to be kept.
 */
async function dropOld(folder: string, index: Map<number, ReadonlySet<string>>): Promise<number | null> {
  await sweepPartials(folder);
  const frames = [...index.keys()].sort((a, b) => b - a);
  const [newest = 0] = frames;
  const dropped = frames.slice(NEWEST_KEPT).filter((frame) => !staysAnchor(frame, newest));
  for (const frame of dropped) {
    await rm(join(folder, fileName(frame)), { force: true });
    index.delete(frame);
  }
  const needed = new Set([...index.values()].flatMap((names) => [...names]));
  for (const name of await namesIn(folder)) {
    if (name.endsWith('.png') && !needed.has(name)) await rm(join(folder, name), { force: true });
  }
  return frames[NEWEST_KEPT - 1] ?? null;
}

async function listFrames(folder: string): Promise<readonly number[]> {
  const numbers = (await namesIn(folder)).map((name) => /^(\d+)\.json$/.exec(name)?.[1]);
  return numbers
    .filter((number) => number !== undefined)
    .map(Number)
    .sort((a, b) => b - a);
}

/** Names of rasters in saved memory. Names that our own writer did not make are refused before they become a path. */
function rasterNames(memory: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  JSON.stringify(memory, (key: string, value: unknown) => {
    if (key === '$raster' && typeof value === 'string') {
      if (!/^[0-9a-f]{64}\.png$/.test(value)) throw damaged(value);
      names.add(value);
    }
    return value;
  });
  return names;
}

function fileName(frame: number): string {
  return `${String(frame).padStart(6, '0')}.json`;
}

function damaged(file: string): EpochError {
  return new EpochError('STORAGE_FAILED', `The checkpoint file ${file} is damaged.`, { detail: { file } });
}
