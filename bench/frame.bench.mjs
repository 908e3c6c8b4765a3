// A whole frame as a film makes it, by the nodes themselves: zoom, ship, HUD, and the PNG file on disk; without and with
// six previews, beside the same chain in Pillow. And how the main thread fares meanwhile.
// Run after a build: node bench/frame.bench.mjs [rounds]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServices } from '../packages/nodes/dist/create-services.js';
import { node as zoomPan } from '../packages/nodes/dist/motion/zoom-pan.node.js';
import { node as hud } from '../packages/nodes/dist/overlay/hud.node.js';
import { node as spaceship } from '../packages/nodes/dist/overlay/spaceship.node.js';
import { playOnce } from '../packages/nodes/dist/testing/play.js';
import { openPillow } from './pillow.mjs';
import { median, race, tell, tellWhere } from './side-by-side.mjs';

const SIDE = 1024;
const ROUNDS = Number(process.argv[2]) || 15;
/** Of each stage two sizes, for a preview of a picture in one size is made only once. */
const PREVIEWS = [256, 252].map((side) => ({ maxWidth: side, maxHeight: side }));
/** The event loop is watched in turns: this long idle, then over so many frames. */
const IDLE_MS = 600;
const WATCHED_FRAMES = 20;
const WATCHES = 5;
/** A film is hundreds of frames long: the first ones, with code not yet compiled, say little about it. */
const FIRST_FRAMES = 60;

const host = createServices({});
const stage = host.openStage();
const { services } = stage;
const folder = mkdtempSync(join(tmpdir(), 'frame-bench-'));
const start = await startPicture();
const film = { count: 240, width: SIDE, height: SIDE };
const nodeMs = { zoom: [], ship: [], hud: [] };
let index = 0;

const pillow = await openPillow();
await loadPictures();
tellWhere(`${SIDE} x ${SIDE} px, ${host.workers} worker threads`, ROUNDS, pillow);
for (let i = 0; i < FIRST_FRAMES; i++) await frame();
for (const times of Object.values(nodeMs)) times.length = 0;
await chains();
await eventLoop();

pillow?.close();
stage.close();
await host.close();
rmSync(folder, { recursive: true, force: true });

/** One frame of the film; its index goes on and on, so that nothing is ever the same picture twice. */
async function frame({ previews = 0 } = {}) {
  index = (index % 230) + 1;
  const at = { ...film, index };
  const zoomed = await timed('zoom', () => playOnce(zoomPan, services, zoomOf(at)));
  const shipped = await timed('ship', () => playOnce(spaceship, services, { inputs: { image: zoomed }, film: at }));
  const settings = { seed: 12345678, steps: 20, cfg: 7, denoise: 0.4 };
  const motion = {
    zoom: 1.0173,
    panX: 0,
    panY: 0,
    rotationDeg: 0,
    totalZoom: 1.0173 ** index,
    totalPanX: 0,
    totalPanY: 0,
  };
  const told = await timed('hud', () =>
    playOnce(hud, services, { inputs: { image: shipped, settings, motion }, film: at }),
  );
  const shown = [zoomed, shipped, told]
    .flatMap((stage) => PREVIEWS.map((size) => [stage, size]))
    .slice(0, previews)
    .map(([stage, size]) => services.pixels.preview(stage, size));
  const file = await services.pixels.png(told);
  await Promise.all([writeFile(join(folder, 'frame.png'), file), ...shown]);
  stage.retire([start]);
}

/** A step that changes a little from frame to frame, as one with an easing does. */
function zoomOf(at) {
  return { inputs: { image: start }, params: { mode: 'per-frame', zoom: 1.0173 + at.index / 1e5 }, film: at };
}

async function timed(name, work) {
  const began = performance.now();
  const { outputs } = await work();
  nodeMs[name].push(performance.now() - began);
  return outputs.image;
}

async function chains() {
  const order = (previews) => ({ zoom: 1.0173, index: (index % 100) + 1, previews });
  const { ms, cpuMs } = await race(
    {
      frame: () => frame(),
      previews: () => frame({ previews: 6 }),
      ...(pillow && {
        pillow: () => pillow.time('chain', order(0)),
        pillowPreviews: () => pillow.time('chain', order(6)),
      }),
    },
    { rounds: ROUNDS },
  );
  tell('frame: zoom, ship, HUD, PNG on disk', ms.frame, 'ms');
  tell('frame with six 256 px previews', ms.previews, 'ms');
  tell('of it the Zoom and pan node', median(nodeMs.zoom), 'ms');
  tell('of it the Spaceship node', median(nodeMs.ship), 'ms', 2);
  tell('of it the HUD node', median(nodeMs.hud), 'ms', 1);
  if (!pillow) return;
  tell('frame in Pillow', ms.pillow, 'ms');
  const cpu = (ratio) => ({ note: `processor time ${ratio.toFixed(3)} x` });
  tell('frame / Pillow', ms.frame / ms.pillow, 'x', 0.06, cpu(cpuMs.frame / cpuMs.pillow));
  const seen = cpu(cpuMs.previews / cpuMs.pillowPreviews);
  tell('frame with previews / Pillow', ms.previews / ms.pillowPreviews, 'x', 0.09, seen);
}

/** How late the main thread's timers are, 99th percentile: idle and while frames are made, in turns. */
async function eventLoop() {
  const idle = [];
  const busy = [];
  for (let watch = 0; watch < WATCHES; watch++) {
    idle.push(await p99Ms(() => sleep(IDLE_MS)));
    busy.push(
      await p99Ms(async () => {
        for (let i = 0; i < WATCHED_FRAMES; i++) await frame();
      }),
    );
  }
  tell('event loop, p99, idle', median(idle), 'ms');
  tell('event loop, p99, while frames are made', median(busy), 'ms');
  tell('event loop, p99, busy / idle', median(busy) / median(idle), 'x', 2);
}

async function p99Ms(work) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await work();
  delays.disable();
  return delays.percentile(99) / 1e6;
}

async function startPicture() {
  const bytes = readFileSync(new URL('../static/assets/nebula-gate.jpg', import.meta.url));
  const picture = await host.pictures.decode(bytes);
  return host.pictures.fit(picture, { width: SIDE, height: SIDE, mode: 'cover' });
}

async function loadPictures() {
  if (!pillow) return;
  const ship = await services.assets.image('spaceship.png');
  await pillow.load(
    'frame',
    start.data.filter((_, i) => i % 4 !== 3),
    SIDE,
    SIDE,
  );
  await pillow.load('ship', ship.data, ship.width, ship.height, 'RGBA');
}
