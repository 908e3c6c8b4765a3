// Loops of 2,000 frames (384 x 216, denoise 0.35, zoom 1.02), rendered by the command line. Says lightness, chroma,
// contrast and sharpness every 200 frames, and fails when a loop greys out, burns in, blurs or drifts.
// Run after a build: node e2e/loop.soak.mjs [frames]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { createPixels } from '../packages/nodes/dist/kits/raster/pixels.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FRAMES = Number(process.argv[2] ?? 2001);
const EVERY = 200;
/** From here on a loop has left its first picture behind. */
const SETTLED = 200;
const FIGURES = ['lightness', 'chroma', 'contrast', 'sharpness'];
/** The mean of the last five samples may differ from that of the first five settled ones by this share. */
const MOST_DRIFT = 0.25;
const COLUMNS = 5;
const TILE = { width: 256, height: 144 };

/** `ranges`: OKLab figures between which every settled sample has to stay; without them only drift is judged. */
const LOOPS = [
  {
    name: 'space',
    prompt: '(purple:0.4) space, (stars:0.34)',
    seed: 11,
    ranges: { chroma: [0.058, 0.088], contrast: [0.121, 0.16], sharpness: [0.0289, 0.0403] },
  },
  { name: 'planets', prompt: 'ringed planet, nebula', seed: 7 },
];

const folder = mkdtempSync(join(tmpdir(), 'epoch-loop-'));
let healthy = true;
for (const loop of LOOPS) {
  const out = render(loop);
  healthy = (await judge(loop, out)) && healthy;
  await drawSheet(out, `loop-2000-${loop.name}.webp`);
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = healthy ? 0 : 1;

function render({ name, prompt, seed }) {
  const graphFile = join(folder, `${name}.graph.json`);
  writeFileSync(graphFile, JSON.stringify(loopGraph(prompt, seed)));
  const out = join(folder, name);
  const cli = join(ROOT, 'packages', 'server', 'bin', 'epochstreamer.mjs');
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [cli, 'render', graphFile, '--out', out], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The render ended with ${status}.\n${stderr}`);
  const seconds = (performance.now() - startedMs) / 1000;
  console.log(`${name}: "${prompt}", ${FRAMES} frames in ${seconds.toFixed(0)} s`);
  return out;
}

async function judge({ ranges = {} }, out) {
  const pixels = createPixels({ workers: 1 });
  const samples = [];
  console.log(`frame  ${FIGURES.join('  ')}`);
  for (let frame = 0; frame < FRAMES; frame += EVERY) {
    const measured = await pixels.measure(await pixels.decode(readFileSync(still(out, frame))));
    console.log(`${String(frame).padStart(5)}  ${FIGURES.map((name) => measured[name].toFixed(4)).join('     ')}`);
    if (frame >= SETTLED) samples.push(measured);
  }
  await pixels.close();
  return FIGURES.map((name) => judgeFigure(name, samples, ranges[name])).every(Boolean);
}

function judgeFigure(name, samples, [low, high] = [0, 1]) {
  const values = samples.map((sample) => sample[name]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const drift = mean(values.slice(-5)) / mean(values.slice(0, 5)) - 1;
  const fine = least >= low && most <= high && Math.abs(drift) <= MOST_DRIFT;
  const range = `${least.toFixed(4)} to ${most.toFixed(4)} (allowed ${low} to ${high})`;
  console.log(`${name}: ${range}, drift ${(100 * drift).toFixed(0)} %: ${fine ? 'fine' : 'NOT FINE'}`);
  return fine;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function still(out, frame) {
  return join(out, 'stills', `${String(frame).padStart(6, '0')}.png`);
}

async function drawSheet(out, name) {
  const frames = Array.from({ length: 20 }, (_, i) => Math.min(FRAMES - 1, Math.round((i * FRAMES) / 20)));
  const tiles = await Promise.all(
    frames.map(async (frame, i) => ({
      input: await sharp(still(out, frame)).resize(TILE.width, TILE.height).toBuffer(),
      left: (i % COLUMNS) * TILE.width,
      top: Math.floor(i / COLUMNS) * TILE.height,
    })),
  );
  const size = { width: TILE.width * COLUMNS, height: TILE.height * Math.ceil(frames.length / COLUMNS) };
  await sharp({ create: { ...size, channels: 3, background: '#000' } })
    .composite(tiles)
    .webp({ quality: 82 })
    .toFile(join(ROOT, 'docs', name));
}

function loopGraph(prompt, seed) {
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
      node('dream', 'DreamImg2Img', { prompt, denoise: 0.35, seed }),
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
