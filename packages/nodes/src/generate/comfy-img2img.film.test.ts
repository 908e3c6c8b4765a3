import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { compile, evaluateFrame, type FrameMemory } from '@epoch/graph-runtime/engine';
import {
  type GraphDocument,
  isRaster,
  makeRaster,
  type Raster,
  readGraph,
  type Told,
} from '@epoch/graph-runtime/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServices } from '../create-services.ts';
import type { ComfyEngine } from '../kits/comfy/comfy.ts';
import { type FakeComfy, startFakeComfy } from '../kits/comfy/fake/fake-comfy.ts';
import type { JobLedger } from '../kits/engines/ledger.ts';
import { createMemoryLedger } from '../kits/engines/memory-ledger.ts';
import { loadNodes } from '../load-nodes.ts';
import { NODE_FILES } from '../node-files.ts';
import type { NodeServices } from '../services.ts';
import { fakeComfyEngine } from '../testing/fake-comfy-engine.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { withoutClass } from '../testing/without-class.ts';
import { node } from './comfy-img2img.node.ts';

const { definitions } = loadNodes(NODE_FILES);
const FILM = { width: 128, height: 72, fps: 24, bpm: 120, count: 12, productionSeed: 5 };
const { signal } = new AbortController();

let server: FakeComfy;
beforeAll(async () => {
  server = await startFakeComfy();
});
afterAll(() => server.close());

/** The template of the whole chain, with some params of its ComfyUI box set. */
function planOf(params: Readonly<Record<string, string | number>>) {
  const url = new URL('../../../../graphs/epochstreamer-comfy.graph.json', import.meta.url);
  const document: GraphDocument = readGraph(JSON.parse(readFileSync(url, 'utf8')));
  const { redraw } = document.nodes;
  if (redraw === undefined) throw new Error('The template has no box "redraw".');
  const nodes = { ...document.nodes, redraw: { ...redraw, params: { ...redraw.params, ...params } } };
  const compiled = compile({ ...document, nodes }, definitions);
  if (!compiled.ok) throw new Error('It does not compile.');
  return compiled.plan;
}

interface Played {
  readonly stills: readonly string[];
  readonly memory: FrameMemory;
  readonly notes: readonly string[];
}

const BEGINNING: Played = { stills: [], memory: new Map(), notes: [] };

/** Goes on with a film to a frame, as a program that was just started: its own services, memory from a checkpoint. */
async function goOn(before: Played, to: number, ledger: JobLedger, params: Readonly<Record<string, string>> = {}) {
  const plan = planOf(params);
  const address = { id: 'fake', name: 'Fake', kind: 'comfyui', url: server.url, headers: {} } as const;
  const engines = { of: (kind: string) => (kind === 'comfyui' ? [address] : []) };
  const host = createServices({ workers: 1, engines });
  const stage = host.openStage({ ledger });
  let memory: FrameMemory = new Map([...before.memory].map(([id, kept]) => [id, throughCheckpoint(kept)]));
  const stills = [...before.stills];
  const notes = [...before.notes];
  const tell = (_node: string, _frame: number, told: Told) => {
    if (told.type === 'note') notes.push(told.words);
  };
  try {
    for (let index = stills.length; index < to; index++) {
      const request = { frame: { ...FILM, index }, services: stage.services, signal, tell };
      const commit = await evaluateFrame(plan, request, memory);
      memory = new Map([...commit.memory].map(([id, kept]) => [id, throughCheckpoint(kept)]));
      for (const { raster } of commit.stills) stills.push(sha256(raster));
    }
    return { stills, memory, notes };
  } finally {
    await host.close();
  }
}

function sha256({ data }: Raster): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A value written down and read again: plain JSON, and pictures as plain pixels. */
function throughCheckpoint(value: unknown): unknown {
  if (isRaster(value)) return makeRaster(value.width, value.height, value.data.slice());
  if (Array.isArray(value)) return value.map(throughCheckpoint);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, throughCheckpoint(part)]));
}

test('[CF1] the template makes a film of frames that all differ, and resumed in the middle it is the same film', async () => {
  const straight = await goOn(BEGINNING, 12, createMemoryLedger('straight'));
  expect(new Set(straight.stills).size).toBe(12);
  expect(straight.notes).toEqual([]);
  const ledger = createMemoryLedger('resumed');
  const half = await goOn(BEGINNING, 7, ledger);
  expect((await goOn(half, 12, ledger)).stills).toEqual(straight.stills);
}, 60_000);

