import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { npmCli, runNode } from './process.mjs';
import { hashOf, isFresh, saveStamp } from './stamps.mjs';

const MANIFESTS = [
  'package.json',
  'package-lock.json',
  ...['graph-runtime', 'nodes', 'editor', 'server'].map((name) => `packages/${name}/package.json`),
];
const RESULTS = [
  'node_modules/fastify/package.json',
  'node_modules/typescript/package.json',
  'node_modules/.package-lock.json',
];
// No install scripts: nothing here needs one, and a stranger's script should not run because someone typed npm start.
const FLAGS = [
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/** Installs from the lockfile when the lockfile, a manifest, the platform or the Node ABI changed. */
export async function install() {
  const hash = hashOf(MANIFESTS, `${process.platform} ${process.arch} ${process.versions.modules}`);
  if (isFresh('install', hash, RESULTS)) return;
  console.log('Installing packages (once, about a minute) ...');
  let code = await runNode([npmCli(), 'ci', ...FLAGS]);
  if (code !== 0) {
    console.log('The lockfile does not fit this registry. Installing the same versions without it ...');
    code = await runNode([npmCli(), 'install', '--no-package-lock', ...FLAGS]);
  }
  if (code !== 0) {
    throw new Error(
      'npm could not install the packages. Check the network connection (npm ping), then run the command again.',
    );
  }
  makeBundledBinariesExecutable();
  saveStamp('install', hash);
}

/** npm unpacks some bundled programs without their executable bit, and their install scripts do not run. */
function makeBundledBinariesExecutable() {
  if (process.platform === 'win32') return;
  const scope = join(ROOT, 'node_modules', '@ffmpeg-installer');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const binary = join(scope, name, 'ffmpeg');
    if (existsSync(binary)) chmodSync(binary, 0o755);
  }
}
