import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { compile, evaluateFrame, type FrameMemory, gatherRasters } from '@epoch/graph-runtime/engine';
import { type Raster, readGraph } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { createServices } from './create-services.ts';
import { loadNodes } from './load-nodes.ts';
import { NODE_FILES } from './node-files.ts';

const { definitions } = loadNodes(NODE_FILES);
const FILM = { width: 128, height: 72, fps: 24, count: 100, productionSeed: 5 };

/** The default graph, played on real threads; gives a hash of each still. Giving memory back changes nothing. */
async function playFirstLight(workers: number, frames: number, collect: boolean): Promise<string[]> {
  const url = new URL('../../../graphs/first-light.graph.json', import.meta.url);
  const compiled = compile(readGraph(JSON.parse(readFileSync(url, 'utf8'))), definitions);
  if (!compiled.ok) throw new Error('It does not compile.');
  const host = createServices({ workers });
  try {
    const { services, retire, close } = host.openStage();
    const { signal } = new AbortController();
    let memory: FrameMemory = new Map();
    const stills: string[] = [];
    for (let index = 0; index < frames; index++) {
      const commit = await evaluateFrame(compiled.plan, { frame: { ...FILM, index }, services, signal }, memory);
      memory = commit.memory;
      for (const { raster } of commit.stills) stills.push(createHash('sha256').update(raster.data).digest('hex'));
      const live = new Set<Raster>();
      gatherRasters(memory, live);
      if (collect) retire(live);
    }
    close();
    return stills;
  } finally {
    await host.close();
  }
}

test('[CS1] the default graph runs on the real kits, and two processes-worth of services make the same film', async () => {
  const once = await playFirstLight(1, 8, true);
  expect(once).toHaveLength(8);
  expect(new Set(once).size).toBe(8);
  expect(await playFirstLight(2, 8, false)).toEqual(once);
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
