import type { Told } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { decode } from '../kits/raster/decode.ts';
import { fakeComfyEngine } from '../testing/fake-comfy-engine.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './comfy-img2img.node.ts';

const image = chart(64, 64);
const film = { width: 64, height: 64 };

function stage() {
  const comfy = fakeComfyEngine();
  const told: Told[] = [];
  const { services, dreams } = fakeServices({}, comfy);
  const said = (type: 'remark' | 'note') => told.flatMap((thing) => (thing.type === type ? [thing.words] : []));
  const frame = { inputs: { image }, film, tell: (thing: Told) => void told.push(thing) };
  const inputsOf = (job: number, type: string) =>
    Object.values(comfy.jobs[job]?.graph ?? {}).find(({ class_type }) => class_type === type)?.inputs;
  return { comfy, services, dreams, said, frame, inputsOf };
}

test('[CI1] sends what the params say, and says in its settings what was really used', async () => {
  const { services, frame, inputsOf, comfy } = stage();
  const params = { prompt: 'moss', negative: 'fog', denoise: 0.4, seed: 9, steps: 12, cfg: 5 };
  const [first] = await play(node, services, [{ ...frame, params }]);
  expect(inputsOf(0, 'KSampler')).toMatchObject({ denoise: 0.4, seed: 9, steps: 12, cfg: 5 });
  expect(comfy.jobs[0]).toMatchObject({ key: { node: 'node', frame: 0 }, server: '', size: film });
  expect(first?.settings).toEqual({ engine: 'comfyui', ...params });
});

test('[CI2] without a picture it draws from the prompt alone, at the size of the film, with denoise 1', async () => {
  const { services, frame, inputsOf, comfy } = stage();
  const [first] = await play(node, services, [{ ...frame, inputs: {}, params: { denoise: 0.3 } }]);
  expect(inputsOf(0, 'EmptyLatentImage')).toEqual({ width: 64, height: 64, batch_size: 1 });
  expect(inputsOf(0, 'KSampler')?.denoise).toBe(1);
  expect(comfy.jobs[0]?.pictures).toEqual([]);
  expect(first?.settings.denoise).toBe(1);
});

test.each([0, 0.0009])(
  '[CI3] at denoise %s the picture is handed on untouched, and nobody is asked',
  async (denoise) => {
    const { services, frame, comfy } = stage();
    comfy.away = true;
    const [first] = await play(node, services, [{ ...frame, params: { denoise } }]);
    expect(first?.image).toBe(image);
    expect(first?.settings.denoise).toBe(0);
    expect(comfy.asked.count).toBe(0);
  },
);

test('[CI4] what is left empty is the first of the list, and the remark says so', async () => {
  const { services, frame, said } = stage();
  await play(node, services, [frame]);
  expect(said('remark')).toEqual(['sd15.safetensors (first of 2), euler, simple']);
});

test.each(['at once', 'drawn again'])(
  '[CI14] the film keeps what was chosen, %s, when a new file comes first',
  async (when) => {
    const { services, frame, inputsOf, comfy } = stage();
    const later = { ...frame, inputs: { image: chart(64, 64, 81) } };
    const addFile = (thing: Told) => {
      if (thing.type !== 'remark') return;
      comfy.lists = { ...comfy.lists, checkpoints: ['aaa.safetensors', 'sd15.safetensors'] };
    };
    if (when === 'drawn again') await play(node, services, [frame]);
    await play(node, services, [{ ...frame, tell: addFile }, later]);
    expect(inputsOf(1, 'CheckpointLoaderSimple')?.ckpt_name).toBe('sd15.safetensors');
  },
);

test('[CI5] what the user named and the server has not is refused, after a fresh look, before anything is sent', async () => {
  const { services, frame, comfy } = stage();
  await expect(play(node, services, [{ ...frame, params: { checkpoint: 'sd51' } }])).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message:
      'The checkpoint "sd51" is not on ComfyUI at http://fake:8188. Did you mean "sd15.safetensors"? ' +
      'Choose another in Checkpoint or put the file into models/checkpoints there.',
    detail: { node: 'node', param: 'checkpoint' },
  });
  expect(comfy.jobs).toEqual([]);
  expect(comfy.asked.count).toBe(2);
});

test('[CI6] a picture of any size is padded on the way and cropped after; the answer has the size of the film', async () => {
  const { services, frame, comfy } = stage();
  const odd = { width: 101, height: 67 };
  const [first] = await play(node, services, [{ ...frame, film: odd }]);
  const [sent] = comfy.jobs[0]?.pictures ?? [];
  expect(comfy.jobs[0]?.size).toEqual({ width: 104, height: 72 });
  expect(sent && (await decode(sent.png))).toMatchObject({ width: 104, height: 72 });
  expect(first?.image).toMatchObject(odd);
});

test('[CI7] width and height ask for another size than the film, of at least 64 px', async () => {
  const { services, frame } = stage();
  const [first] = await play(node, services, [{ ...frame, params: { width: 128, height: 20 } }]);
  expect(first?.image).toMatchObject({ width: 128, height: 64 });
});

