import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { packageBin, runNode } from './process.mjs';

/** What can be done once everything is installed and built. `everything`: type-check tests and editor, too. */
export const COMMANDS = {
  start: { everything: false, run: (options) => runNode(['packages/server/dist/main.js', ...options]) },
  build: { everything: true, run: async () => 0 },
  test: { everything: true, run: runTests },
  bench: { everything: false, run: (options) => runFolder('bench', '.bench.mjs', options) },
  soak: { everything: false, run: (options) => runFolder('e2e', '.soak.mjs', options) },
};

async function runTests(options) {
  const style = await runNode([packageBin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']);
  const folder = mkdtempSync(join(tmpdir(), 'epoch-test-'));
  const report = join(folder, 'report.json');
  const code = await runNode([
    packageBin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...options,
  ]);
  printTotals(report);
  rmSync(folder, { recursive: true, force: true });
  return code === 0 && style !== 0 ? style : code;
}

function printTotals(report) {
  if (!existsSync(report)) return;
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  console.log(`Tests: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
}

/** Runs the scripts of a folder one after another; the names given as options pick some of them. */
async function runFolder(folder, ending, picked) {
  const files = readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .sort();
  const chosen = picked.length === 0 ? files : files.filter((name) => picked.some((pick) => name.startsWith(pick)));
  let worst = 0;
  for (const file of chosen) {
    console.log(`\n== ${folder}/${file}`);
    worst = Math.max(worst, await runNode([`${folder}/${file}`]));
  }
  return worst;
}
