import { packageBin, runNode } from './process.mjs';
import { areThere, hashOf, isFresh, saveStamp } from './stamps.mjs';

const CONFIG = ['tsconfig.base.json', 'package-lock.json'];
const sources = (name) => [`packages/${name}/src`, `packages/${name}/package.json`, `packages/${name}/tsconfig.json`];

/** What is built, from what, and how. A step runs only when its sources changed or a result is missing. */
const STEPS = [
  {
    name: 'kernels',
    says: 'Compiling the pixel kernels ...',
    from: ['packages/nodes/kernels', 'scripts/build-kernels.mjs', 'package-lock.json'],
    results: ['packages/nodes/dist/kernels/raster.wasm', 'packages/nodes/dist/kernels/dream.wasm'],
    run: () => runNode(['scripts/build-kernels.mjs']),
  },
  {
    name: 'compile',
    says: 'Compiling ...',
    from: [...CONFIG, ...sources('graph-runtime'), ...sources('nodes'), ...sources('server')],
    results: [
      'packages/graph-runtime/dist/model/index.js',
      'packages/nodes/dist/index.js',
      'packages/server/dist/main.js',
    ],
    run: () => tsc('-b', 'packages/graph-runtime', 'packages/nodes', 'packages/server'),
  },
  {
    name: 'editor',
    says: 'Building the editor ...',
    from: [
      ...CONFIG,
      ...sources('graph-runtime'),
      ...sources('editor'),
      'packages/editor/index.html',
      'packages/editor/vite.config.ts',
    ],
    results: ['packages/editor/dist/app/index.html'],
    run: () => runNode([packageBin('vite/bin/vite.js'), 'build', 'packages/editor', '--logLevel', 'warn']),
  },
];

const tsc = (...args) => runNode([packageBin('typescript/bin/tsc'), ...args]);

/** Builds what changed. `everything` also type-checks the editor, the tests and the configuration. */
export async function build({ everything = false } = {}) {
  for (const step of STEPS) {
    const hash = hashOf(step.from);
    if (isFresh(step.name, hash, step.results)) continue;
    console.log(step.says);
    if ((await step.run()) !== 0 || !areThere(step.results))
      throw new Error(`${step.says.replace(/ \.\.\.$/, '')} failed. The messages above say where.`);
    saveStamp(step.name, hash);
  }
  if (!everything) return;
  if ((await tsc('-b', 'packages/editor')) !== 0) throw new Error('The editor does not type-check.');
  if ((await tsc('-p', 'tsconfig.test.json')) !== 0) throw new Error('The tests do not type-check.');
}
