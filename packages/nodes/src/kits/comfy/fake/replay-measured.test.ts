import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeComfy, startFakeComfy } from './fake-comfy.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { img2img } from './replay/graphs.ts';
import { call } from './replay/http-replay.ts';
import { allLevels, changed, fetched, filesOf, picture, put, ran, through } from './replay/measures.ts';
import { NOT_IMITATED } from './replay/not-imitated.ts';
import { readRecording } from './replay/recordings.ts';

const MODELS = { checkpoints: ['random-sd15.safetensors'] };
type Measure = (fake: FakeComfy, told: JsonObject) => Promise<void>;

const plain = () => picture(allLevels(), 16, 16).png().toBuffer();
const even = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#16a746' } })
    .png()
    .toBuffer();
const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, at) => (at * 2_654_435_761) >>> 24));

const exact: Measure = async (fake) =>
  expect(changed(allLevels(), (await through(fake, await plain())).levels)).toBe(0);

/** A level of 0 to 255 times the factor, cut off. */
function blended(factor: number): Measure {
  return async (fake, told) => {
    const between = {
      3: { class_type: 'EmptyImage', inputs: { width: 16, height: 16, batch_size: 1, color: 0 } },
      4: {
        class_type: 'ImageBlend',
        inputs: { image1: ['1', 0], image2: ['3', 0], blend_factor: factor, blend_mode: 'normal' },
      },
    };
    const { levels } = await through(fake, await plain(), { between, last: '4' });
    const floors = allLevels().map((level) => Math.floor(Number((level * (1 - factor)).toFixed(6))));
    expect(changed(Buffer.from(floors), levels)).toBe(768 - Number(told.matchesFloor));
  };
}

function vae(width: number, height: number): Measure {
  return async (fake, told) => {
    const between = {
      3: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'random-sd15.safetensors' } },
      4: { class_type: 'VAEEncode', inputs: { pixels: ['1', 0], vae: ['3', 2] } },
      5: { class_type: 'VAEDecode', inputs: { samples: ['4', 0], vae: ['3', 2] } },
    };
    const made = await through(fake, await even(width, height), { between, last: '5' });
    expect([made.height, made.width].toSorted()).toEqual((Array.isArray(told.sizeOut) ? told.sizeOut : []).toSorted());
  };
}

function file(ending: string, make: () => Promise<Buffer>): Measure {
  return async (fake, { frames = 1, outShape, levelsChanged, lastPixel }) => {
    const bytes = await make();
    const found = await through(fake, bytes, { ending });
    expect(found).toMatchObject({ error: false, frames: Number(frames) });
    if (Array.isArray(outShape)) expect([found.height, found.width, 3]).toEqual(outShape);
    if (levelsChanged === undefined) return;
    const decoded = await sharp(bytes).toColourspace('srgb').removeAlpha().raw().toBuffer();
    if (levelsChanged === 0) expect(changed(decoded, found.levels)).toBe(0);
    else {
      // One level down, and nothing else, nearly everywhere.
      expect(changed(Buffer.from(decoded.map((level) => Math.max(0, level - 1))), found.levels)).toBe(0);
      expect(changed(decoded, found.levels)).toBeGreaterThan(700);
    }
    if (isGrey(lastPixel)) expect(Math.max(...found.levels)).toBe(Number(lastPixel[0]));
  };
}

const isGrey = (pixel: Json | undefined): pixel is Json[] => Array.isArray(pixel) && new Set(pixel).size === 1;

function cut(share: number): Measure {
  return async (fake, { outShape }) => {
    const whole = await picture(noise, 64, 64).png().toBuffer();
    const found = await through(fake, whole.subarray(0, Math.floor(whole.length * share)));
    expect([found.error, found.height, found.width, 3]).toEqual([false, ...(Array.isArray(outShape) ? outShape : [])]);
    if (share <= 0.5) expect(found.levels.subarray(-192).every((level) => level === 0)).toBe(true);
  };
}

