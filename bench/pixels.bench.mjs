// How fast pixels are zoomed, encoded and previewed: ours on one thread and on two, against sharp and, where python3 has
// it, Pillow. Contenders take turns within each round, so that all meet the same load; the table shows medians.
// Run after a build: node bench/pixels.bench.mjs [rounds]

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createPixels } from '../packages/nodes/dist/kits/raster/pixels.js';

const sharp = createRequire(new URL('../packages/nodes/package.json', import.meta.url))('sharp');

const SIZES = [
  [768, 432],
  [1024, 1024],
  [1920, 1080],
];
const ROUNDS = Number(process.argv[2]) || 15;
const WARM_UP = 3;
const ZOOM = 1.0173;
const STEP = { zoom: ZOOM, panX: 0, panY: 0, rotationDeg: 0 };
const TURN = { ...STEP, rotationDeg: 0.7 };
const PREVIEW = { maxWidth: 256, maxHeight: 256 };

const one = createPixels({ workers: 1 });
const two = createPixels({ workers: 2 });
const picture = await one.decode(readFileSync(new URL('../static/assets/nebula-gate.jpg', import.meta.url)));
const pillow = await openPillow();

for (const [width, height] of SIZES) {
  const frames = { one: await scaled(one, width, height), two: await scaled(two, width, height) };
  console.log(`\n${width} x ${height}, ms (median of ${ROUNDS})`);
  for (const [title, contenders] of Object.entries(await tasks(frames, width, height)))
    await race(title, contenders, frames);
}
pillow?.close();
await Promise.all([one.close(), two.close()]);

/** A frame of the size, and the scope that its results are collected from. */
async function scaled(pixels, width, height) {
  const scope = pixels.scope({ framesInFlight: 1 });
  return { scope, image: await scope.fit(picture, { width, height, mode: 'cover' }) };
}

async function tasks({ one, two }, width, height) {
  const raw = Buffer.from(one.image.data);
  const input = { raw: { width, height, channels: 4 } };
  const matrix = [
    [ZOOM, 0],
    [0, ZOOM],
  ];
  const box = { left: Math.round((width - width / ZOOM) / 2), top: Math.round((height - height / ZOOM) / 2) };
  const cut = { ...box, width: width - 2 * box.left, height: height - 2 * box.top };
  const ask = pillow === null ? () => ({}) : (task) => ({ Pillow: () => pillow.time(task) });
  await pillow?.load(await sharp(raw, input).removeAlpha().raw().toBuffer(), width, height);
  return {
    'zoom, Lanczos-3': {
      'ours, 1 thread': () => one.scope.camera(one.image, STEP),
      'ours, 2 threads': () => two.scope.camera(two.image, STEP),
      'sharp, whole pixels only': () =>
        sharp(raw, input).extract(cut).resize(width, height, { fit: 'fill' }).raw().toBuffer(),
      'sharp affine, bicubic': () => sharp(raw, input).affine(matrix, { interpolator: 'bicubic' }).raw().toBuffer(),
      ...ask('zoom'),
    },
    'zoom and turn': {
      'ours, 1 thread': () => one.scope.camera(one.image, TURN),
      'ours, 2 threads': () => two.scope.camera(two.image, TURN),
    },
    PNG: {
      ours: () => one.scope.png(one.image),
      'sharp, level 6 adaptive': () =>
        sharp(raw, input).png({ compressionLevel: 6, adaptiveFiltering: true }).toBuffer(),
      'sharp, level 1': () => sharp(raw, input).png({ compressionLevel: 1 }).toBuffer(),
      ...ask('png'),
    },
    'preview, 256 px JPEG': {
      ours: () => one.scope.preview(one.image, PREVIEW),
      sharp: () => sharp(raw, input).resize(256, 256, { fit: 'inside' }).jpeg({ quality: 78 }).toBuffer(),
    },
    'figures (OKLab)': { ours: () => one.scope.measure(one.image) },
    'blend, overlay': { ours: () => one.scope.blend(one.image, one.image, { mode: 'overlay', amount: 0.5 }) },
  };
}

async function race(title, contenders, frames) {
  const times = new Map(Object.keys(contenders).map((name) => [name, []]));
  const sizes = new Map();
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, work] of Object.entries(contenders)) {
      const start = performance.now();
      const result = await work();
      const took = typeof result?.ms === 'number' ? result.ms : performance.now() - start;
      for (const { scope, image } of Object.values(frames)) scope.collect([image]);
      if (round >= 0) times.get(name).push(took);
      const bytes = title === 'PNG' ? (result?.bytes ?? result?.length) : undefined;
      if (bytes !== undefined) sizes.set(name, bytes);
    }
  }
  const [first] = [...times.values()].map(median);
  for (const [name, list] of times) {
    const ratio = `${(median(list) / first).toFixed(2)}x`.padStart(8);
    const bytes = sizes.has(name) ? `${Math.round(sizes.get(name) / 1000)} kB`.padStart(9) : '';
    console.log(`  ${title.padEnd(22)} ${name.padEnd(26)} ${median(list).toFixed(2).padStart(8)} ${ratio} ${bytes}`);
  }
}

function median(list) {
  return [...list].sort((a, b) => a - b)[list.length >> 1];
}

/** One Python process that times itself, or null when there is no Pillow. */
async function openPillow() {
  const script = `
import io, json, sys, time
from PIL import Image
image = None
print('ready', flush=True)
for line in sys.stdin:
    task, *rest = line.split()
    if task == 'load':
        path, w, h = rest
        image = Image.frombytes('RGB', (int(w), int(h)), open(path, 'rb').read())
        print('{}', flush=True)
        continue
    size = 0
    start = time.perf_counter()
    if task == 'zoom':
        w, h = image.size
        dx, dy = (w - w / ${ZOOM}) / 2, (h - h / ${ZOOM}) / 2
        image.resize((w, h), Image.LANCZOS, box=(dx, dy, w - dx, h - dy))
    else:
        out = io.BytesIO()
        image.save(out, 'PNG')
        size = out.tell()
    print(json.dumps({'ms': (time.perf_counter() - start) * 1000, 'bytes': size}), flush=True)
`;
  const child = spawn('python3', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  if (value !== 'ready') {
    console.log('python3 with Pillow is not installed: that contender is left out.');
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'pixels-bench-'));
  const ask = async (line) => {
    child.stdin.write(`${line}\n`);
    return JSON.parse((await lines.next()).value);
  };
  return {
    load(pixels, width, height) {
      const path = join(folder, 'frame.rgb');
      writeFileSync(path, pixels);
      return ask(`load ${path} ${width} ${height}`);
    },
    time: ask,
    close() {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