test('[CF2] frames of an outage are made another way, and the film drawn again repeats them without any server', async () => {
  const ledger = createMemoryLedger('outage');
  const dream = { whenAway: 'dream' };
  const before = await goOn(BEGINNING, 4, ledger, dream);
  await server.kill();
  const meanwhile = await goOn(before, 6, ledger, dream);
  await server.restart();
  const film = await goOn(meanwhile, 9, ledger, dream);
  expect(film.notes.map((note) => /^Frame (\d+) was painted by the embedded engine: /.exec(note)?.[1])).toEqual([
    '4',
    '5',
  ]);
  const undisturbed = await goOn(BEGINNING, 5, createMemoryLedger('undisturbed'));
  expect(film.stills.slice(0, 4)).toEqual(undisturbed.stills.slice(0, 4));
  expect(film.stills[4]).not.toBe(undisturbed.stills[4]);

  const promptsBefore = server.seen.prompts.length;
  expect((await goOn(BEGINNING, 9, ledger)).stills).toEqual(film.stills);
  expect(server.seen.prompts).toHaveLength(promptsBefore);
  await server.kill();
  const alone = await goOn(BEGINNING, 9, ledger);
  await server.restart();
  expect(alone.stills).toEqual(film.stills);
  expect(alone.notes).toHaveLength(2);
}, 60_000);

/** All 256 levels in each channel, laid out so that the borders repeat them. */
function allLevels(): Raster {
  const data = new Uint8Array(64 * 64 * 4);
  for (let at = 0; at < 64 * 64; at++) {
    const level = at & 255;
    data.set([level, (level + 85) & 255, (level + 170) & 255, 255], 4 * at);
  }
  return makeRaster(64, 64, data);
}

/** Hands a picture round through the server, with a breath of noise that is less than half a level. */
async function handRound(frames: number, change: (comfy: ComfyEngine) => ComfyEngine): Promise<Raster> {
  const engines = {
    of: () => [{ id: 'fake', name: 'Fake', kind: 'comfyui', url: server.url, headers: {} } as const],
  };
  const host = createServices({ workers: 1, engines });
  const { services: real } = host.openStage();
  const services: NodeServices = { ...real, comfy: change(real.comfy) };
  const params = { denoise: 0.002, steps: 1 };
  let image = allLevels();
  try {
    for (let index = 0; index < frames; index++) {
      const film = { width: 64, height: 64, index };
      const [next] = await play(node, services, [{ inputs: { image }, film, params: { ...params, seed: index } }]);
      if (next === undefined) throw new Error('No frame was played.');
      image = makeRaster(next.image.width, next.image.height, next.image.data.slice());
    }
    return image;
  } finally {
    await host.close();
  }
}

const meanOf = ({ data }: Raster) =>
  data.reduce((sum, level, at) => (at % 4 === 3 ? sum : sum + level), 0) / (64 * 64 * 3);

test('[CF3] a loop of 200 frames that changes next to nothing keeps every level; without the rounding it darkens', async () => {
  expect(server.faults.floor).toBe(true);
  const kept = await handRound(200, (comfy) => comfy);
  expect(Buffer.from(kept.data)).toEqual(Buffer.from(allLevels().data));

  const darkened = await handRound(20, (comfy) => withoutClass(comfy, 'ImageBlend'));
  expect(meanOf(darkened)).toBeLessThan(meanOf(allLevels()) - 5);
}, 120_000);

test.each([
  ['asked', false, 'denoise 0.380'],
  ['away', true, 'denoise 0.000'],
])('[CF4] the HUD writes the denoise that was really used: server %s', async (_case, away, words) => {
  const comfy = fakeComfyEngine();
  comfy.away = away;
  const picture = chart(64, 36);
  const { services, texts } = fakeServices({ 'nebula-gate.jpg': picture, 'spaceship.png': picture }, comfy);
  const request = { frame: { ...FILM, index: 0 }, services, signal };
  await evaluateFrame(planOf({ whenAway: 'motion' }), request, new Map());
  expect(texts[0]?.lines.join(' ')).toContain(words);
});
