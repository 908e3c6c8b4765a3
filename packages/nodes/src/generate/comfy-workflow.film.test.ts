import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { compile, evaluateFrame, type FrameMemory } from '@epoch/graph-runtime/engine';
import { type GraphDocument, isRaster, makeRaster, type Raster, readGraph } from '@epoch/graph-runtime/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServices } from '../create-services.ts';
import { type FakeComfy, startFakeComfy } from '../kits/comfy/fake/fake-comfy.ts';
import { describeWorkflow } from '../kits/comfy/workflow/describe-workflow.ts';
import { readWorkflow } from '../kits/comfy/workflow/read-workflow.ts';
import type { JobLedger } from '../kits/engines/ledger.ts';
import { createMemoryLedger } from '../kits/engines/memory-ledger.ts';
import { loadNodes } from '../load-nodes.ts';
import { NODE_FILES } from '../node-files.ts';
import { fakeWorkflows, stored } from '../testing/fake-workflows.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { withoutClass } from '../testing/without-class.ts';
import { node } from './comfy-workflow.node.ts';

const { definitions } = loadNodes(NODE_FILES);
const FILM = { width: 100, height: 60, fps: 24, bpm: 120, count: 8, productionSeed: 5 };
const GRAPHS = new URL('../../../../graphs/', import.meta.url);
const MODELS = {
  checkpoints: ['v1-5-pruned-emaonly.safetensors', 'dreamshaper_8.safetensors', 'v2-1_768-ema-pruned.safetensors'],
  loras: ['add_detail.safetensors', 'styles/oil.safetensors', 'lcm-lora-sdv1-5.safetensors'],
  vae: ['vae-ft-mse-840000-ema-pruned.safetensors', 'ae.safetensors'],
  diffusion_models: ['flux1-dev.safetensors', 'z_image_turbo_bf16.safetensors'],
  text_encoders: ['t5xxl_fp16.safetensors', 'clip_l.safetensors', 'qwen_3_4b.safetensors'],
  controlnet: ['control_v11p_sd15_openpose.pth', 'control_v11f1p_sd15_depth.pth'],
};

let server: FakeComfy;
beforeAll(async () => {
  server = await startFakeComfy({ models: MODELS });
});
afterAll(() => server.close());

/** The smallest loop with a workflow in the place of the Dream engine, its sockets as they were found. */
async function loopWith(file: string, change: Readonly<Record<string, number | string>>) {
  const read = await readWorkflow(await readFile(new URL(`fixtures/${file}`, GRAPHS)));
  const { exposed, output } = await describeWorkflow({ ...read, name: file, confirmed: true });
  const document = readGraph(JSON.parse(await readFile(new URL('smallest-loop.graph.json', GRAPHS), 'utf8')));
  const { dream } = document.nodes;
  if (dream === undefined) throw new Error('The template has no box "dream".');
  const params = { workflow: read.id, ...change };
  const box: GraphDocument['nodes'][string] = { ...dream, type: 'ComfyWorkflow', version: 1, params, exposed };
  const compiled = compile({ ...document, nodes: { ...document.nodes, dream: box } }, definitions);
  if (!compiled.ok) throw new Error(`It does not compile: ${JSON.stringify(compiled)}`);
  const workflows = fakeWorkflows({ [read.id]: stored({ id: read.id, name: file, graph: read.graph, output }) });
  return { plan: compiled.plan, workflows };
}

interface Played {
  readonly stills: readonly string[];
  readonly memory: FrameMemory;
}
const BEGINNING: Played = { stills: [], memory: new Map() };

/** Goes on with a film to a frame, as a program that was just started. */
async function goOn(before: Played, to: number, ledger: JobLedger, loop: Awaited<ReturnType<typeof loopWith>>) {
  const address = { id: 'fake', name: 'Fake', kind: 'comfyui', url: server.url, headers: {} } as const;
  const engines = { of: (kind: string) => (kind === 'comfyui' ? [address] : []) };
  const host = createServices({ workers: 1, engines, workflows: loop.workflows });
  const stage = host.openStage({ ledger });
  const { signal } = new AbortController();
  const stills = [...before.stills];
  let memory = before.memory;
  try {
    for (let index = stills.length; index < to; index++) {
      const request = { frame: { ...FILM, index }, services: stage.services, signal };
      const commit = await evaluateFrame(loop.plan, request, memory);
      memory = new Map([...commit.memory].map(([id, kept]) => [id, withPlainPictures(kept)]));
      for (const { raster } of commit.stills) {
        expect([raster.width, raster.height]).toEqual([FILM.width, FILM.height]);
        stills.push(createHash('sha256').update(raster.data).digest('hex'));
      }
    }
    return { stills, memory };
  } finally {
    await host.close();
  }
}

