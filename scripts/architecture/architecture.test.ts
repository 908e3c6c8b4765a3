import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  FREE_OF_PIXELS,
  INEXACT_MATH,
  MAX_LINES,
  PACKAGE_ARROWS,
  PACKAGE_HOMES,
  ROOM_ARROWS,
  TEST_DOORS,
  WHOLE_POWER,
} from './rules.ts';
import { findCycle, isTest, ROOT, readSources, type Source } from './sources.ts';

const all = readSources('packages', 'scripts', 'e2e', 'bench');
const product = all.filter(({ path }) => /^packages\/[^/]+\/src\//.test(path));

const packageOf = (path: string) => path.split('/')[1] ?? '';
/** First folder below src; '' for files that stand in src itself. */
const roomOf = (path: string) => path.split('/').slice(3, -1)[0] ?? '';

function complaints(sources: readonly Source[], complain: (source: Source) => readonly string[]): string[] {
  return sources.flatMap((source) => complain(source).map((what) => `${source.path}: ${what}`));
}

describe('[AR] the house', () => {
  test('[AR1] the reader of imports finds what there is to find', () => {
    expect(product.length).toBeGreaterThan(50);
    expect(product.flatMap(({ imports }) => imports).filter(({ target }) => target !== null).length).toBeGreaterThan(
      100,
    );
  });

  test('[AR2] packages import each other only along the arrows, through the doors', () => {
    const wrong = complaints(product, ({ path, imports }) =>
      imports
        .filter(({ specifier }) => specifier.startsWith('@epoch/'))
        .filter(({ specifier }) => !(isTest(path) && TEST_DOORS[packageOf(path)]?.includes(specifier)))
        .filter(({ specifier }) => !PACKAGE_ARROWS[packageOf(path)]?.includes(specifier))
        .filter(
          ({ specifier }) =>
            !(
              isTest(path) &&
              packageOf(path) !== 'editor' &&
              packageOf(path) !== 'graph-runtime' &&
              specifier.startsWith('@epoch/graph-runtime/')
            ),
        )
        .map(({ specifier }) => `must not import ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('[AR3] no file reaches into another package by path', () => {
    const wrong = complaints(product, ({ path, imports }) =>
      imports
        .filter(({ target }) => target !== null && !target.startsWith(`packages/${packageOf(path)}/`))
        .map(({ specifier }) => `must not import ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('[AR4] rooms of a package import only the rooms they may know', () => {
    const wrong = complaints(
      product.filter(({ path }) => !isTest(path)),
      ({ path, imports }) => {
        const room = roomOf(path);
        const allowed = ROOM_ARROWS[packageOf(path)]?.[room];
        if (allowed === undefined) return [];
        return imports
          .filter(({ target }) => target !== null && roomOf(target) !== room)
          .filter(({ target }) => !allowed.includes(roomOf(target ?? '')))
          .map(({ specifier }) => `${room} must not import ${specifier}`);
      },
    );
    expect(wrong).toEqual([]);
  });

  test('[AR5] imports form no cycle', () => {
    expect(findCycle(product)).toBeNull();
  });

  test('[AR6] no file is longer than 250 lines', () => {
    expect(complaints(all, ({ lines }) => (lines > MAX_LINES ? [`${lines} lines`] : []))).toEqual([]);
  });

  test('[AR7] a node imports no other node, and a test stands beside it', () => {
    const nodes = product.filter(({ path }) => path.endsWith('.node.ts'));
    expect(nodes.length).toBeGreaterThan(0);
    const wrong = complaints(nodes, ({ path, imports }) => [
      ...imports
        .filter(({ target }) => target?.endsWith('.node.ts'))
        .map(({ specifier }) => `must not import ${specifier}`),
      ...(existsSync(join(ROOT, path.replace(/\.ts$/, '.test.ts'))) ? [] : ['has no test beside it']),
      ...(existsSync(join(ROOT, path.replace(/\.ts$/, '.md'))) ? [] : ['has no help beside it']),
    ]);
    expect(wrong).toEqual([]);
  });

  test('[AR8] some packages have a home and are imported nowhere else', () => {
    const wrong = complaints(all, ({ path, imports }) =>
      imports.flatMap(({ specifier }) =>
        PACKAGE_HOMES.filter(({ name, homes }) => name.test(specifier) && !homes.some((home) => home.test(path))).map(
          () => `must not import ${specifier}`,
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('[AR9] the editor talks to the server only in api/', () => {
    const editor = product.filter(({ path }) => path.startsWith('packages/editor/src/') && !isTest(path));
    const wrong = complaints(
      editor.filter(({ path }) => !path.startsWith('packages/editor/src/api/')),
      ({ text }) => (/\bfetch\(|\bnew WebSocket\(|\bXMLHttpRequest\b/.test(text) ? ['talks to the server'] : []),
    );
    expect(wrong).toEqual([]);
  });

  test('[AR10] doors name what they hand out, one by one', () => {
    const wrong = complaints(product, ({ text }) => (/^export \* from/m.test(text) ? ['uses export *'] : []));
    expect(wrong).toEqual([]);
  });

  test('[AR11] a knot is found when there is one', () => {
    const file = (path: string, target: string): Source => ({
      path,
      text: '',
      lines: 1,
      imports: [{ specifier: '', target }],
    });
    expect(findCycle([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b', 'c', 'b']);
  });

  test('[AR13] nothing that makes pixels uses mathematics whose last bits depend on the machine', () => {
    const pixels = product.filter(
      ({ path }) =>
        /^packages\/(?:graph-runtime|nodes)\//.test(path) && !FREE_OF_PIXELS.some((free) => free.test(path)),
    );
    expect(pixels.length).toBeGreaterThan(100);
    expect(complaints(pixels, ({ text }) => inexactIn(text))).toEqual([]);
    expect(inexactIn("// Math.sin\nconst x = 2 ** 32 * Math.sqrt(2) + '**'.length; /** a **b** */")).toEqual([]);
    expect(inexactIn('x ** 2 + Math.sin(x) + 2 ** -x')).toEqual(['uses **', 'uses Math.sin', 'uses **']);
  });
});

/** Uses of inexact mathematics in the code itself, comments and texts left out. */
function inexactIn(text: string): string[] {
  const code = text
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replaceAll(/'[^'\n]*'/g, "''")
    .replaceAll(WHOLE_POWER, '');
  return [...code.matchAll(INEXACT_MATH)].map(([found]) => `uses ${found}`);
}
