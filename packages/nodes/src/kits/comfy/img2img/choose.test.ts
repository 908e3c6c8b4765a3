import { expect, test } from 'vitest';
import { fakeComfyEngine } from '../../../testing/fake-comfy-engine.ts';
import { chosenFromBytes, chosenToBytes } from '../../engines/chosen.ts';
import type { EngineLists } from '../../engines/servers.ts';
import { choose, type ModelWishes } from './choose.ts';

const EMPTY: ModelWishes = {
  ...{ loader: 'checkpoint', checkpoint: '', unet: '', clip1: '', clip2: '', clipType: '' },
  ...{ vae: '', sampler: '', scheduler: '' },
};

async function chosenWith(wishes: Partial<ModelWishes>, lists: EngineLists = {}, before = {}, mustKeep = false) {
  const engine = fakeComfyEngine();
  engine.lists = { ...engine.lists, ...lists };
  return choose(await engine.facts(''), { ...EMPTY, ...wishes }, [], before, { node: 'redraw', mustKeep });
}

test('[CH1] what is empty is the first of its list, what is named is found', async () => {
  expect(await chosenWith({ scheduler: 'karras', checkpoint: 'base' })).toMatchObject({
    model: { loader: 'checkpoint', checkpoint: 'sdxl/base.safetensors', vae: null },
    ...{ sampler: 'euler', scheduler: 'karras', chosen: { sampler: 'euler' } },
    words: 'sdxl/base.safetensors, euler, karras',
  });
});

test('[CH2] separate files: one encoder or two, each with the types that its loader knows, and never "no VAE"', async () => {
  expect((await chosenWith({ loader: 'separate' })).model).toEqual({
    ...{ loader: 'separate', unet: 'flux-dev.safetensors', clips: ['clip_l.safetensors'] },
    ...{ clipType: 'stable_diffusion', vae: 'ft-mse.safetensors' },
  });
  const two = await chosenWith({ loader: 'separate', clip2: 't5xxl', clipType: 'flux' });
  expect(two.model).toMatchObject({ clips: ['clip_l.safetensors', 't5xxl.safetensors'], clipType: 'flux' });
  await expect(chosenWith({ loader: 'separate', clipType: 'flux' })).rejects.toThrow(/type of text encoder "flux"/);
});

test('[CH3] a server with nothing to draw with is refused, and the sentence says where files belong', async () => {
  await expect(chosenWith({}, { checkpoints: [] })).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: 'ComfyUI at http://fake:8188 has no checkpoint. Put one into models/checkpoints there, then try again.',
    detail: { node: 'redraw', param: 'checkpoint' },
  });
});

test('[CH4] what was chosen before is chosen again as long as the server has it, also from bytes', async () => {
  const { chosen } = await chosenWith({});
  const kept = chosenFromBytes(chosenToBytes(chosen));
  expect(kept).toEqual(chosen);
  const checkpoints = ['aaa.safetensors', 'sd15.safetensors'];
  const { model, words } = await chosenWith({}, { checkpoints }, kept);
  expect(model).toMatchObject({ checkpoint: 'sd15.safetensors' });
  expect(words).toBe('sd15.safetensors, euler, simple');
  const gone = await chosenWith({}, { checkpoints: ['aaa.safetensors'] }, kept);
  expect(gone.model).toMatchObject({ checkpoint: 'aaa.safetensors' });
  await expect(chosenWith({}, { checkpoints: ['aaa.safetensors'] }, kept, true)).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: expect.stringMatching(/"sd15.safetensors", with which the film has been drawn so far, is not on/),
    detail: { node: 'redraw', param: 'checkpoint' },
  });
  expect((await chosenWith({}, { checkpoints }, kept, true)).words).toBe(words);
});