function withPlainPictures(value: unknown): unknown {
  if (isRaster(value)) return makeRaster(value.width, value.height, value.data.slice());
  if (Array.isArray(value)) return value.map(withPlainPictures);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withPlainPictures(part)]));
}

test.each([
  'sd15-img2img.json',
  'lora-chain.json',
  'two-samplers.json',
  'flux-loaders.json',
  'sampler-custom-advanced.json',
  'seed-in-primitive.json',
  'editor-sd15.json',
  'editor-subgraph.json',
])(
  '[WF1] %s makes a loop on a ComfyUI server: frames of the size of the film that all differ',
  async (file) => {
    const { stills } = await goOn(BEGINNING, 2, createMemoryLedger(file), await loopWith(file, {}));
    expect(new Set(stills).size).toBe(2);
  },
  60_000,
);

test('[WF2] resumed in the middle it is the same film, and drawn again it needs no server', async () => {
  const loop = await loopWith('sd15-img2img.json', { denoise: 0.3, prompt: 'ice', seed: 9 });
  const straight = await goOn(BEGINNING, 6, createMemoryLedger('straight'), loop);
  const ledger = createMemoryLedger('resumed');
  const half = await goOn(BEGINNING, 3, ledger, loop);
  expect((await goOn(half, 6, ledger, loop)).stills).toEqual(straight.stills);
  await server.kill();
  const again = await goOn(BEGINNING, 6, ledger, loop);
  await server.restart();
  expect(again.stills).toEqual(straight.stills);
}, 60_000);

test('[WF3] a picture without a wire is no end: the first frame is drawn from the prompt, the loop goes on from it', async () => {
  const before = server.seen.prompts.length;
  const loop = await loopWith('sd15-img2img.json', { denoise: 0.3 });
  await goOn(BEGINNING, 2, createMemoryLedger('first'), loop);
  const sent = server.seen.prompts.slice(before).map(({ graph }) => JSON.stringify(graph['3']));
  expect(sent.map((sampler) => /"denoise":([\d.]+)/.exec(sampler)?.[1])).toEqual(['1', '0.3']);
});

/** Hands a picture round through the workflow, with a breath of noise that is less than half a level. */
async function handRound(start: Raster, canRound: boolean): Promise<Raster> {
  const read = await readWorkflow(await readFile(new URL('fixtures/sd15-img2img.json', GRAPHS)));
  const { exposed, output } = await describeWorkflow({ ...read, name: 'Loop', confirmed: true });
  const workflows = fakeWorkflows({ '': stored({ id: read.id, graph: read.graph, output }) });
  const address = { id: 'fake', name: 'Fake', kind: 'comfyui', url: server.url, headers: {} } as const;
  const host = createServices({ workers: 1, workflows, engines: { of: () => [address] } });
  const { services } = host.openStage();
  const comfy = canRound ? services.comfy : withoutClass(services.comfy, 'ImageBlend');
  const around = { ...services, comfy };
  let picture = start;
  try {
    for (let index = 0; index < 10; index++) {
      const values: Readonly<Record<string, number | Raster>> = {
        image: picture,
        denoise: 0.002,
        steps: 1,
        seed: index,
      };
      const sockets = Object.entries(exposed).map(([name, told]) => ({
        ...told,
        name,
        value: values[name] ?? told.default,
      }));
      const film = { width: start.width, height: start.height, index };
      const [next] = await play(node, around, [{ exposed: sockets, film }]);
      if (next === undefined) throw new Error('No frame was played.');
      picture = makeRaster(next.image.width, next.image.height, next.image.data.slice());
    }
    return picture;
  } finally {
    await host.close();
  }
}

test('[WF4] a loop that changes next to nothing keeps every level; without the rounding it darkens', async () => {
  const start = chart(128, 64);
  const sumOf = ({ data }: Raster) => data.reduce((sum, level) => sum + level, 0);
  expect(Buffer.from((await handRound(start, true)).data).equals(Buffer.from(start.data))).toBe(true);
  expect(sumOf(await handRound(start, false))).toBeLessThan(sumOf(start) - 2 * 128 * 64);
}, 60_000);
