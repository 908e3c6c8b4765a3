import { compile, evaluateFrame, type FrameCommit, type FrameMemory } from '@epoch/graph-runtime/engine';
import {
  type Cue,
  type FrameInfo,
  type GraphNode,
  isRaster,
  makeRaster,
  type ParamScalar,
  type Raster,
} from '@epoch/graph-runtime/model';
import { type GraphInBrief, graphOf } from '@epoch/graph-runtime/testing';
import { afterAll, expect, test } from 'vitest';
import { createFilmClock, createMemoryDecisions } from './kits/clock/film-clock.ts';
import { createPixels } from './kits/raster/pixels.ts';
import { loadNodes } from './load-nodes.ts';
import { NODE_FILES } from './node-files.ts';
import type { NodeServices } from './services.ts';
import { withPixels } from './testing/dots.ts';
import { chart } from './testing/samples.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

const DEFAULTS = { count: 100, fps: 24, bpm: 120, productionSeed: 5 };

/** Plays a film of real nodes in the real runtime, frame by frame, and gives each frame's commit. At `resumeAt` it goes on from memory read again. */
async function playFilm(
  graph: GraphInBrief,
  film: Pick<FrameInfo, 'width' | 'height'> & Partial<FrameInfo>,
  frames: number,
  cues: Readonly<Record<number, Readonly<Record<string, Cue>>>> = {},
  given: NodeServices = services,
  resumeAt?: number,
): Promise<FrameCommit[]> {
  const compiled = compile(graphOf(graph), loadNodes(NODE_FILES).definitions);
  if (!compiled.ok)
    throw new Error(`It does not compile: ${compiled.problems.map(({ message }) => message).join(' ')}`);
  const { signal } = new AbortController();
  const commits: FrameCommit[] = [];
  let memory: FrameMemory = new Map();
  for (let index = 0; index < frames; index++) {
    const frame = { ...DEFAULTS, ...film, index };
    if (index === resumeAt) memory = new Map([...memory].map(([node, kept]) => [node, throughCheckpoint(kept)]));
    const request = { frame, services: given, signal, cues: new Map(Object.entries(cues[index] ?? {})) };
    const commit = await evaluateFrame(compiled.plan, request, memory);
    memory = commit.memory;
    commits.push(commit);
  }
  return commits;
}

/** A value written down and read again: plain JSON, and pictures as plain pixels. */
function throughCheckpoint(value: unknown): unknown {
  if (isRaster(value)) return makeRaster(value.width, value.height, value.data.slice());
  if (Array.isArray(value)) return value.map(throughCheckpoint);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, throughCheckpoint(part)]));
}

const FILM = { width: 160, height: 90 };
/** Already of the film's size, so that fitting it changes nothing. */
const planet = chart(160, 90, 220);
const services = withPixels(pixels, { 'start.png': chart(160, 90, 10) });

/** The loop of the templates: delay, camera, teleport, engine. */
const graph = (denoise: number) => ({
  nodes: {
    start: { type: 'StillImage', params: { asset: 'start.png' } },
    delay: 'FeedbackDelay',
    camera: { type: 'ZoomPan', params: { zoom: 1.02 } },
    teleport: 'Teleport',
    engine: { type: 'DreamImg2Img', params: { denoise, seed: 3, prompt: 'ringed planet' } },
    frames: 'FrameOutput',
  },
  wires: [
    'start.image > delay.initial',
    'delay.out > camera.image',
    'camera.image > teleport.image',
    'camera.motion > engine.motion',
    'teleport.image > engine.image',
    'engine.image > delay.next',
    'engine.image > frames.image',
  ],
});

const cues = { 3: { teleport: { kind: 'teleport' as const, image: planet, dissolveFrames: 0 } } };

async function stills(denoise: number, frames: number): Promise<Raster[]> {
  const commits = await playFilm(graph(denoise), FILM, frames, cues);
  return commits.flatMap((commit) => commit.stills.map(({ raster }) => raster));
}

const same = (a: Raster | undefined, b: Raster) => a !== undefined && Buffer.from(a.data).equals(b.data);

