import { compile, evaluateFrame, type FrameCommit, type FrameMemory } from '@epoch/graph-runtime/engine';
import type { Cue, FrameInfo, Raster } from '@epoch/graph-runtime/model';
import { type GraphInBrief, graphOf } from '@epoch/graph-runtime/testing';
import { afterAll, expect, test } from 'vitest';
import { createPixels } from './kits/raster/pixels.ts';
import { loadNodes } from './load-nodes.ts';
import { NODE_FILES } from './node-files.ts';
import { withPixels } from './testing/dots.ts';
import { chart } from './testing/samples.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

const DEFAULTS = { count: 100, fps: 24, bpm: 120, productionSeed: 5 };

/** Plays a film of real nodes in the real runtime, frame by frame, and gives each frame's commit. */
async function playFilm(
  graph: GraphInBrief,
  film: Pick<FrameInfo, 'width' | 'height'> & Partial<FrameInfo>,
  frames: number,
  cues: Readonly<Record<number, Readonly<Record<string, Cue>>>> = {},
): Promise<FrameCommit[]> {
  const compiled = compile(graphOf(graph), loadNodes(NODE_FILES).definitions);
  if (!compiled.ok)
    throw new Error(`It does not compile: ${compiled.problems.map(({ message }) => message).join(' ')}`);
  const { signal } = new AbortController();
  const commits: FrameCommit[] = [];
  let memory: FrameMemory = new Map();
  for (let index = 0; index < frames; index++) {
    const frame = { ...DEFAULTS, ...film, index };
    const request = { frame, services, signal, cues: new Map(Object.entries(cues[index] ?? {})) };
    const commit = await evaluateFrame(compiled.plan, request, memory);
    memory = commit.memory;
    commits.push(commit);
  }
  return commits;
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
