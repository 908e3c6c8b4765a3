import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { createPixels, type PixelService } from './pixels.ts';
import { samplePicture } from './solo-bench.ts';

let pixels: PixelService | null = null;
afterEach(async () => {
  await pixels?.close();
  pixels = null;
});

function open(workers = 1): PixelService {
  pixels = createPixels({ workers });
  return pixels;
}

const step = { zoom: 1.02, panX: 0, panY: 0, rotationDeg: 0 };

test('[RL1] a raster out of reach is freed once the frames in flight are over, not before', async () => {
  const scope = open().scope({ framesInFlight: 2 });
  const kept = await scope.camera(samplePicture(32, 32), step);
  const lost = await scope.camera(kept, step);
  scope.collect([kept]);
  scope.collect([kept]);
  await expect(scope.camera(lost, step)).resolves.toBeDefined();
  scope.collect([kept]);
  await expect(scope.camera(lost, step)).rejects.toThrow('memory had been given back');
  await expect(scope.camera(kept, step)).resolves.toBeDefined();
});

test('[RL2] a pinned raster stays until the last pin is taken out', async () => {
  const scope = open().scope({ framesInFlight: 0 });
  const image = await scope.camera(samplePicture(32, 32), step);
  const [first, second] = [scope.pin(image), scope.pin(image)];
  scope.collect([]);
  first();
  first();
  scope.collect([]);
  expect(await scope.png(image)).toBeDefined();
  second();
  scope.collect([]);
  await expect(scope.png(image)).rejects.toThrow(RangeError);
});

test('[RL3] inputs of unfinished work are never collected', async () => {
  const scope = open().scope({ framesInFlight: 0 });
  const image = await scope.camera(samplePicture(64, 64), step);
  const wanted = Buffer.from(await scope.png(image));
  const unfinished = Array.from({ length: 8 }, () => scope.png(image));
  scope.collect([]);
  scope.solid(64, 64, [255, 0, 0, 255]);
  for (const file of await Promise.all(unfinished)) expect(wanted.equals(file)).toBe(true);
});

test('[RL4] a long run of frames uses no more memory than a short one', async () => {
  const service = open();
  const scope = service.scope();
  let image = await scope.camera(samplePicture(64, 64), step);
  const sizes: number[] = [];
  for (let frame = 0; frame < 200; frame++) {
    image = await scope.blend(await scope.camera(image, step), image, { mode: 'screen', amount: 0.1 });
    scope.collect([image]);
    sizes.push(service.memory.usedBytes);
  }
  expect(Math.max(...sizes.slice(20))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 20)));
  expect(service.memory.rasters).toBeLessThan(20);
});

test('[RL5] releasing a scope gives all its rasters back and leaves other scopes alone', async () => {
  const service = open();
  const [one, other] = [service.scope(), service.scope()];
  const mine = await other.camera(samplePicture(16, 16), step);
  for (let i = 0; i < 5; i++) await one.camera(mine, step);
  one.release();
  expect(service.memory.rasters).toBe(1);
  one.collect([]);
  for (let i = 0; i < 9; i++) one.collect([]);
  await expect(other.camera(mine, step)).resolves.toBeDefined();
});

test('[RL6] what fails or is aborted leaves nothing behind', async () => {
  const service = open();
  const image = samplePicture(64, 64);
  await service.camera(image, step);
  const before = service.memory.rasters;
  const controller = new AbortController();
  const aborted = [1, 2, 3].map(() => service.camera(image, step, {}, controller.signal));
  controller.abort();
  await Promise.allSettled(aborted);
  const far = { left: 0, top: 0, boxWidth: 1e7, boxHeight: 1, width: 1, height: 1 };
  await expect(service.crop(image, far)).rejects.toThrow(RangeError);
  await service.measure(image);
  expect(service.memory.rasters).toBe(before);
});

