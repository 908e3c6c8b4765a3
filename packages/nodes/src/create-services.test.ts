import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { compile, evaluateFrame, type FrameMemory, gatherRasters } from '@epoch/graph-runtime/engine';
import { isRaster, makeRaster, type Raster, readGraph } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { createServices } from './create-services.ts';
import { loadNodes } from './load-nodes.ts';
import { NODE_FILES } from './node-files.ts';

const { definitions } = loadNodes(NODE_FILES);
const FILM = { width: 128, height: 72, fps: 24, bpm: 120, count: 100, productionSeed: 5 };

interface Playing {
  readonly workers: number;
  readonly frames: number;
  /** Gives memory back after every frame. */
  readonly collect?: boolean;
  /** From this frame on it goes on with new threads, from memory as a checkpoint brings it back. */
  readonly resumeAt?: number;
  /** Without the wire that tells the engine how the camera moves. */
  readonly unwired?: boolean;
}

function readFirstLight(unwired: boolean) {
  const url = new URL('../../../graphs/first-light.graph.json', import.meta.url);
  const document = readGraph(JSON.parse(readFileSync(url, 'utf8')));
  const edges = Object.entries(document.edges).filter(([, { to }]) => !(unwired && to.port === 'motion'));
  const compiled = compile({ ...document, edges: Object.fromEntries(edges) }, definitions);
  if (!compiled.ok) throw new Error('It does not compile.');
  return compiled.plan;
}

/** The default graph, played on real threads; gives a hash of each still. */
async function playFirstLight({ workers, frames, collect = false, resumeAt, unwired = false }: Playing) {
  const plan = readFirstLight(unwired);
  const { signal } = new AbortController();
  let host = createServices({ workers });
  let stage = host.openStage();
  let memory: FrameMemory = new Map();
  const stills: string[] = [];
  try {
    for (let index = 0; index < frames; index++) {
      if (index === resumeAt) {
        memory = new Map([...memory].map(([node, kept]) => [node, throughCheckpoint(kept)]));
        await host.close();
        host = createServices({ workers });
        stage = host.openStage();
      }
      const frame = { ...FILM, index };
      const commit = await evaluateFrame(plan, { frame, services: stage.services, signal }, memory);
      memory = commit.memory;
      for (const { raster } of commit.stills) stills.push(createHash('sha256').update(raster.data).digest('hex'));
      const live = new Set<Raster>();
      gatherRasters(memory, live);
      if (collect) stage.retire(live);
    }
    return stills;
  } finally {
    await host.close();
  }
}

/** A value written down and read again: plain JSON, and pictures as plain pixels. */
function throughCheckpoint(value: unknown): unknown {
  if (isRaster(value)) return makeRaster(value.width, value.height, value.data.slice());
  if (Array.isArray(value)) return value.map(throughCheckpoint);
  if (typeof value !== 'object' || value === null)
    return value === undefined ? value : JSON.parse(JSON.stringify(value));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, throughCheckpoint(part)]));
}

test('[CS1] the default graph is the same film with one thread or two, with memory given back or not', async () => {
  const once = await playFirstLight({ workers: 1, frames: 8, collect: true });
  expect(new Set(once).size).toBe(8);
  expect(await playFirstLight({ workers: 2, frames: 8 })).toEqual(once);
});

test('[CS2] memory that a closed stage held is given back', async () => {
  const host = createServices({ workers: 1 });
  try {
    const before = host.pictures.memory.rasters;
    const stage = host.openStage();
    stage.services.pixels.solid(64, 36, [1, 2, 3, 255]);
    expect(host.pictures.memory.rasters).toBe(before + 1);
    stage.close();
    expect(host.pictures.memory.rasters).toBe(before);
  } finally {
    await host.close();
  }
});

test.each([false, true])(
  '[CS3] gone on with from a checkpoint it is the same film (camera measured: %s)',
  async (unwired) => {
    const straight = await playFirstLight({ workers: 1, frames: 6, unwired });
    expect(await playFirstLight({ workers: 1, frames: 6, unwired, resumeAt: 3 })).toEqual(straight);
  },
);
