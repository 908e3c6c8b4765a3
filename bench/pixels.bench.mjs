// How fast and how exactly pixels are zoomed, turned, encoded and measured, beside Pillow where python3 has it, and sharp.
// Run after a build: node bench/pixels.bench.mjs [rounds]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { makeRaster } from '@epoch/graph-runtime/model';
import { createPixels } from '../packages/nodes/dist/kits/raster/pixels.js';
import { psnrDb, referenceCrop } from '../packages/nodes/dist/kits/raster/reference.js';
import { openPillow } from './pillow.mjs';
import { race, tell, tellWhere } from './side-by-side.mjs';

const sharp = createRequire(new URL('../packages/nodes/package.json', import.meta.url))('sharp');

const SIDE = 1024;
const ROUNDS = Number(process.argv[2]) || 15;
const ZOOM = 1.0173;
const REST = { zoom: 1, panX: 0, panY: 0, rotationDeg: 0 };

const one = createPixels({ workers: 1 });
const two = createPixels({ workers: 2 });
const scopes = [one, two].map((pixels) => pixels.scope({ framesInFlight: 1 }));
const [alone, pair] = scopes;
const picture = await one.decode(readFileSync(new URL('../static/assets/nebula-gate.jpg', import.meta.url)));
const nebula = await one.fit(picture, { width: SIDE, height: SIDE, mode: 'cover' });
const pillow = await openPillow();
await pillow?.load('frame', colours(nebula), SIDE, SIDE);
await pillow?.load('rgba', nebula.data, SIDE, SIDE, 'RGBA');

tellWhere(`${SIDE} x ${SIDE} px`, ROUNDS, pillow);
await zooms();
await turns();
await exactness();
for (const [name, image] of Object.entries(frames())) await files(name, image);
await figures();

pillow?.close();
await Promise.all([one.close(), two.close()]);

function run(contenders) {
  const after = () => {
    for (const scope of scopes) scope.collect([nebula]);
  };
  return race(contenders, { rounds: ROUNDS, after });
}

/** A zoom that creeps, so that every frame needs tables of its own, as in a film. */
async function zooms() {
  let index = 0;
  const creeping = () => ({ ...REST, zoom: ZOOM + ++index / 1e5 });
  const { ms, cpuMs } = await run({
    one: () => alone.camera(nebula, creeping()),
    two: () => pair.camera(nebula, creeping()),
    sharp: () => sharpZoom(),
    ...(pillow && {
      pillow: () => pillow.time('zoom', { name: 'frame', zoom: creeping().zoom }),
      rgba: () => pillow.time('zoom', { name: 'rgba', zoom: creeping().zoom }),
    }),
  });
  tell('zoom, one thread', ms.one, 'ms');
  tell('zoom, two threads', ms.two, 'ms');
  tell('zoom, sharp affine bicubic', ms.sharp, 'ms');
  if (!pillow) return;
  tell('zoom, Pillow resize(LANCZOS, box), RGB / RGBA', ms.pillow, 'ms', undefined, {
    note: `/ ${ms.rgba.toFixed(2)} ms`,
  });
  const note = (name) => {
    const [rgba, cpu] = [ms[name] / ms.rgba, cpuMs[name] / cpuMs.pillow];
    return { note: `processor time ${cpu.toFixed(3)} x; Pillow RGBA ${rgba.toFixed(3)} x` };
  };
  tell('zoom, one thread / Pillow RGB', ms.one / ms.pillow, 'x', 0.2, note('one'));
  tell('zoom, two threads / Pillow RGB', ms.two / ms.pillow, 'x', 0.11, note('two'));
}

async function turns() {
  const step = (rotationDeg) => ({ ...REST, zoom: ZOOM, rotationDeg });
  const { ms } = await run({
    little: () => alone.camera(nebula, step(0.7)),
    far: () => alone.camera(nebula, step(30)),
    farPair: () => pair.camera(nebula, step(30)),
    ...(pillow && { pillow: () => pillow.time('turn', { name: 'rgba', degrees: 30 }) }),
  });
  tell('zoom and turn by 0.7 degrees, one thread', ms.little, 'ms');
  tell('zoom and turn by 30 degrees, one thread / two', ms.far, 'ms', undefined, {
    note: `/ ${ms.farPair.toFixed(2)} ms`,
  });
  if (pillow) tell('turn by 30 degrees, Pillow rotate(BICUBIC)', ms.pillow, 'ms');
}

