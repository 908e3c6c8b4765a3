import { expect, test } from 'vitest';
import { type Found, findIn, readFixture } from './fixtures-testing.ts';

/** For each workflow: where every socket must lead, and what must be asked (`?`). Nothing else may be bound. */
const EXPECTED: Readonly<Record<string, Found>> = {
  'sd15-img2img.json': {
    output: '9',
    bound: {
      image: '10.image',
      prompt: '6.text',
      negative: '7.text',
      seed: '3.seed',
      denoise: '3.denoise',
      steps: '3.steps',
      cfg: '3.cfg',
    },
  },
  'sdxl-refiner.json': {
    output: '19',
    bound: {
      image: '20.image',
      prompt: '6.text_g 6.text_l 15.text',
      negative: '7.text_g 16.text',
      seed: '10.noise_seed',
      steps: '10.steps 11.steps',
      cfg: '10.cfg 11.cfg',
      width: '21.width',
      height: '21.height',
    },
  },
  'lora-chain.json': {
    output: '13',
    bound: {
      image: '8.image',
      prompt: '6.text',
      negative: '7.text',
      seed: '11.seed',
      denoise: '11.denoise',
      steps: '11.steps',
      cfg: '11.cfg',
    },
  },
  'controlnet.json': {
    output: '11',
    bound: {
      image: '4.image',
      prompt: '2.text',
      negative: '3.text',
      seed: '9.seed',
      denoise: '9.denoise',
      steps: '9.steps',
      cfg: '9.cfg',
    },
  },
  'flux-loaders.json': {
    output: '9',
    bound: {
      image: '40.image',
      prompt: '6.text',
      seed: '31.seed',
      denoise: '31.denoise',
      steps: '31.steps',
      cfg: '26.guidance',
    },
  },
  'sampler-custom-advanced.json': {
    output: '9',
    bound: {
      image: '27.image',
      prompt: '6.clip_l 6.t5xxl',
      seed: '25.noise_seed',
      denoise: '17.denoise',
      steps: '17.steps',
      cfg: '6.guidance',
    },
  },
  'upscaler-after.json': {
    output: '12',
    bound: {
      image: '4.image',
      prompt: '2.text',
      negative: '3.text',
      seed: '6.seed',
      denoise: '6.denoise',
      steps: '6.steps',
      cfg: '6.cfg',
    },
  },
  'two-samplers.json': {
    output: '9',
    bound: {
      image: '20.image',
      prompt: '6.text',
      negative: '7.text',
      seed: '3.seed 11.seed',
      denoise: '3.denoise',
      steps: '3.steps',
      cfg: '3.cfg 11.cfg',
    },
  },
  'subgraph-ids.json': {
    output: '60',
    bound: {
      image: '61.image',
      prompt: '57:27.text',
      seed: '57:3.seed',
      denoise: '57:3.denoise',
      steps: '57:3.steps',
      cfg: '57:3.cfg',
    },
  },
  'title-tags.json': {
    output: '14',
    bound: {
      image: '6.image',
      image2: '7.image',
      prompt: '2.text',
      negative: '5.text',
      seed: '10.seed',
      denoise: '10.denoise',
      steps: '10.steps',
      cfg: '10.cfg',
      style: '3.text',
      '?mix': '8.blend_factor 8.blend_mode',
    },
  },
  'seed-in-primitive.json': {
    output: '9',
    bound: {
      image: '4.image',
      prompt: '31.value',
      negative: '3.text',
      seed: '30.value',
      denoise: '32.value',
      steps: '7.steps',
      cfg: '7.cfg',
    },
  },
  'text-to-image.json': {
    output: '9',
    bound: {
      prompt: '6.text',
      negative: '7.text',
      seed: '3.seed',
      steps: '3.steps',
      cfg: '3.cfg',
      width: '5.width',
      height: '5.height',
    },
  },
};

test('[WB1] the table has the workflows that are built in at least twelve different ways', () => {
  expect(Object.keys(EXPECTED).length).toBeGreaterThanOrEqual(12);
});

test.each(Object.entries(EXPECTED))(
  '[WB1] %s: every socket leads to the right node and input',
  async (file, expected) => {
    const { output, bound } = await findIn(await readFixture(file));
    expect({ output, bound }).toEqual(expected);
  },
);
