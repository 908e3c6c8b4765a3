import { expect, test } from 'vitest';
import type { ApiGraph } from '../comfy.ts';
import { bindWorkflow } from './bind.ts';
import { standardTable } from './classes.ts';
import { findIn, readFixture } from './fixtures-testing.ts';

test('[WB2] what is open is asked with every candidate, and bound to nothing', async () => {
  const { output, bound, all } = await findIn(await readFixture('asks.json'));
  expect(output).toBeNull();
  expect(bound).toEqual({
    negative: '5.text',
    seed: '10.seed',
    denoise: '10.denoise',
    steps: '10.steps',
    cfg: '10.cfg',
    '?output': '12 14',
    '?image': '6.image 7.image',
    '?prompt': '2.text 3.text',
  });
  expect(all.questions.map(({ message }) => message.endsWith('?'))).toEqual([true, true, true]);
  expect(all.warnings).toEqual([]);
});

test('[WB2] samplers side by side: their settings are asked for', async () => {
  const { graph } = await readFixture('sd15-img2img.json');
  const beside: ApiGraph = {
    ...graph,
    20: { ...graph['3'], class_type: 'KSampler', inputs: { ...graph['3']?.inputs, seed: 2 } },
    21: { class_type: 'VAEDecode', inputs: { samples: ['20', 0], vae: ['14', 2] } },
    22: { class_type: 'ImageBlend', inputs: { image1: ['8', 0], image2: ['21', 0], blend_factor: 0.5 } },
    9: { class_type: 'SaveImage', inputs: { images: ['22', 0] } },
  };
  const { bindings, questions } = bindWorkflow(beside, standardTable(beside));
  expect(questions.find(({ role }) => role === 'seed')?.candidates).toEqual([
    { node: '3', input: 'seed' },
    { node: '20', input: 'seed' },
  ]);
  expect(bindings.map(({ role }) => role)).not.toContain('seed');
});

test('[WB3] classes of extensions are understood by their inputs', async () => {
  const { bound } = await findIn(await readFixture('custom-classes.json'));
  expect(bound).toEqual({
    image: '2.image',
    prompt: '1.positive',
    negative: '1.negative',
    seed: '5.value',
    denoise: '4.denoise',
    steps: '4.steps',
    cfg: '4.cfg',
  });
});

test('[WB3] guiders, noise nodes and schedules of their own are looked through', async () => {
  const { output, bound } = await findIn(await readFixture('turbo-cfg-guider.json'));
  expect(output).toBe('12');
  expect(bound).toEqual({
    image: '8.image',
    prompt: '2.text',
    negative: '3.text',
    seed: '5.noise_seed',
    denoise: '6.denoise',
    steps: '6.steps',
    cfg: '4.cfg',
  });
});

test('[WB3] a node that samples as a whole counts where there is no other sampler', async () => {
  const { bound, all } = await findIn(await readFixture('tiled-upscaler.json'));
  expect(bound).toEqual({
    image: '4.image',
    prompt: '2.text',
    negative: '3.text',
    seed: '6.seed',
    denoise: '6.denoise',
    steps: '6.steps',
    cfg: '6.cfg',
  });
  expect(all.warnings).toEqual([]);
  const { graph } = await readFixture('sd15-img2img.json');
  const { latent_image: _latent, ...own } = graph['3']?.inputs ?? {};
  const inputs = { ...own, image: ['8', 0], seed: 5, denoise: 0.2, positive: ['7', 0] };
  const touched: ApiGraph = {
    ...graph,
    20: { class_type: 'FaceDetailer', inputs },
    9: { class_type: 'SaveImage', inputs: { images: ['20', 0] } },
  };
  const { bindings } = bindWorkflow(touched, standardTable(touched));
  expect(bindings.find(({ role }) => role === 'denoise')?.places).toEqual([{ node: '3', input: 'denoise' }]);
  expect(bindings.find(({ role }) => role === 'prompt')?.places).toEqual([{ node: '6', input: 'text' }]);
});

test('[WB4] a mask is found behind what changes it, and is not taken for the picture', async () => {
  const { bound, all } = await findIn(await readFixture('inpaint-mask.json'));
  expect(bound).toMatchObject({ image: '4.image', mask: '5.image', prompt: '2.text', negative: '3.text' });
  expect(all.warnings).toEqual([]);
});

test('[WB4] the transparency of the picture itself is no mask to drive, and that is said', async () => {
  const { bound, all } = await findIn(await readFixture('alpha-mask.json'));
  expect(bound).toMatchObject({ image: '4.image' });
  expect(bound).not.toHaveProperty('mask');
  expect(all.warnings).toEqual([expect.stringContaining('transparency of the picture')]);
});

test('[WB5] without a picture on the way of the sampler it is said what feedback can do', async () => {
  const plain = await findIn(await readFixture('text-to-image.json'));
  expect(plain.all.warnings).toEqual([expect.stringContaining('feedback would have no effect')]);
  const edit = await findIn(await readFixture('kontext-edit.json'));
  expect(edit.bound).toMatchObject({ image: '142.image', prompt: '6.text', cfg: '35.guidance', width: '188.width' });
  expect(edit.bound).not.toHaveProperty('denoise');
  expect(edit.all.warnings).toEqual([expect.stringContaining('feedback has a weak effect')]);
  expect((await findIn(await readFixture('sd15-img2img.json'))).all.warnings).toEqual([]);
});

test('[WB6] what was bound before stays bound while it is the same node; else it is looked for anew, with a sentence', async () => {
  const { graph } = await readFixture('controlnet.json');
  const place = { node: '5', input: 'image', type: 'LoadImage', title: 'Pose' };
  const saved = { name: 'image', role: 'image', places: [place] } as const;
  const kept = bindWorkflow(graph, standardTable(graph), [saved]);
  expect(kept.bindings.find(({ name }) => name === 'image')).toMatchObject({
    places: [{ node: '5', input: 'image' }],
    by: 'saved',
  });
  for (const change of [{ title: 'Depth' }, { type: 'LoadImageMask' }, { input: 'file' }, { node: '55' }]) {
    const moved = bindWorkflow(graph, standardTable(graph), [{ ...saved, places: [{ ...place, ...change }] }]);
    expect(moved.bindings.find(({ name }) => name === 'image')).toMatchObject({ places: [{ node: '4' }], by: 'trace' });
    expect(moved.warnings).toEqual([expect.stringContaining('What image was bound to before')]);
  }
});

test('[WB7] a tag that leads nowhere, and pictures that are not taken, are said', async () => {
  const { graph } = await readFixture('upscaler-after.json');
  expect(bindWorkflow(graph, standardTable(graph)).warnings).toEqual([
    'It has several outputs. The picture is taken from SaveImage "Save Image" (12); not made: PreviewImage "Before upscaling" (8).',
  ]);
  const tagged: ApiGraph = {
    ...graph,
    9: { class_type: 'UpscaleModelLoader', inputs: { model_name: 'x.pth' }, _meta: { title: 'ES:seed es:OUTPUT' } },
  };
  const { warnings, output } = bindWorkflow(tagged, standardTable(tagged));
  expect(output.node).toBe('12');
  expect(warnings).toEqual([
    'UpscaleModelLoader "ES:seed es:OUTPUT" (9) is tagged ES:output, but gives no picture that could be fetched.',
    expect.stringContaining('several outputs'),
    'UpscaleModelLoader "ES:seed es:OUTPUT" (9) is tagged ES:seed, but has no input that could be it.',
  ]);
});
