import { readdir } from 'node:fs/promises';
import { http } from '@epoch/graph-runtime/protocol';
import { expect, test } from 'vitest';
import { recordedClasses } from '../fake/object-info.ts';
import { readClass } from '../servers/class-of.ts';
import { describeWorkflow } from './describe-workflow.ts';
import { readFixture } from './fixtures-testing.ts';
import { withServerNames } from './server-check.ts';
import { standardClass } from './standard/standard-classes.ts';

const FIXTURES = new URL('../../../../../../graphs/fixtures/', import.meta.url);

async function describe(name: string) {
  return describeWorkflow({ ...(await readFixture(name)), name, confirmed: false });
}

test('[WD1] the report has the form of the protocol, for every fixture', async () => {
  const files = await readdir(FIXTURES);
  expect(files.length).toBeGreaterThanOrEqual(20);
  for (const file of files) {
    const report = await describe(file);
    expect(http.workflowReportSchema.parse(report)).toEqual(report);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  }
});

test('[WD2] sockets have kind, limits and default of their class, and targets', async () => {
  const { exposed } = await describe('sd15-img2img.json');
  expect(exposed).toEqual({
    image: { kind: 'raster', label: 'Image', role: 'image', targets: [{ node: '10', input: 'image' }] },
    prompt: {
      ...{ kind: 'text', label: 'Prompt', role: 'prompt', targets: [{ node: '6', input: 'text' }] },
      default: 'photograph of victorian woman with wings, sky clouds',
    },
    negative: {
      ...{ kind: 'text', label: 'Negative', role: 'negative', targets: [{ node: '7', input: 'text' }] },
      default: 'watermark, text',
    },
    seed: {
      ...{ kind: 'integer', label: 'Seed', role: 'seed', targets: [{ node: '3', input: 'seed' }] },
      ...{ default: 156680208700286, min: 0, max: Number.MAX_SAFE_INTEGER },
    },
    denoise: {
      ...{ kind: 'number', label: 'Denoise', role: 'denoise', targets: [{ node: '3', input: 'denoise' }] },
      ...{ default: 0.87, min: 0, max: 1 },
    },
    steps: {
      ...{ kind: 'integer', label: 'Steps', role: 'steps', targets: [{ node: '3', input: 'steps' }] },
      ...{ default: 20, min: 1, max: 10000 },
    },
    cfg: {
      ...{ kind: 'number', label: 'CFG', role: 'cfg', targets: [{ node: '3', input: 'cfg' }] },
      ...{ default: 8, min: 0, max: 100 },
    },
  });
});

test('[WD2] a default that would lose digits is left out, choices come from the class', async () => {
  expect((await describe('lora-chain.json')).exposed.seed).not.toHaveProperty('default');
  const { free } = await describe('upscaler-after.json');
  const method = free.find(({ node, input }) => node === '11' && input === 'upscale_method');
  expect(method).toMatchObject({
    title: 'Back',
    socket: { kind: 'choice', default: 'area', label: 'Back: upscale_method' },
  });
  expect(method?.socket.choices).toContain('lanczos');
});

test('[WD3] width and height are offered and not put on the box; so is every other value', async () => {
  const { exposed, free } = await describe('text-to-image.json');
  expect(Object.keys(exposed)).toEqual(['prompt', 'negative', 'seed', 'steps', 'cfg']);
  expect(free.map(({ node, input, socket }) => [`${node}.${input}`, socket.role])).toEqual([
    ['3.sampler_name', 'free'],
    ['3.scheduler', 'free'],
    ['3.denoise', 'free'],
    ['4.ckpt_name', 'free'],
    ['5.width', 'width'],
    ['5.height', 'height'],
    ['5.batch_size', 'free'],
    ['9.filename_prefix', 'free'],
  ]);
  const asked = (await describe('asks.json')).free.find(({ node }) => node === '6');
  expect(asked?.socket).toMatchObject({ kind: 'raster', role: 'image' });
});

test('[WC2] classes that do not come with ComfyUI are listed, each once', async () => {
  const { customClasses } = await describe('custom-classes.json');
  expect(customClasses).toEqual(['Efficient Loader', 'KSampler (Efficient)', 'easy int']);
  expect((await describe('sdxl-refiner.json')).customClasses).toEqual([]);
});