test('[TP9] through the engine the frame of a teleport is the injected picture, and the next one evolves from it', async () => {
  const film = await stills(0, 5);
  expect(film).toHaveLength(5);
  expect(same(film[2], planet)).toBe(false);
  expect(same(film[3], planet)).toBe(true);
  const next = await pixels.camera(planet, { zoom: 1.02, panX: 0, panY: 0, rotationDeg: 0 }, { edge: 'mirror' });
  expect(same(film[4], next)).toBe(true);
});

test('[TP10] with an engine that paints, the teleport frame is painted over the injected picture', async () => {
  const film = await stills(0.3, 4);
  const [before, jumped] = [film[2], film[3]];
  if (before === undefined || jumped === undefined) throw new Error('A frame is missing.');
  expect(await pixels.difference(jumped, planet)).toBeLessThan(0.5 * (await pixels.difference(before, planet)));
});

/** The loop of the templates with an engine that draws every third frame, and Tween behind it. */
const tweened: GraphInBrief = {
  nodes: {
    start: { type: 'StillImage', params: { asset: 'start.png' } },
    delay: 'FeedbackDelay',
    camera: { type: 'ZoomPan', params: { zoom: 1.03, panX: 0.01, rotationDeg: 1 } },
    cadence: { type: 'Cadence', params: { cadence: 3, denoise: 0.4 } },
    engine: { type: 'DreamImg2Img', params: { seed: 3, prompt: 'ringed planet' } },
    tween: 'Tween',
    frames: 'FrameOutput',
  },
  wires: [
    'start.image > delay.initial',
    'delay.out > camera.image',
    'camera.image > engine.image',
    'camera.motion > engine.motion',
    'cadence.denoise > engine.denoise',
    'engine.image > delay.next',
    'engine.image > tween.image',
    'engine.settings > tween.settings',
    'camera.motion > tween.motion',
    'cadence.cadence > tween.every',
    'tween.image > frames.image',
  ],
};

const shownAt = (commit: FrameCommit | undefined) => commit?.stills[0]?.raster;

function givenBy(commit: FrameCommit | undefined, node: string): Raster {
  const image = commit?.reports.get(node)?.outputs.image;
  if (!isRaster(image)) throw new Error(`${node} gave no picture.`);
  return image;
}

test('[CN2] in a film the engine paints at drawn frames only, and the picture goes on along the camera in between', async () => {
  let painted = 0;
  const dream: typeof pixels.dream = (call, signal) => {
    painted += 1;
    return pixels.dream(call, signal);
  };
  const film = await playFilm(tweened, FILM, 7, {}, { ...services, pixels: { ...pixels, dream } });
  expect(painted).toBe(3);
  const step = { zoom: 1.03, panX: -0.01, panY: 0, rotationDeg: 1 };
  const next = await pixels.camera(givenBy(film[3], 'engine'), step, { edge: 'mirror' });
  expect(same(givenBy(film[4], 'engine'), next)).toBe(true);
  // Drawn frames come through two frames later, byte for byte.
  expect(same(shownAt(film[5]), givenBy(film[3], 'engine'))).toBe(true);
  const between = shownAt(film[4]);
  if (between === undefined) throw new Error('A frame is missing.');
  expect(same(between, givenBy(film[2], 'engine'))).toBe(false);
});

test('[CN6] Tween fills in whatever number of frames a held rate leaves out, and nothing jumps', async () => {
  const params = { mode: 'rate', most: 4, denoise: 0.4 };
  const held: GraphInBrief = { ...tweened, nodes: { ...tweened.nodes, cadence: { type: 'Cadence', params } } };
  const decisions = createMemoryDecisions();
  for (const [frame, lasts] of [2, 1, 4, 3].entries()) decisions.put('cadence', [0, 2, 3, 7][frame] ?? 0, lasts);
  const film = await playFilm(held, FILM, 14, {}, { ...services, clock: createFilmClock(decisions, () => 0) });
  const drawn = film.flatMap(({ reports, frame }) => (reports.get('cadence')?.outputs.redraw === true ? [frame] : []));
  expect(drawn.slice(0, 5)).toEqual([0, 2, 3, 7, 10]);
  // Shown three frames later; at drawn frames byte for byte what the engine gave.
  for (const frame of [2, 3, 7, 10]) expect(same(shownAt(film[frame + 3]), givenBy(film[frame], 'engine'))).toBe(true);
  const changes = film.slice(4).map((commit, at) => {
    const [before, here] = [shownAt(film[at + 3]), shownAt(commit)];
    if (before === undefined || here === undefined) throw new Error('A frame is missing.');
    return pixels.difference(before, here);
  });
  const measured = await Promise.all(changes);
  expect(Math.max(...measured)).toBeLessThan(4 * Math.min(...measured));
});

