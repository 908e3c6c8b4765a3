// Compiles the AssemblyScript kernels (packages/nodes/kernels/<set>/index.ts) to packages/nodes/dist/kernels/<set>.wasm.
// Every set imports one shared memory and keeps its constants in its own 64 KiB page, so sets never overwrite each other.
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const PAGE_BYTES = 65536;
/** Page in which a set's constants live. Page 0 stays empty so that a null pointer can never be valid. */
const CONSTANT_PAGE = { raster: 1, dream: 2 };
const MAX_PAGES = 32768;

const nodesDir = fileURLToPath(new URL('../packages/nodes/', import.meta.url));
const kernelsDir = join(nodesDir, 'kernels');

async function buildKernels() {
  const outDir = join(nodesDir, 'dist', 'kernels');
  mkdirSync(outDir, { recursive: true });
  const sets = readdirSync(kernelsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of sets) {
    const page = CONSTANT_PAGE[name];
    if (page === undefined)
      throw new Error(`Kernel set "${name}" has no constant page: add it in scripts/build-kernels.mjs`);
    // Renamed when whole: a program that starts meanwhile never reads half a file.
    const fresh = join(outDir, `${name}.fresh.wasm`);
    // biome-ignore format: one option per line reads as the command it is
    const { error, stderr } = await asc.main([
      join(kernelsDir, name, 'index.ts'),
      '--baseDir', kernelsDir,
      '--outFile', fresh,
      '--runtime', 'stub', '--use', 'abort=', '--noAssert', '-O3', '--converge',
      '--enable', 'simd', '--enable', 'threads', '--enable', 'bulk-memory',
      '--importMemory', '--sharedMemory', '--maximumMemory', String(MAX_PAGES),
      '--memoryBase', String(page * PAGE_BYTES),
    ]);
    if (error) throw new Error(`Kernel set "${name}" does not compile:\n${stderr.toString()}`);
    renameSync(fresh, join(outDir, `${name}.wasm`));
  }
}

await buildKernels();
