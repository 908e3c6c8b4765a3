import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, ROOT } from './sources.ts';

/** Where rules are written down, and where tests prove them. */
const HOMES = [
  ...['graph-runtime', 'nodes', 'server', 'editor'].map(
    (name) => [`packages/${name}`, `packages/${name}/src`] as const,
  ),
  ['scripts', 'scripts'] as const,
];

/** A rule stands at the start of a line or of a sentence; `**RT1**-**RT7**` stands for all seven. */
const RULE = /(?:^- \**|\. |\(|, )([A-Z]{2,4})(\d+)(?:\**-\**[A-Z]{2,4}(\d+))?(?=[ )*])/g;
const TITLE = /['"`]\[([A-Z]{2,4}\d+)\]/g;

function rulesIn(home: string): readonly string[] {
  const specs = filesBelow(home, /\.md$/).filter(
    (path) => path === `${home}/SPEC.md` || path.startsWith(`${home}/spec/`),
  );
  return specs.flatMap((path) =>
    read(path)
      .split('\n')
      .filter((line) => line.startsWith('- '))
      .flatMap(rulesOf),
  );
}

function rulesOf(line: string): readonly string[] {
  return [...line.matchAll(RULE)].flatMap(([, area, first, last]) => {
    const from = Number(first);
    return Array.from({ length: Number(last ?? first) - from + 1 }, (_, at) => `${area}${from + at}`);
  });
}

function provenIn(folder: string): ReadonlySet<string> {
  const tests = filesBelow(folder, /\.test\.tsx?$/);
  return new Set(tests.flatMap((path) => [...read(path).matchAll(TITLE)].map(([, id]) => id ?? '')));
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe.each(HOMES)('[AR12] rules of %s', (home, folder) => {
  const rules = rulesIn(home);
  const proven = provenIn(folder);

  test('[AR12] every rule has a test, every test a rule, and no number is given twice', () => {
    expect(rules.length).toBeGreaterThan(5);
    expect(
      rules.filter((id) => !proven.has(id)),
      'rules without a test',
    ).toEqual([]);
    expect(
      [...proven].filter((id) => !rules.includes(id)),
      'tests without a rule',
    ).toEqual([]);
    expect(
      rules.filter((id, at) => rules.indexOf(id) !== at),
      'numbers given twice',
    ).toEqual([]);
  });
});
