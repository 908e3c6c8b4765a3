import { mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EpochError } from '@epoch/graph-runtime/model';
import type { Asset } from '@epoch/graph-runtime/protocol';
import { namesIn, writeDurably } from '../storage/durable.ts';
import { sizeOf } from '../storage/image-size.ts';
import { type FileKind, kindOf } from '../storage/magic.ts';
import { fileNameFor, freeName } from '../storage/names.ts';
import type { Pictures } from '../storage/pictures.ts';
import { createSerial } from '../storage/serial.ts';

/** Enough of a file to tell its kind and the size of its picture. */
const HEAD_BYTES = 256 * 1024;

/** A stored asset and where it lies. */
export interface StoredAsset {
  readonly asset: Asset;
  readonly file: string;
  readonly type: FileKind;
}

/** Pictures and sounds that nodes can use: those that ship, and those that users brought. */
export interface AssetStore {
  list(): Promise<readonly Asset[]>;
  /** @throws EpochError ASSET_NOT_FOUND */
  find(name: string): Promise<StoredAsset>;
  /**
   * Keeps a file under its own name, numbered when taken. Pictures are decoded before anything is stored.
   *
   * @throws EpochError MEDIA_TYPE for anything but a picture or a sound, IMAGE_INVALID for a broken picture
   */
  add(givenName: string, bytes: Uint8Array): Promise<Asset>;
}

export function openAssets(
  folders: { readonly builtIn: string; readonly own: string },
  pictures: Pictures,
): AssetStore {
  const serial = createSerial();
  /** Faces by file; a face is read again when the file's time changes. */
  const faces = new Map<string, { readonly mtimeMs: number; readonly stored: StoredAsset | null }>();

  async function inspect(folder: string, name: string): Promise<StoredAsset | null> {
    const file = join(folder, name);
    const { mtimeMs, size, ...stats } = await stat(file);
    const kept = faces.get(file);
    if (kept?.mtimeMs === mtimeMs) return kept.stored;
    const head = await headOf(file);
    const type = kindOf(head);
    const isFile = (stats.mode & 0o170000) === 0o100000;
    const picture = type?.kind === 'image' ? sizeOf(head) : null;
    const face = {
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      builtIn: folder === folders.builtIn,
    };
    const url = `/api/assets/${encodeURIComponent(name)}`;
    const stored =
      type === null || !isFile ? null : { file, type, asset: { name, kind: type.kind, bytes: size, ...face, url } };
    faces.set(file, { mtimeMs, stored });
    return stored;
  }

  /** All assets by name; the user's own come before those that ship. */
  async function all(): Promise<ReadonlyMap<string, StoredAsset>> {
    const found = new Map<string, StoredAsset>();
    for (const folder of [folders.own, folders.builtIn]) {
      for (const name of await namesIn(folder)) {
        if (name.startsWith('.') || found.has(name)) continue;
        const stored = await inspect(folder, name).catch(() => null);
        if (stored !== null) found.set(name, stored);
      }
    }
    return found;
  }

  return {
    list: async () =>
      [...(await all()).values()].map(({ asset }) => asset).sort((a, b) => a.name.localeCompare(b.name, 'en')),
    async find(name) {
      const stored = (await all()).get(name);
      if (stored === undefined) {
        const shown = name.slice(0, 100);
        throw new EpochError('ASSET_NOT_FOUND', `There is no asset "${shown}".`, { detail: { asset: shown } });
      }
      return stored;
    },
    add: (givenName, bytes) =>
      serial('add', async () => {
        const type = kindOf(bytes);
        if (type === null) {
          const message = `"${givenName.slice(0, 100)}" is neither a picture (PNG, JPEG, WebP, GIF, AVIF) nor a sound (WAV, MP3, FLAC, OGG, M4A).`;
          throw new EpochError('MEDIA_TYPE', message, { detail: { file: givenName.slice(0, 100) } });
        }
        if (type.kind === 'image') await pictures.decode(bytes, { name: givenName });
        await mkdir(folders.own, { recursive: true });
        const taken = await all();
        const lower = new Set([...taken.keys()].map((name) => name.toLowerCase()));
        const name = freeName(fileNameFor(givenName, type.extension), (candidate) =>
          lower.has(candidate.toLowerCase()),
        );
        await writeDurably(join(folders.own, name), bytes);
        const stored = await inspect(folders.own, name);
        if (stored === null) throw new EpochError('STORAGE_FAILED', `"${name}" could not be stored.`);
        return stored.asset;
      }),
  };
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const head = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