test('[WD4] only a workflow with classes of other people needs agreement', async () => {
  expect((await describe('custom-classes.json')).confirmed).toBe(false);
  expect((await describe('sdxl-refiner.json')).confirmed).toBe(true);
  const read = await readFixture('custom-classes.json');
  expect((await describeWorkflow({ ...read, name: '', confirmed: true })).confirmed).toBe(true);
});

test('[WC3] what the server lacks is said per node, with the nearest names', async () => {
  const read = await readFixture('lora-chain.json');
  const choices: Readonly<Record<string, readonly string[]>> = {
    ckpt_name: ['dreamshaper_8.safetensors'],
    lora_name: ['add-detail.safetensors', 'styles/oil.safetensors', 'other.safetensors'],
    vae_name: [],
    sampler_name: ['euler'],
    image: ['other.png'],
  };
  const classOf = async (type: string) => {
    const told = type === 'CLIPSetLastLayer' ? null : standardClass(type);
    if (told === null) return null;
    const inputs = Object.entries(told.inputs).map(([name, input]) => [
      name,
      { ...input, choices: choices[name] ?? input.choices },
    ]);
    return { ...told, inputs: Object.fromEntries(inputs) };
  };
  const { warnings } = await describeWorkflow({
    ...read,
    name: '',
    confirmed: true,
    server: { name: 'Attic', classOf },
  });
  expect(warnings).toEqual([
    'LoraLoader "Detail" (2): lora_name: "add_detail.safetensors" is not on Attic. Did you mean "add-detail.safetensors"?',
    expect.stringMatching(
      /^LoraLoaderModelOnly "LCM" \(4\): lora_name: "lcm-lora-sdv1-5.safetensors" is not on Attic\./,
    ),
    expect.stringMatching(
      /^CLIPSetLastLayer "CLIP skip" \(5\): the class CLIPSetLastLayer is not on Attic\. It comes with ComfyUI/,
    ),
    'VAELoader "VAE" (9): vae_name: "vae-ft-mse-840000-ema-pruned.safetensors" is not on Attic, which has none of its kind.',
    expect.stringMatching(/^KSampler \(11\): sampler_name: "lcm" is not on Attic\./),
  ]);
});

test('[WC4] names of files are written as the server writes them; other names stay as they are', async () => {
  const { graph } = await readFixture('lora-chain.json');
  const told = standardClass('LoraLoader');
  const lora = told?.inputs.lora_name;
  if (told === null || lora === undefined) throw new Error('The table lacks LoraLoader.');
  const choices = ['styles/oil.safetensors', 'other/add_detail.safetensors'];
  const table = new Map([['LoraLoader', { ...told, inputs: { ...told.inputs, lora_name: { ...lora, choices } } }]]);
  const named = withServerNames(graph, table);
  expect(named['3']?.inputs).toEqual({ ...graph['3']?.inputs, lora_name: 'styles/oil.safetensors' });
  expect(named).toEqual({ ...graph, 3: named['3'] });
});

test('[WC1] the table of usual classes says what the recorded server says', async () => {
  const compared: string[] = [];
  for (const [type, told] of Object.entries(recordedClasses('0.26.0'))) {
    const [ours, theirs] = [standardClass(type), readClass(told)];
    if (ours === null || theirs === null) continue;
    compared.push(type);
    expect({ type, outputs: ours.outputs, order: ours.order, end: ours.outputNode }).toEqual({
      ...{ type, outputs: theirs.outputs, order: theirs.order, end: theirs.outputNode },
    });
    for (const [name, input] of Object.entries(theirs.inputs)) {
      const { choices: _choices, default: given, ...rest } = input;
      // Texts are not in the table.
      const start = typeof given === 'string' || typeof given === 'object' ? {} : { default: given };
      expect({ class: type, name, ...ours.inputs[name] }).toMatchObject({ class: type, name, ...rest, ...start });
    }
  }
  expect(compared.length).toBeGreaterThan(30);
});
