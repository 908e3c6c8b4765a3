import { type GenerationSettings, isRaster, type Motion, makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from '../kits/raster/pixels.ts';
import { centroid, dotAt, type Place, withPixels } from '../testing/dots.ts';
import { playOnce } from '../testing/play.ts';
import { node } from './tween.node.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());
const services = withPixels(pixels);
const [WIDTH, HEIGHT] = [160, 90];

const motion: Motion = {
  ...{ zoom: 1.03, panX: 0.012, panY: -0.02, rotationDeg: 1.5 },
  ...{ totalZoom: 1, totalPanX: 0, totalPanY: 0 },
};

/** Plain mathematics: where one step takes a place. */
function moved({ x, y }: Place): Place {
  const angle = (motion.rotationDeg * Math.PI) / 180;
  const [fromX, fromY] = [x - WIDTH / 2, y - HEIGHT / 2];
  return {
    x: WIDTH / 2 + motion.zoom * (Math.cos(angle) * fromX - Math.sin(angle) * fromY) + motion.panX * HEIGHT,
    y: HEIGHT / 2 + motion.zoom * (Math.sin(angle) * fromX + Math.cos(angle) * fromY) + motion.panY * HEIGHT,
  };
}

interface Played {
  readonly shown: Raster;
  readonly frame: unknown;
  readonly told: unknown;
  readonly memory: unknown;
}

interface Given {
  readonly image: Raster;
  readonly motion?: Motion;
  readonly settings?: GenerationSettings;
  readonly cut?: boolean;
}

async function play(given: readonly Given[], cadences: readonly number[], fade = 'linear'): Promise<Played[]> {
  const played: Played[] = [];
  let memory: unknown;
  for (const [index, inputs] of given.entries()) {
    const params = { every: cadences[index] ?? cadences.at(-1) ?? 1, fade };
    const answer = await playOnce(node, services, { inputs: { ...inputs }, params, film: { index } }, memory);
    memory = answer.memory;
    const { image: shown, frame, settings, motion } = answer.outputs;
    if (!isRaster(shown)) throw new Error('No picture.');
    played.push({ shown, frame, told: { settings, motion }, memory });
  }
  return played;
}

const grey = (level: number) =>
  makeRaster(
    WIDTH,
    HEIGHT,
    new Uint8Array(4 * WIDTH * HEIGHT).map((_, i) => (i % 4 === 3 ? 255 : level)),
  );
const greys = [40, 60, 80, 100, 120, 140, 160, 180].map(grey);
const levelAt = ({ data }: Raster, x: number, y: number) => data[4 * (y * WIDTH + x)] ?? 0;
const settings = (denoise: number) => ({
  engine: 'dream',
  prompt: '',
  negative: '',
  seed: 1,
  denoise,
  steps: 20,
  cfg: 7,
});

test('[TW1] what is shown is older by the cadence less one, and the first picture is held that long', async () => {
  const played = await play(
    greys.map((image) => ({ image })),
    [3],
  );
  expect(played.map(({ frame }) => frame)).toEqual([0, 0, 0, 1, 2, 3, 4, 5]);
  for (const index of [0, 1, 2]) expect(played[index]?.shown).toBe(greys[0]);
});

test('[TW2] a dot in between stands where the matrix of the camera puts it, seen from both neighbours', async () => {
  const places: Place[] = [{ x: 92.3, y: 52.8 }];
  for (let index = 1; index < 9; index++) places.push(moved(places[index - 1] ?? { x: 0, y: 0 }));
  // Only every 4th picture is a good one: what comes in between must not be looked at.
  const given = places.map((place, index) => ({
    image: index % 4 === 0 ? dotAt(WIDTH, HEIGHT, place) : grey(255),
    motion,
  }));
  for (const { shown, frame } of (await play(given, [4])).slice(3)) {
    const [found, expected] = [centroid(shown), places[Number(frame)]];
    if (expected === undefined) throw new Error('No such frame.');
    expect(Math.hypot(found.x - expected.x, found.y - expected.y), `frame ${String(frame)}`).toBeLessThan(0.08);
  }
});

test('[TW3] neighbours fade by their distance; where the later one has not been, the earlier is alone', async () => {
  const still = await play(
    greys.map((image) => ({ image })),
    [4],
  );
  // Frames 0 and 4 are 40 and 120: the quarters between them are 60, 80, 100.
  expect(still.map(({ shown }) => levelAt(shown, 80, 45))).toEqual([40, 40, 40, 40, 60, 80, 100, 120]);
  const resting = await play(
    greys.map((image) => ({ image })),
    [4],
    'smooth',
  );
  expect(levelAt(resting[4]?.shown ?? grey(0), 80, 45)).toBe(Math.round(40 + 80 * (0.0625 * 2.5)));
  const alone = await play(
    greys.map((image) => ({ image })),
    [4],
    'none',
  );
  expect(alone.map(({ shown }) => levelAt(shown, 80, 45))).toEqual([40, 40, 40, 40, 40, 40, 40, 120]);
  const inwards = { ...motion, zoom: 1.1, panX: 0, panY: 0, rotationDeg: 0 };
  const zoomed = await play(
    greys.map((image) => ({ image, motion: inwards })),
    [4],
  );
  const middle = zoomed[5]?.shown ?? grey(0);
  expect([levelAt(middle, 80, 45), levelAt(middle, 2, 45), levelAt(middle, 80, 1)]).toEqual([80, 40, 40]);
});

test('[TW4] drawn frames are shown as they are; with cadence 1 all are', async () => {
  const given = greys.map((image) => ({ image, motion }));
  const played = await play(given, [3]);
  expect(played[5]?.shown).toBe(greys[3]);
  expect((await play(given, [1])).map(({ shown }) => shown)).toEqual(greys);
});

test('[TW5] the settings tell which frames were drawn, and none stays away longer than the cadence', async () => {
  const drawn = [0.4, 0, 0.4, 0, 0, 0, 0, 0];
  const played = await play(
    greys.map((image, index) => ({ image, settings: settings(drawn[index] ?? 0) })),
    [3],
  );
  // Drawn: 0, 2, then 5, because three frames have gone by. Shown: 0 0 0 1 2 3 4 5.
  expect(played.map(({ shown }) => levelAt(shown, 80, 45))).toEqual([40, 40, 40, 60, 80, 100, 120, 140]);
});

test('[TW10] what the engine used and where the camera was is told of the frame that is shown, also in a bypassed box', async () => {
  const given = greys.map((image, index) => ({
    image,
    settings: { ...settings(index % 3 === 0 ? 0.4 : 0), seed: 100 + index },
    motion: { ...motion, totalZoom: index },
  }));
  for (const { frame, told } of await play(given, [3])) {
    expect(told).toEqual({ settings: given[Number(frame)]?.settings, motion: given[Number(frame)]?.motion });
  }
  expect((await play([{ image: grey(9) }], [2]))[0]?.told).toMatchObject({ settings: { engine: '', denoise: 0 } });
  expect(node.bypass).toEqual({ image: 'image', motion: 'motion', settings: 'settings' });
});

test('[TW6] a cadence that changes while the film runs breaks nothing, and no more is remembered than is needed', async () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ image: greys[index % 8] ?? grey(0), motion }));
  const changing = many.map((_, index) => [4, 4, 4, 4, 4, 4, 1, 1, 3, 3, 7][index] ?? 5);
  for (const { shown, memory } of await play(many, changing)) {
    expect([shown.width, shown.height]).toEqual([WIDTH, HEIGHT]);
    const kept = JSON.parse(JSON.stringify(memory, (key, value) => (key === 'image' ? 0 : value)));
    expect(kept.drawn.length).toBeLessThanOrEqual(3);
    expect(kept.steps.length).toBeLessThanOrEqual(15);
  }
  const last = await play(many, [5]);
  expect(last.at(-1)?.frame).toBe(35);
});

test('[TW8] a cut stays a cut: nothing fades into its picture, which is shown as it came, and from there it goes on', async () => {
  // Drawn are 0, 3 and 6; the film jumps at 5.
  const given = greys.map((image, index) => ({
    image,
    settings: settings(index % 3 === 0 ? 0.4 : 0),
    cut: index === 5,
  }));
  const played = await play(given, [3]);
  const shown = (frame: number) => played.find((one, index) => index >= 2 && one.frame === frame)?.shown;
  const level = (frame: number) => levelAt(shown(frame) ?? grey(0), WIDTH / 2, HEIGHT / 2);
  expect([0, 1, 2, 3, 4, 5].map(level)).toEqual([40, 60, 80, 100, 100, 140]);
  expect(shown(5)).toBe(greys[5]);
  const faded = await play(
    given.map((one) => ({ ...one, cut: false })),
    [3],
  );
  const between = faded[6]?.shown ?? grey(0);
  expect(levelAt(between, WIDTH / 2, HEIGHT / 2)).toBe(120);
});
