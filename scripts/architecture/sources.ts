import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Source {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The file of the project it names; null for a package. */
  readonly target: string | null;
}

const SKIPPED = new Set(['node_modules', 'dist', '.git', 'static', 'fixtures']);
const CODE = /\.(ts|tsx|mjs|css)$/;
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g;

/** Every code file below the given folders. Type imports count like any other. */
export function readSources(...folders: string[]): Source[] {
  return folders.flatMap((folder) => filesBelow(folder, CODE)).map((path) => readSource(join(ROOT, path)));
}

/** Files below a folder of the project whose names end as asked, from the root, with forward slashes. */
export function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    if (SKIPPED.has(name)) return [];
    const path = `${folder}/${name}`;
    if (statSync(join(ROOT, path)).isDirectory()) return filesBelow(path, ending);
    return ending.test(name) ? [path] : [];
  });
}

function readSource(absolute: string): Source {
  const text = readFileSync(absolute, 'utf8');
  const imports = [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    return { specifier, target: specifier.startsWith('.') ? slashes(resolve(dirname(absolute), specifier)) : null };
  });
  return { path: slashes(absolute), text, lines: text.split('\n').length - 1, imports };
}

function slashes(absolute: string): string {
  return relative(ROOT, absolute).split(sep).join('/');
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** Paths of one import cycle, first file repeated at its end; null when there is none. */
export function findCycle(sources: readonly Source[]): readonly string[] | null {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const finished = new Set<string>();
  const walk = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (finished.has(path)) return null;
    for (const { target } of byPath.get(path)?.imports ?? []) {
      const cycle = target === null || !byPath.has(target) ? null : walk(target, [...trail, path]);
      if (cycle !== null) return cycle;
    }
    finished.add(path);
    return null;
  };
  for (const { path } of sources) {
    const cycle = walk(path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
