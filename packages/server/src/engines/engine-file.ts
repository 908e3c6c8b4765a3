import { basename, dirname, join } from 'node:path';
import { ENGINE_KINDS, messageOf } from '@epoch/graph-runtime/model';
import type { EngineAddress } from '@epoch/nodes/engines';
import { z } from 'zod';
import { moveAside } from '../storage/durable.ts';
import { readJson, writeJson } from '../storage/json-file.ts';

/** Only the user who runs the program may read it: it holds keys. Windows has no such modes; its user folders are closed anyway. */
const OWNER_ONLY = 0o600;

const addressSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  name: z.string().min(1),
  kind: z.enum(ENGINE_KINDS),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()),
});
const forgottenSchema = z.strictObject({
  /** Place in the order that it had. */
  place: z.int().min(0),
  forgottenAt: z.string(),
  server: addressSchema,
});
export type Forgotten = z.infer<typeof forgottenSchema>;

const savedFile = z.object({
  format: z.literal('epochstreamer-engines'),
  version: z.literal(1),
  servers: z.array(z.unknown()),
});

/** A small file of entries that are read one by one, so that a damaged entry costs no more than itself. */
export interface EntryFile<T> {
  readonly entries: readonly T[];
  /** What could not be read, as a sentence; null when all could. It never tells what stands in the file. */
  readonly damage: string | null;
  /** Replaces the file. What could not be read is moved into the trash first. */
  write(entries: readonly T[]): Promise<void>;
}

export function openSavedServers(file: string, trash: string): Promise<EntryFile<EngineAddress>> {
  return openEntries(file, trash, addressSchema);
}

export function openForgottenServers(file: string, trash: string): Promise<EntryFile<Forgotten>> {
  return openEntries(file, trash, forgottenSchema);
}

async function openEntries<T>(file: string, trash: string, schema: z.ZodType<T>): Promise<EntryFile<T>> {
  const { entries, damage } = await readEntries(file, schema);
  let isIntact = damage === null;
  return {
    entries,
    damage,
    async write(next) {
      if (!isIntact) await moveAside(file, trash);
      isIntact = true;
      await writeJson(file, { format: 'epochstreamer-engines', version: 1, servers: next }, { mode: OWNER_ONLY });
    },
  };
}

async function readEntries<T>(
  file: string,
  schema: z.ZodType<T>,
): Promise<{ readonly entries: readonly T[]; readonly damage: string | null }> {
  const shown = join(basename(dirname(file)), basename(file));
  const aside = 'It is kept in the trash folder when servers are saved again.';
  try {
    const raw = await readJson(file);
    if (raw === undefined) return { entries: [], damage: null };
    const read = savedFile.safeParse(raw);
    if (!read.success)
      return { entries: [], damage: `${shown} holds no image servers that this version knows. ${aside}` };
    const parsed = read.data.servers.map((entry) => schema.safeParse(entry));
    const entries = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
    const lost = parsed.length - entries.length;
    return {
      entries,
      damage: lost === 0 ? null : `${lost} of ${parsed.length} image servers in ${shown} cannot be read. ${aside}`,
    };
  } catch (error) {
    return { entries: [], damage: `${messageOf(error)} ${aside}` };
  }
}