test('[RL7] sizes that are none are refused', async () => {
  const service = open();
  expect(() => service.solid(0, 4, [0, 0, 0, 0])).toThrow('The width of a picture must be');
  expect(() => service.solid(4, 1.5, [0, 0, 0, 0])).toThrow(RangeError);
  const image = samplePicture(8, 8);
  await expect(service.fit(image, { width: 1e6, height: 8, mode: 'cover' })).rejects.toThrow(RangeError);
});

test('[RV1] a preview fits its box, keeps the aspect and is never larger than the picture', async () => {
  const service = open();
  const image = samplePicture(200, 80);
  const small = await service.preview(image, { maxWidth: 64, maxHeight: 64 });
  expect([small.width, small.height]).toEqual([64, 26]);
  const { format, width, height } = await sharp(small.bytes).metadata();
  expect([format, width, height]).toEqual(['jpeg', 64, 26]);
  const large = await service.preview(image, { maxWidth: 999, maxHeight: 999 });
  expect([large.width, large.height]).toEqual([200, 80]);
});

test('[RV3] a preview of a picture is made once for each size and quality', async () => {
  const service = open();
  const image = samplePicture(64, 48);
  const box = { maxWidth: 16, maxHeight: 16 };
  const [one, same] = await Promise.all([service.preview(image, box), service.preview(image, { ...box, quality: 78 })]);
  expect(same).toBe(one);
  expect(await service.preview(image, { ...box, quality: 40 })).not.toBe(one);
  expect(await service.preview(samplePicture(64, 48), box)).not.toBe(one);
  await expect(service.preview(image, box, AbortSignal.abort())).rejects.toThrow();
});

test('[RV2] a preview shows the mean of what it stands for; transparent parts are black', async () => {
  const service = open();
  const image = samplePicture(64, 64);
  const { bytes } = await service.preview(image, { maxWidth: 1, maxHeight: 1, quality: 100 });
  const shown = await sharp(bytes).raw().toBuffer();
  for (let c = 0; c < 3; c++) {
    const mean = image.data.filter((_, i) => i % 4 === c).reduce((sum, value) => sum + value, 0) / (64 * 64);
    expect(Math.abs((shown[c] ?? 0) - mean)).toBeLessThan(4);
  }
  const clear = await service.preview(service.solid(8, 8, [255, 255, 255, 0]), { maxWidth: 4, maxHeight: 4 });
  expect(Math.max(...(await sharp(clear.bytes).raw().toBuffer()))).toBeLessThan(4);
});

test('[RE1] the engine paints the same with one worker and with three, and refuses pictures of another size', async () => {
  const call = {
    init: samplePicture(96, 64),
    previous: null,
    view: null,
    ...{
      prompt: 'ringed planet, nebula',
      negative: '',
      seed: 5,
      denoise: 0.5,
      steps: 20,
      cfg: 7,
      width: 96,
      height: 64,
    },
  };
  const alone = await open(1).dream(call);
  const one = alone.image.data.slice();
  await pixels?.close();
  const service = open(3);
  for (let i = 0; i < 3; i++) {
    const { image, view } = await service.dream(call);
    expect(image.data).toEqual(one);
    expect(view).toEqual(alone.view);
  }
  await expect(service.dream({ ...call, init: samplePicture(64, 64) })).rejects.toThrow('Fit it first');
});

test('[RW8] a process with idle workers ends by itself, and one with work waits for it', () => {
  const door = fileURLToPath(new URL('../../../dist/kits/raster/pixels.js', import.meta.url));
  const script = `
    const { createPixels } = await import(${JSON.stringify(door)});
    const pixels = createPixels({ workers: 3 });
    const image = pixels.solid(640, 360, [9, 9, 9, 255]);
    await Promise.all([1, 2, 3, 4].map(() => pixels.camera(image, { zoom: 1.1, panX: 0, panY: 0, rotationDeg: 0 })));
    console.log('done');
  `;
  const options = { encoding: 'utf8', timeout: 30_000 } as const;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], options);
  expect(output).toBe('done\n');
});