function invert(times: number): Measure {
  return async (fake, told) => {
    const between: JsonObject = { 3: { class_type: 'ImageInvert', inputs: { image: ['1', 0] } } };
    if (times === 2) between[4] = { class_type: 'ImageInvert', inputs: { image: ['3', 0] } };
    const { levels } = await through(fake, await plain(), { between, last: times === 2 ? '4' : '3' });
    const wanted = allLevels().map((level) => (times === 2 ? level : 255 - level));
    const found = changed(Buffer.from(wanted), levels);
    // How many fall is up to the rounding of 32-bit floats; that none rises, and none by more than one, is not.
    expect(Number(told.levelsChanged)).toBeGreaterThan(0);
    expect(levels.every((level, at) => [0, 1].includes((wanted[at] ?? 0) - level))).toBe(true);
    expect(found).toBeLessThanOrEqual(768);
  };
}

const grey = () => picture(Buffer.from(Array.from({ length: 256 }, (_, at) => at)), 16, 16, 1).toColourspace('b-w');
const turned = (orientation: number) => () =>
  picture(noise.subarray(0, 1536), 32, 16).jpeg().withMetadata({ orientation }).toBuffer();
const deep = async (fake: FakeComfy, told: JsonObject) => {
  const levels = Uint16Array.from({ length: 768 }, (_, at) => (at * 40_503) & 65_535);
  const bytes = await sharp(levels, { raw: { width: 16, height: 16, channels: 3 } })
    .toColourspace('rgb16')
    .png()
    .toBuffer();
  const found = await through(fake, bytes);
  const floors = Buffer.from(Uint8Array.from(levels, (level) => Math.floor(level / 257)));
  expect(changed(floors, found.levels)).toBeLessThanOrEqual(768 - Number(told.matchesFloorDiv257));
};

const MEASURES: Readonly<Record<string, Measure>> = {
  'identity: RGB PNG with all 256 values in each channel, LoadImage -> SaveImage': exact,
  'RGB PNG': exact,
  'identity: random RGB picture 64x64': async (fake) =>
    expect(changed(noise, (await through(fake, await picture(noise, 64, 64).png().toBuffer())).levels)).toBe(0),
  'identity: odd size 53x37': async (fake) =>
    expect(await through(fake, await even(53, 37))).toMatchObject({ width: 53, height: 37 }),
  'identity: 1x1': async (fake) => expect([...(await through(fake, await even(1, 1))).levels]).toEqual([22, 167, 70]),
  'fractional values: ImageBlend with black, factor 0.5': blended(0.5),
  'fractional values: ImageBlend with black, factor 0.25': blended(0.25),
  'ImageInvert (1 - x), then saved: exact 255 - v expected': invert(1),
  'ImageInvert twice': invert(2),
  'VAEEncode -> VAEDecode of 70x66': vae(70, 66),
  'VAEEncode -> VAEDecode of 64x64': vae(64, 64),
  'VAEEncode -> VAEDecode of 71x79': vae(71, 79),
  'grayscale PNG 8 bit (all 256 levels)': file('png', () => grey().png().toBuffer()),
  'grayscale PNG': file('png', () => grey().png().toBuffer()),
  'RGB PNG 16 bit, random': deep,
  'WebP lossless': file('webp', () => picture(allLevels(), 16, 16).webp({ lossless: true }).toBuffer()),
  TIFF: file('tiff', () => picture(allLevels(), 16, 16).tiff({ compression: 'none' }).toBuffer()),
  'RGBA PNG': file('png', () => picture(allLevels(), 16, 16).ensureAlpha(0.5).png().toBuffer()),
  'PNG cut to 50 % of its bytes': cut(0.5),
  'PNG cut to 30 % of its bytes': cut(0.3),
  'PNG cut in half': cut(0.5),
  'JPEG 32x16 (left red, right blue) with EXIF orientation 1': file('jpg', turned(1)),
  'JPEG 32x16 (left red, right blue) with EXIF orientation 3': file('jpg', turned(3)),
  'JPEG 32x16 (left red, right blue) with EXIF orientation 6': file('jpg', turned(6)),
  'JPEG 32x16 (left red, right blue) with EXIF orientation 8': file('jpg', turned(8)),
  'JPEG with EXIF orientation 6': file('jpg', turned(6)),
};