test('[TW7] a tweened film goes on from a checkpoint as if it had never stopped', async () => {
  const straight = await playFilm(tweened, FILM, 8);
  const resumed = await playFilm(tweened, FILM, 8, {}, services, 4);
  for (const [index, commit] of resumed.entries()) {
    const image = shownAt(straight[index]);
    expect(image !== undefined && same(shownAt(commit), image)).toBe(true);
  }
});

test('[TW9] a teleport between two drawn frames is seen as the injected picture, and what was before does not fade into it', async () => {
  const wires = (tweened.wires ?? []).filter((wire) => wire !== 'camera.image > engine.image');
  const jumping: GraphInBrief = {
    nodes: { ...tweened.nodes, teleport: 'Teleport' },
    wires: [...wires, 'camera.image > teleport.image', 'teleport.image > engine.image', 'teleport.active > tween.cut'],
  };
  const jump = { 5: { teleport: { kind: 'teleport' as const, image: planet, dissolveFrames: 0 } } };
  const film = await playFilm(jumping, FILM, 9, jump);
  // What is shown is two frames older than what comes in.
  expect(same(shownAt(film[7]), planet)).toBe(true);
  const step = { zoom: 1.03, panX: -0.01, panY: 0, rotationDeg: 1 };
  const before = await pixels.camera(givenBy(film[3], 'engine'), step, {});
  expect(same(shownAt(film[6]), before)).toBe(true);
});

/** The loop of the templates, directed by a keyframe switch. */
function directed(params: GraphNode['params']): GraphInBrief {
  const { nodes, wires } = graph(0.3);
  const director = { type: 'KeyframeSwitch', params: { prompt: 'red nebula', denoise: 0.3, seed: 3, ...params } };
  const lines = ['prompt', 'denoise', 'seed'].map((name) => `director.${name} > engine.${name}`);
  return { nodes: { ...nodes, director }, wires: [...wires, ...lines] };
}

const keyAt = (frame: number, before: ParamScalar, value: ParamScalar) => ({
  keys: [
    { frame: 0, value: before, easing: 'hold' as const },
    { frame, value, easing: 'hold' as const },
  ],
});

test.each([
  ['prompt', keyAt(3, 'red nebula', 'blue ocean')],
  ['denoise', keyAt(3, 0.3, 0.8)],
  ['seed', keyAt(3, 3, 404)],
  ['prompt', { schedule: '0: "red nebula", 3: "blue ocean"' }],
])('[KS4] a key of %s changes the pictures of the film from its frame on, and none before', async (name, input) => {
  const plain = await playFilm(directed({}), FILM, 5);
  const keyed = await playFilm(directed({ [name]: input }), FILM, 5);
  const alike = plain.map((commit, index) => same(shownAt(commit), givenBy(keyed[index], 'engine')));
  expect(alike).toEqual([true, true, true, false, false]);
});

test('[KS5] a prompt that is swapped moves the colours of the film its way, and more denoise moves them faster', async () => {
  const swap = keyAt(3, 'red nebula', 'blue nebula');
  const blueness = async (params: GraphNode['params']) => {
    const last = (await playFilm(directed(params), FILM, 9)).at(-1);
    const { data } = givenBy(last, 'engine');
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) sum += (data[at + 2] ?? 0) - (data[at] ?? 0);
    return sum / (data.length / 4);
  };
  const [red, swapped, faster] = [
    await blueness({}),
    await blueness({ prompt: swap }),
    await blueness({ prompt: swap, denoise: keyAt(3, 0.3, 0.6) }),
  ];
  expect(swapped).toBeGreaterThan(red + 5);
  expect(faster).toBeGreaterThan(swapped + 5);
});
