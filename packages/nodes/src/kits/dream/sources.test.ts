import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const KERNELS = fileURLToPath(new URL('../../../kernels/dream/', import.meta.url));
const INEXACT =
  /\bMathf?\.(sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|exp|expm1|log\w*|pow|cbrt|hypot|random)\b|\brelaxed_|\*\*(?![*/])/;
const CLOCKS = /\b(Date|performance)\b\s*[.(]/;

function sourcesBelow(folder: string): { name: string; code: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({ name, code: withoutComments(readFileSync(join(folder, name), 'utf8')) }));
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '');
}

test('[DM6] the sources use no inexact function of the platform and no clock', () => {
  const sources = [...sourcesBelow(HERE), ...sourcesBelow(KERNELS)];
  expect(sources.length).toBeGreaterThan(20);
  const offenders = sources.filter(({ code }) => INEXACT.test(code) || CLOCKS.test(code)).map(({ name }) => name);
  expect(offenders).toEqual([]);
  expect(INEXACT.test('Math.sin(x)') && INEXACT.test('2 ** 3')).toBe(true);
});