test('[CI8] LoRA from lines and from the prompt are chained, and their tags do not reach the text encoder', async () => {
  const { services, frame, inputsOf, said } = stage();
  const params = { prompt: 'moss, <lora:ink wash:0.7:0.2>, stone', loras: 'detail 0.5' };
  await play(node, services, [{ ...frame, params }]);
  expect(inputsOf(0, 'CLIPTextEncode')?.text).toBe('moss, stone');
  expect(inputsOf(0, 'LoraLoader')).toMatchObject({ lora_name: 'detail.safetensors', strength_model: 0.5 });
  expect(said('remark')[0]).toContain('2 LoRAs');
});

test('[CI9] drawn again it asks nobody, whatever became of the server, and gives the same picture', async () => {
  const { services, frame, comfy } = stage();
  const [first] = await play(node, services, [frame]);
  comfy.away = true;
  const [again] = await play(node, services, [frame]);
  expect(again?.image.data).toEqual(first?.image.data);
  expect(comfy.jobs).toHaveLength(1);
});

test('[CI10] away and told to wait, the failure goes on to the film', async () => {
  const { services, frame, comfy } = stage();
  comfy.away = true;
  await expect(play(node, services, [frame])).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    detail: { retryAfterMs: 1000 },
  });
});

test('[CI11] away and told to dream, the embedded engine paints from where the camera is, and the settings say so', async () => {
  const { services, frame, comfy, dreams, said } = stage();
  comfy.away = true;
  const motion = { zoom: 1.1, panX: 0, panY: 0, rotationDeg: 0, totalZoom: 1, totalPanX: 0, totalPanY: 0 };
  const moved = { ...frame, inputs: { image, motion }, params: { whenAway: 'dream', denoise: 0.4, seed: 3 } };
  const played = await play(node, services, [moved, moved]);
  expect(played[1]?.settings).toMatchObject({ engine: 'dream', denoise: 0.4 });
  expect(dreams.map(({ view }) => view?.timeFrames)).toEqual([1, 2]);
  expect(dreams[1]?.view?.scale).toBeCloseTo(1.21);
  expect(said('note')[1]).toBe(
    'Frame 1 was painted by the embedded engine: ComfyUI at http://fake:8188 does not answer.',
  );
});

test('[CI12] away and told to hand on, the moved picture goes on as it is', async () => {
  const { services, frame, comfy } = stage();
  comfy.away = true;
  const [first] = await play(node, services, [{ ...frame, params: { whenAway: 'motion' } }]);
  expect(first?.image).toBe(image);
  expect(first?.settings).toMatchObject({ engine: 'none', denoise: 0 });
});

test('[CI13] a server without the classes that round saves the picture as the model gives it', async () => {
  const { services, frame, inputsOf, comfy } = stage();
  await play(node, services, [frame]);
  expect(inputsOf(0, 'ImageBlend')).toMatchObject({ blend_mode: 'difference' });
  comfy.missing = ['ImageBlend'];
  await play(node, services, [{ ...frame, inputs: { image: chart(64, 64, 82) } }]);
  expect(inputsOf(1, 'ImageBlend')).toBeUndefined();
  expect(inputsOf(1, 'SaveImage')?.images).toEqual(['31', 0]);
});

test('[CI15] whatever decides the picture makes another request, and what does not makes none', async () => {
  const { services, frame, comfy } = stage();
  const changes = [
    ...[{ prompt: 'ice' }, { negative: 'ice' }, { seed: 8 }, { denoise: 0.5 }, { steps: 9 }, { cfg: 3 }],
    ...[
      { checkpoint: 'base' },
      { vae: 'ft-mse' },
      { sampler: 'dpmpp_2m' },
      { scheduler: 'karras' },
      { loras: 'detail' },
    ],
    ...[{ width: 128 }, { height: 128 }, { server: 'Fake' }, { loader: 'separate' }],
  ];
  for (const params of [{}, ...changes, { whenAway: 'dream' }, {}]) await play(node, services, [{ ...frame, params }]);
  expect(new Set(comfy.jobs.map(({ key }) => key.request)).size).toBe(changes.length + 1);
  expect(comfy.jobs).toHaveLength(changes.length + 1);
  await play(node, services, [{ ...frame, inputs: { image: chart(64, 64, 82) } }]);
  expect(comfy.jobs).toHaveLength(changes.length + 2);
});

test('[CI16] what the film has been drawn with is insisted on; another is taken only when no server has it', async () => {
  const { services, frame, inputsOf, comfy } = stage();
  const loseFile = (thing: Told) => {
    if (thing.type === 'remark') comfy.lists = { ...comfy.lists, checkpoints: ['aaa.safetensors'] };
  };
  await play(node, services, [
    { ...frame, tell: loseFile },
    { ...frame, inputs: { image: chart(64, 64, 81) } },
  ]);
  expect(inputsOf(1, 'CheckpointLoaderSimple')?.ckpt_name).toBe('aaa.safetensors');
  // Once for the first frame; then in vain, and once more without insisting.
  expect(comfy.asked.count).toBe(3);
});