/** Against Lanczos-3 in doubles. The jitter of a film is proven by a unit test. */
async function exactness() {
  let worst = Number.POSITIVE_INFINITY;
  const side = 384;
  const part = await one.crop(picture, {
    left: 600,
    top: 300,
    boxWidth: side,
    boxHeight: side,
    width: side,
    height: side,
  });
  for (const zoom of [1.0005, 1.02, 1.05]) {
    const seen = await one.camera(part, { ...REST, zoom }, { edge: 'clamp' });
    const [box, corner] = [side / zoom, (side - side / zoom) / 2];
    const request = { left: corner, top: corner, boxWidth: box, boxHeight: box, width: side, height: side };
    worst = Math.min(worst, psnrDb(seen.data, referenceCrop(part, request)));
  }
  tell('zoom against Lanczos-3 in doubles, worst of three', worst, 'dB', 72, { least: true });
}

async function files(name, image) {
  await pillow?.load(name, colours(image), SIDE, SIDE);
  const { ms, cpuMs, results } = await run({
    ours: () => alone.png(image),
    ...(pillow && { pillow: () => pillow.time('png', { name }) }),
  });
  const bytes = results.get('ours').length;
  tell(`PNG, ${name}`, ms.ours, 'ms', undefined, { note: `${Math.round(bytes / 1000)} kB` });
  if (!pillow) return;
  const isNebula = name.startsWith('nebula');
  const theirs = results.get('pillow').bytes;
  tell(`PNG, ${name} / Pillow, time`, ms.ours / ms.pillow, 'x', isNebula ? 0.05 : undefined, {
    note: `processor time ${(cpuMs.ours / cpuMs.pillow).toFixed(3)} x`,
  });
  tell(`PNG, ${name} / Pillow, bytes`, bytes / theirs, 'x', isNebula ? 1.02 : 1.05);
}

async function figures() {
  const film = await one.fit(picture, { width: 768, height: 432, mode: 'cover' });
  const { ms } = await run({
    figures: () => alone.measure(film),
    // Each time another picture, for a preview of the same one is remembered.
    preview: () => alone.preview(makeRaster(768, 432, film.data.slice()), { maxWidth: 256, maxHeight: 256 }),
  });
  tell('figures (OKLab) of 768 x 432, one thread', ms.figures, 'ms', 3);
  tell('preview of 768 x 432, 256 px JPEG', ms.preview, 'ms');
}

/** Frames as films have them, and as they should not cost more than they must. */
function frames() {
  let state = 1;
  const chance = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const each = (colour) => {
    const data = new Uint8Array(SIDE * SIDE * 4).fill(255);
    for (let i = 0; i < SIDE * SIDE; i++) data.set(colour(4 * i), 4 * i);
    return makeRaster(SIDE, SIDE, data);
  };
  const level = (at) => nebula.data[at];
  return {
    nebula,
    'nebula with grain': each((at) =>
      [0, 1, 2].map((c) => Math.max(0, Math.min(255, level(at + c) + 6 * chance() - 3))),
    ),
    dark: each((at) => [0, 1, 2].map((c) => level(at + c) >> 3)),
    'stars on black': each(() => (chance() < 0.001 ? [200, 220, 255].map((most) => most * chance()) : [0, 0, 0])),
    flat: each(() => [30, 90, 200]),
    black: each(() => [0, 0, 0]),
  };
}

function colours({ data }) {
  return data.filter((_, i) => i % 4 !== 3);
}

function sharpZoom() {
  const input = sharp(nebula.data, { raw: { width: SIDE, height: SIDE, channels: 4 } });
  return input
    .affine(
      [
        [ZOOM, 0],
        [0, ZOOM],
      ],
      { interpolator: 'bicubic' },
    )
    .raw()
    .toBuffer();
}
