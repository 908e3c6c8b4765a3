// A loop of 2,000 frames (384 x 216, denoise 0.35, zoom 1.02), rendered by the command line. Says chroma, contrast and
// sharpness every 100 frames, fails when one leaves its range from frame 200 on, and draws docs/loop-2000.webp.
// Run after a build: node e2e/loop.soak.mjs [frames]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { createPixels } from '../packages/nodes/dist/kits/raster/pixels.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FRAMES = Number(process.argv[2] ?? 2000);
const EVERY = 100;
const SETTLED = 200;
/** OKLab ranges in which a healthy loop of this prompt wanders. */
const RANGES = { chroma: [0.058, 0.088], contrast: [0.121, 0.16], sharpness: [0.0289, 0.0403] };
const COLUMNS = 5;
const TILE = { width: 256, height: 144 };

const folder = mkdtempSync(join(tmpdir(), 'epoch-loop-'));
const graphFile = join(folder, 'loop.graph.json');
writeFileSync(graphFile, JSON.stringify(loopGraph()));
const out = join(folder, 'film');

const startedMs = performance.now();
const cli = join(ROOT, 'packages', 'server', 'bin', 'epochstreamer.mjs');
const { status } = spawnSync(process.execPath, [cli, 'render', graphFile, '--frames', String(FRAMES), '--out', out], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (status !== 0) throw new Error(`The render ended with ${status}.`);
const seconds = (performance.now() - startedMs) / 1000;
console.log(`${FRAMES} frames in ${seconds.toFixed(0)} s, ${(FRAMES / seconds).toFixed(1)} frames per second`);

const healthy = await measureFilm();
await drawSheet();
rmSync(folder, { recursive: true, force: true });
process.exitCode = healthy ? 0 : 1;

function still(frame) {
  return join(out, 'stills', `${String(frame).padStart(6, '0')}.png`);
}

async function measureFilm() {
  const pixels = createPixels({ workers: 1 });
  const figures = { chroma: [], contrast: [], sharpness: [] };
  console.log('frame  lightness  chroma  contrast  sharpness');
  for (let frame = 0; frame < FRAMES; frame += EVERY) {
    const measured = await pixels.measure(await pixels.decode(readFileSync(still(frame))));
    const columns = ['lightness', 'chroma', 'contrast', 'sharpness'].map((name) => measured[name].toFixed(4));
    console.log(`${String(frame).padStart(5)}  ${columns.join('     ')}`);
    if (frame >= SETTLED) for (const name of Object.keys(figures)) figures[name].push(measured[name]);
  }
  await pixels.close();
  return Object.entries(RANGES)
    .map(([name, [low, high]]) => {
      const [least, most] = [Math.min(...figures[name]), Math.max(...figures[name])];
      const inside = least >= low && most <= high;
      console.log(
        `${name}: ${least.toFixed(4)} to ${most.toFixed(4)}, range ${low} to ${high}: ${inside ? 'inside' : 'OUTSIDE'}`,
      );
      return inside;
    })
    .every(Boolean);
}

async function drawSheet() {
  const frames = Array.from({ length: 20 }, (_, i) => Math.min(FRAMES - 1, Math.round((i * FRAMES) / 20)));
  const tiles = await Promise.all(
    frames.map(async (frame, i) => ({
      input: await sharp(still(frame)).resize(TILE.width, TILE.height).toBuffer(),
      left: (i % COLUMNS) * TILE.width,
      top: Math.floor(i / COLUMNS) * TILE.height,
    })),
  );
  const size = { width: TILE.width * COLUMNS, height: TILE.height * Math.ceil(frames.length / COLUMNS) };
  await sharp({ create: { ...size, channels: 3, background: '#000' } })
    .composite(tiles)
    .webp({ quality: 82 })
    .toFile(join(ROOT, 'docs', 'loop-2000.webp'));
}

function loopGraph() {
  const node = (id, type, params) => [id, { id, type, version: 1, position: { x: 0, y: 0 }, params }];
  const edge = (from, to) => {
    const id = `${from}-${to}`.replaceAll('.', '-');
    const end = (text) => ({ node: text.split('.')[0], port: text.split('.')[1] });
    return [id, { id, from: end(from), to: end(to) }];
  };
  return {
    format: 'epochstreamer-graph',
    schemaVersion: 1,
    id: 'loop',
    name: 'Loop',
    description: '',
    revision: 0,
    settings: { width: 384, height: 216, fps: 24, frames: FRAMES, seed: 7 },
    nodes: Object.fromEntries([
      node('delay', 'FeedbackDelay', {}),
      node('camera', 'ZoomPan', { zoom: 1.02 }),
      node('dream', 'DreamImg2Img', { prompt: 'ringed planet, nebula', denoise: 0.35, seed: 7 }),
      node('frames', 'FrameOutput', {}),
    ]),
    edges: Object.fromEntries([
      edge('delay.out', 'camera.image'),
      edge('camera.image', 'dream.image'),
      edge('camera.motion', 'dream.motion'),
      edge('dream.image', 'delay.next'),
      edge('dream.image', 'frames.image'),
    ]),
    groups: {},
  };
}
