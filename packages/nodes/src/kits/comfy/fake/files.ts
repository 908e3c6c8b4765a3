import { createHash } from 'node:crypto';

/** The three folders of the server. */
export const FOLDERS = ['input', 'temp', 'output'] as const;
export type Folder = (typeof FOLDERS)[number];

export interface StoredFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  /** @unit ms since 1970 */
  readonly modifiedMs: number;
}

/** The server's files, in memory. They outlive a kill; only `temp` is wiped when it starts again. */
export interface FileStore {
  /** `path` is normal (see `normalPath`), relative to the folder. */
  read(folder: Folder, path: string): StoredFile | undefined;
  write(folder: Folder, path: string, bytes: Buffer): void;
  remove(folder: Folder, path: string): void;
  isFolder(folder: Folder, path: string): boolean;
  /** Names of files that lie in the folder itself, sorted. */
  topLevel(folder: Folder): string[];
  /** 1 + the highest number among `<prefix>_<number>_...` so far. */
  nextNumber(folder: Folder, prefix: string): number;
  wipe(folder: Folder): void;
}

/** `limitBytes` for each folder: over it the oldest files go, so a film of ten thousand frames fits into memory. */
export function createFileStore(limitBytes: number): FileStore {
  const shelves = { input: newShelf(), temp: newShelf(), output: newShelf() };
  return {
    read: (folder, path) => shelves[folder].files.get(path),
    write(folder, path, bytes) {
      const shelf = shelves[folder];
      forget(shelf, path);
      shelf.files.set(path, stored(bytes));
      shelf.bytes += bytes.length;
      const numbered = /^(.*)_(\d+)_/.exec(path);
      if (numbered !== null) raise(shelf.numbers, String(numbered[1]), Number(numbered[2]));
      for (const oldest of shelf.files.keys()) {
        if (shelf.bytes <= limitBytes || oldest === path) break;
        forget(shelf, oldest);
      }
    },
    remove: (folder, path) => forget(shelves[folder], path),
    isFolder(folder, path) {
      if (path === '') return true;
      for (const name of shelves[folder].files.keys()) if (name.startsWith(`${path}/`)) return true;
      return false;
    },
    topLevel: (folder) => [...shelves[folder].files.keys()].filter((name) => !name.includes('/')).sort(),
    nextNumber: (folder, prefix) => 1 + (shelves[folder].numbers.get(prefix) ?? 0),
    wipe(folder) {
      shelves[folder] = newShelf();
    },
  };
}

/** The hash is worked out when somebody asks for it: most files are never asked. */
function stored(bytes: Buffer): StoredFile {
  let sha256: string | undefined;
  return {
    bytes,
    modifiedMs: Date.now(),
    get sha256() {
      sha256 ??= createHash('sha256').update(bytes).digest('hex');
      return sha256;
    },
  };
}

interface Shelf {
  readonly files: Map<string, StoredFile>;
  /** Highest number by prefix. */
  readonly numbers: Map<string, number>;
  bytes: number;
}

function newShelf(): Shelf {
  return { files: new Map(), numbers: new Map(), bytes: 0 };
}

function forget(shelf: Shelf, path: string): void {
  shelf.bytes -= shelf.files.get(path)?.bytes.length ?? 0;
  shelf.files.delete(path);
}

function raise(numbers: Map<string, number>, prefix: string, number: number): void {
  numbers.set(prefix, Math.max(number, numbers.get(prefix) ?? 0));
}

/** The path with `.`, `..` and empty parts worked out; null when it leaves the folder or is absolute. */
export function normalPath(...parts: readonly string[]): string | null {
  const steps: string[] = [];
  for (const part of parts) {
    if (part.startsWith('/')) return null;
    for (const step of part.split('/')) {
      if (step === '' || step === '.') continue;
      if (step !== '..') steps.push(step);
      else if (steps.pop() === undefined) return null;
    }
  }
  return steps.join('/');
}

/** `name [temp]` names a file in another folder than the usual one. */
export function splitFolder(name: string, usual: Folder): { readonly folder: Folder; readonly name: string } {
  for (const folder of FOLDERS) {
    if (name.endsWith(`[${folder}]`)) return { folder, name: name.slice(0, -(folder.length + 3)) };
  }
  return { folder: usual, name };
}