describe.each(['0.26.0', '0.3.64'] as const)('pictures of %s', (version) => {
  let fake: FakeComfy;
  beforeAll(async () => {
    fake = await startFakeComfy({ version, models: MODELS });
  });
  afterAll(async () => await fake.close());

  const all = readRecording(version, 'measured.jsonl').filter(({ kind }) => kind === 'pixels');
  const left = (name: string) => NOT_IMITATED[`${version} measured.jsonl ${name}`] === undefined;
  test('[FK18] every measurement is held to or listed', () => {
    const names = all.map(({ name }) => String(name)).filter(left);
    expect(names.filter((name) => MEASURES[name] === undefined)).toEqual([]);
  });
  const held = all.filter(({ name }) => left(String(name)) && MEASURES[String(name)] !== undefined);
  test.each(held.map((told) => [String(told.name), told] as const))('[FK18] %s', async (name, told) => {
    await MEASURES[name]?.(fake, told);
  });
});

describe('what 0.26.0 stores, writes and repeats', () => {
  let fake: FakeComfy;
  beforeAll(async () => {
    fake = await startFakeComfy({ models: MODELS });
  });
  afterAll(async () => await fake.close());
  const of = (kind: string) =>
    readRecording('0.26.0', 'measured.jsonl')
      .filter((told) => told.kind === kind)
      .map((told) => [String(told.name), told] as const);

  test.each(of('prompt-coercion').filter(([, { input }]) => input !== undefined))(
    '[FK19] stored: %s',
    async (_name, { input, sent, stored }) => {
      const prompt = img2img(7, null, { steps: 1 });
      const node = input === 'text' ? '2' : input === 'width' ? '4' : '5';
      const inputs = isObject(prompt[node]) && isObject(prompt[node].inputs) ? prompt[node].inputs : {};
      inputs[String(input)] = sent ?? null;
      const entry = await ran(fake, prompt);
      const kept = Array.isArray(entry.prompt) ? entry.prompt[2] : null;
      const keptNode = isObject(kept) ? kept[node] : null;
      expect(isObject(keptNode) && isObject(keptNode.inputs) && String(keptNode.inputs[String(input)])).toBe(
        String(stored),
      );
    },
  );

  test.each(of('png-text').filter(([, { chunks }]) => Array.isArray(chunks)))(
    '[FK19] chunks: %s',
    async (_name, { promptSent, extra_data, chunks }) => {
      const entry = await ran(fake, isObject(promptSent) ? promptSent : {}, {
        client_id: 'me',
        ...(extra_data ? { extra_data } : {}),
      });
      const bytes = await fetched(fake, filesOf(entry)[0]);
      const told = Array.isArray(chunks) ? chunks.filter(isObject) : [];
      const wanted = told.filter(({ type }) => type === 'tEXt').map(({ key, text }) => [key, text]);
      expect(textsIn(bytes)).toEqual(wanted);
    },
  );

  test('[FK19] the same inputs give the same pixels, other ones do not', async () => {
    const image = await put(fake, await even(64, 64));
    const other = await put(fake, await even(64, 64));
    const pixels = async (seed: number | bigint, settings: JsonObject = {}, name = image, prefix = 'd') => {
      const entry = await ran(fake, img2img(0, name, { steps: 3, seed, ...settings }, prefix));
      return (
        await sharp(await fetched(fake, filesOf(entry, '7')[0]))
          .raw()
          .toBuffer()
      ).toString('base64');
    };
    const first = await pixels(4242);
    expect(await pixels(4242, {}, image, 'e')).toBe(first);
    expect(await pixels(4242, {}, other)).toBe(first);
    const others = [
      await pixels(4243),
      await pixels(2n ** 53n),
      await pixels(2n ** 53n + 1n),
      await pixels(2n ** 64n - 1n),
    ];
    expect(
      new Set([
        first,
        ...others,
        await pixels(4242, { cfg: 1 }),
        await pixels(4242, { sampler_name: 'euler_ancestral' }),
      ]).size,
    ).toBe(7);
    const still = await pixels(1, { denoise: 0 });
    expect(await pixels(2, { denoise: 0 })).toBe(still);
    await fake.kill();
    await fake.restart();
    // The connection that was kept is dead, and is found so by the first call.
    await call(fake, { method: 'GET', path: '/queue' }).catch(() => null);
    expect(await pixels(4242)).toBe(first);
  });
});

/** Keys and texts of the tEXt chunks, in order. */
function textsIn(file: Buffer): string[][] {
  const texts: string[][] = [];
  for (let at = 8; at + 12 <= file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) !== 'tEXt') continue;
    texts.push(file.toString('latin1', at + 8, at + 8 + file.readUInt32BE(at)).split('\0'));
  }
  return texts;
}
