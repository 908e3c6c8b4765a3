// Kills a render at random moments, resumes it each time, and compares every still with an uninterrupted run.
// node e2e/kill9.soak.mjs [kills=20] [frames=60] [seed=1]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SIZE = { width: 192, height: 108 };
const [, , mode, ...rest] = process.argv;

if (mode === 'child') await renderFilm(rest[0], Number(rest[1]));
else await soak(Number(mode ?? 20), Number(rest[0] ?? 60), Number(rest[1] ?? 1));

/** The child: goes on with the production in `folder`, or begins one from the default graph. */
async function renderFilm(folder, frames) {
  const server = new URL('../packages/server/dist/', import.meta.url);
  const { openNodeKit } = await import(new URL('node-kit.js', server).href);
  const { openFilm } = await import(new URL('productions/film.js', server).href);
  const { createFilm } = await import(new URL('productions/new-film.js', server).href);
  const kit = openNodeKit({});
  if (!existsSync(join(folder, 'journal.db'))) {
    const document = JSON.parse(readFileSync(join(ROOT, 'graphs', 'first-light.graph.json'), 'utf8'));
    const settings = { ...SIZE, frames, seed: 7 };
    await createFilm({ folder, name: 'Soak', graphId: 'soak', document, settings, program: 'soak' }, kit);
  }
  process.stdout.write('opening\n');
  const listener = { committed: () => process.stdout.write('drawing\n') };
  const film = await openFilm({ folder, kit, listener, checkpointEveryMs: 150 });
  const status = await film.ended;
  await kit.close();
  process.exitCode = status.state === 'finished' ? 0 : 1;
}

async function soak(kills, frames, seed) {
  const root = mkdtempSync(join(tmpdir(), 'epoch-soak-'));
  const random = lcg(seed);
  try {
    const startedAt = performance.now();
    const straight = join(root, 'straight');
    await run(straight, frames, null);
    const wholeMs = performance.now() - startedAt;
    const broken = join(root, 'broken');
    let done = 0;
    for (let round = 0; round < kills; round += 1) {
      // A film that is finished cannot be killed any more: the next one begins.
      if (stills(broken).length >= frames) {
        done += compare(straight, broken, frames);
        rmSync(broken, { recursive: true, force: true });
      }
      const moment = random() < 0.25 ? 'opening' : 'drawing';
      await run(broken, frames, { moment, afterMs: random() * wholeMs * 0.2 });
    }
    await run(broken, frames, null);
    done += compare(straight, broken, frames);
    console.log(
      `${kills} kills at random moments (seed ${seed}): ${done} films of ${frames} frames, all stills the same.`,
    );
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** `kill`: so long after the child says that it is opening the film, or that it has drawn a frame. null: to its end. */
async function run(folder, frames, kill) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'child', folder, String(frames)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  if (kill !== null) {
    await Promise.race([heard(child.stdout, kill.moment), exited]);
    const timer = new AbortController();
    void sleep(kill.afterMs, null, { signal: timer.signal }).then(
      () => child.kill('SIGKILL'),
      () => {},
    );
    await exited;
    timer.abort();
    const place = `${Math.round(kill.afterMs)} ms after ${kill.moment}`;
    console.log(`killed ${place}: ${stills(folder).length} of ${frames} stills`);
    return;
  }
  child.stdout.resume();
  const [code] = await exited;
  if (code !== 0) throw new Error(`The render ended with code ${code}.`);
}

function heard(stream, word) {
  return new Promise((resolve) => {
    stream.on('data', (bytes) => {
      if (bytes.toString().includes(word)) resolve();
    });
  });
}

function stills(folder) {
  const place = join(folder, 'stills');
  return existsSync(place) ? readdirSync(place).sort() : [];
}

function compare(straight, broken, frames) {
  const list = (folder) => stills(folder).map((name) => `${name} ${hash(join(folder, 'stills', name))}`);
  const [wanted, got] = [list(straight), list(broken)];
  if (wanted.length !== frames) throw new Error(`The uninterrupted run made ${wanted.length} stills, not ${frames}.`);
  const at = wanted.findIndex((line, index) => line !== got[index]);
  if (at >= 0 || got.length !== wanted.length) throw new Error(`Still ${at} differs: ${wanted[at]} / ${got[at]}.`);
  return 1;
}

function hash(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** @source Numerical Recipes: x' = 1664525 x + 1013904223 mod 2^32 */
function lcg(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
