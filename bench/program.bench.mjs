// The program as a whole: how fast a film is rendered to disk, how soon the server is ready, and whether a long film
// stays the same size in memory. Run after a build: node bench/program.bench.mjs [frames of the long film]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LONG_FRAMES = Number(process.argv[2] ?? 2000);
const ROUNDS = 3;
const FIRST_LIGHT = join(ROOT, 'graphs', 'first-light.graph.json');
const CLI = join(ROOT, 'packages', 'server', 'bin', 'epochstreamer.mjs');
const SERVER = join(ROOT, 'packages', 'server', 'dist', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'epoch-bench-'));
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

try {
  await renderSpeed();
  await readyTime();
  await memoryOfALongFilm();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Whole command, start-up included, stills on disk. */
async function renderSpeed() {
  const rates = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedMs = performance.now();
    await ended(render(FIRST_LIGHT, 120, `render-${round}`));
    rates.push(120_000 / (performance.now() - startedMs));
  }
  console.log(
    `first-light, 120 frames of 768 x 432 with stills: ${median(rates).toFixed(1)} frames per second (goal 12)`,
  );
}

/** From the start of the process to the line that says it is ready; the first round, which makes the data folder, apart. */
async function readyTime() {
  const times = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const startedMs = performance.now();
    const child = spawn(process.execPath, [SERVER, '--no-open', '--port', '0', '--data', join(folder, 'data')]);
    for await (const chunk of child.stdout) if (String(chunk).includes('ready at')) break;
    times.push((performance.now() - startedMs) / 1000);
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  console.log(
    `server ready: ${median(times.slice(1)).toFixed(2)} s warm (goal 1.5), ${times[0].toFixed(2)} s with an empty data folder`,
  );
}

/** Memory of the process at frame 200 and at the end. Linux only: read where the kernel tells. */
async function memoryOfALongFilm() {
  if (process.platform !== 'linux') return console.log('memory of a long film: skipped, it is read from /proc');
  const child = render(join(ROOT, 'graphs', 'first-light.graph.json'), LONG_FRAMES, 'long');
  const sizes = new Map();
  const note = (said) => {
    for (const [, frame] of String(said).matchAll(/frame (\d+) of/g)) sizes.set(Number(frame), residentMb(child.pid));
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  await ended(child);
  const seen = [...sizes].filter(([, mb]) => mb !== null);
  const [, early] = seen.find(([frame]) => frame >= 200) ?? [0, Number.NaN];
  const late = median(seen.slice(-5).map(([, mb]) => mb));
  const growth = (100 * (late - early)) / early;
  console.log(
    `memory, ${LONG_FRAMES} frames of 768 x 432: ${early} MB at frame 200, ${late} MB at the end, ${growth.toFixed(1)} % more (goal < 10)`,
  );
}

function render(graph, frames, name) {
  return spawn(process.execPath, [CLI, 'render', graph, '--frames', String(frames), '--out', join(folder, name)]);
}

async function ended(child) {
  child.stdout.resume();
  child.stderr.resume();
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`A command ended with ${code}.`);
}

function residentMb(pid) {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? null : Math.round(Number(line[1]) / 1024);
  } catch {
    return null;
  }
}
