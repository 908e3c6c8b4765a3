import { expect, test } from 'vitest';
import { buildGraph, type PictureRequest } from './build-graph.ts';

const request: PictureRequest = {
  model: { loader: 'checkpoint', checkpoint: 'sd15.safetensors', vae: null },
  ...{ loras: [], prompt: 'moss', negative: 'fog', guidance: 0, seed: 7, steps: 20, cfg: 7 },
  ...{ sampler: 'euler', scheduler: 'normal', denoise: 0.4, size: { width: 512, height: 512 } },
  ...{ png: new Uint8Array(1), rounds: false },
};
const graphOf = (change: Partial<PictureRequest>) => buildGraph({ ...request, ...change }).graph;
const kindsOf = (change: Partial<PictureRequest>) => Object.values(graphOf(change)).map(({ class_type }) => class_type);

test('[BG1] a picture goes through LoadImage, VAEEncode, KSampler, VAEDecode and SaveImage', () => {
  const { graph, pictures, output } = buildGraph(request);
  expect(pictures).toEqual([{ node: '20', input: 'image', png: request.png }]);
  expect(graph['21']).toMatchObject({ class_type: 'VAEEncode', inputs: { pixels: ['20', 0], vae: ['1', 2] } });
  expect(graph['30']?.inputs).toEqual({
    ...{ model: ['1', 0], seed: 7, steps: 20, cfg: 7, sampler_name: 'euler', scheduler: 'normal' },
    ...{ positive: ['10', 0], negative: ['11', 0], latent_image: ['21', 0], denoise: 0.4 },
  });
  expect(graph[output]).toMatchObject({
    class_type: 'SaveImage',
    inputs: { images: ['31', 0], filename_prefix: 'EpochStreamer' },
  });
});

test('[BG2] without a picture it begins with an empty latent of the size', () => {
  const { graph, pictures } = buildGraph({ ...request, png: null });
  expect(pictures).toEqual([]);
  expect(graph['21']).toMatchObject({ class_type: 'EmptyLatentImage', inputs: { width: 512, height: 512 } });
  expect(graph['20']).toBeUndefined();
});

test('[BG3] a VAE of its own replaces that of the checkpoint at both ends', () => {
  const graph = graphOf({ model: { loader: 'checkpoint', checkpoint: 'a', vae: 'ft-mse' } });
  expect(graph['3']).toMatchObject({ class_type: 'VAELoader', inputs: { vae_name: 'ft-mse' } });
  expect([graph['21']?.inputs.vae, graph['31']?.inputs.vae]).toEqual([
    ['3', 0],
    ['3', 0],
  ]);
});

test('[BG4] separate files have a loader each, one or two text encoders, and guidance when it is asked for', () => {
  const model = { loader: 'separate', unet: 'flux', clips: ['l', 't5'], clipType: 'flux', vae: 'ae' } as const;
  const graph = graphOf({ model, guidance: 3.5 });
  expect(graph['2']).toMatchObject({
    class_type: 'DualCLIPLoader',
    inputs: { clip_name1: 'l', clip_name2: 't5', type: 'flux' },
  });
  expect(graph['12']).toMatchObject({ class_type: 'FluxGuidance', inputs: { guidance: 3.5, conditioning: ['10', 0] } });
  expect(graph['30']?.inputs.positive).toEqual(['12', 0]);
  expect(graphOf({ model: { ...model, clips: ['l'] } })['2']).toMatchObject({ class_type: 'CLIPLoader' });
});

test('[BG5] each LoRA works on what the one before made, and sampler and prompts take the last', () => {
  const lora = (name: string) => ({ name, modelStrength: 0.8, clipStrength: 0.5 });
  const graph = graphOf({ loras: [lora('a'), lora('b')] });
  expect(graph['100']?.inputs).toMatchObject({
    model: ['1', 0],
    clip: ['1', 1],
    strength_model: 0.8,
    strength_clip: 0.5,
  });
  expect(graph['101']?.inputs).toMatchObject({ model: ['100', 0], clip: ['100', 1], lora_name: 'b' });
  expect([graph['30']?.inputs.model, graph['10']?.inputs.clip, graph['11']?.inputs.clip]).toEqual([
    ['101', 0],
    ['101', 1],
    ['101', 1],
  ]);
});

test('[BG6] only picture and seed differ from frame to frame, so that the server keeps the rest', () => {
  const one = graphOf({});
  const next = graphOf({ seed: 8 });
  expect(Object.keys(next)).toEqual(Object.keys(one));
  const changed = Object.keys(one).filter((id) => JSON.stringify(one[id]) !== JSON.stringify(next[id]));
  expect(changed).toEqual(['30']);
});

test('[BG7] titles say what a workflow is bound by, and rounding stands between decoder and file', () => {
  const titles = Object.values(graphOf({})).map(({ _meta }) => _meta?.title);
  expect(titles).toEqual(expect.arrayContaining(['ES:prompt', 'ES:negative', 'ES:image', 'ES:sampler', 'ES:output']));
  expect(kindsOf({})).not.toContain('ImageBlend');
  const rounded = graphOf({ rounds: true });
  expect(rounded['50']?.inputs.image).toEqual(['31', 0]);
  expect(rounded['60']?.inputs.images).toEqual(['53', 0]);
});
