import {
  bypassInputs,
  cardForNode,
  cardOf,
  type ExposedSocket,
  type ExposedValue,
  type Raster,
} from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import type { ComfyClass } from '../kits/comfy/comfy.ts';
import { standardClass } from '../kits/comfy/workflow/standard/standard-classes.ts';
import { fakeComfyEngine } from '../testing/fake-comfy-engine.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { fakeWorkflows, REDRAW, stored } from '../testing/fake-workflows.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './comfy-workflow.node.ts';

type Given = Partial<Pick<ExposedValue, 'value' | 'role' | 'kind'>>;

function socket(name: string, at: string, { value, role = 'free', kind = 'number' }: Given): ExposedValue {
  const [id = '', input = ''] = at.split('.');
  const told: ExposedSocket = { kind, label: name, role, targets: [{ node: id, input }] };
  return { ...told, name, value };
}

const image = (value: Raster | undefined) => socket('image', '4.image', { value, role: 'image', kind: 'raster' });
const denoise = (value: number) => socket('denoise', '6.denoise', { value, role: 'denoise' });

/** Services around one stored workflow, and what was asked of the server. */
function around(workflow = stored(), lacks: Readonly<Record<string, readonly string[]>> = {}) {
  const comfy = fakeComfyEngine();
  const { facts } = comfy;
  const known = (type: string): ComfyClass | null => {
    const told = standardClass(type);
    const lists = Object.entries(lacks).filter(([input]) => told?.inputs[input] !== undefined);
    if (told === null) return null;
    const inputs = lists.map(([input, choices]) => [input, { ...told.inputs[input], choices }]);
    return { ...told, inputs: { ...told.inputs, ...Object.fromEntries(inputs) } };
  };
  const classOf = async (type: string) => (comfy.missing.includes(type) ? null : known(type));
  const asked: boolean[] = [];
  comfy.facts = async (server, options) => {
    asked.push(options?.fresh === true);
    return { ...(await facts(server, options)), classOf };
  };
  const { services, dreams, pixelCalls } = fakeServices({}, comfy);
  return { comfy, dreams, pixelCalls, asked, services: { ...services, workflows: fakeWorkflows({ '': workflow }) } };
}

test("[WN1] values of sockets go to their places, and everything else is the user's own workflow", async () => {
  const { services, comfy } = around();
  const exposed = [image(chart(64, 36)), socket('prompt', '2.text', { value: 'ice', role: 'prompt', kind: 'text' })];
  await play(node, services, [{ exposed: [...exposed, denoise(0.25)] }]);
  const [job] = comfy.jobs;
  expect(job?.graph['2']?.inputs.text).toBe('ice');
  expect(job?.graph['6']?.inputs).toEqual({ ...REDRAW['6']?.inputs, denoise: 0.25 });
  for (const id of ['1', '3', '4', '5', '7']) expect(job?.graph[id]).toEqual(REDRAW[id]);
  expect(job?.pictures.map(({ node: at, input }) => [at, input])).toEqual([['4', 'image']]);
  expect(job).toMatchObject({ key: { node: 'node', frame: 0 }, output: '8', size: null });
});

test('[WN2] what was really used is told, from sockets and from the workflow itself', async () => {
  const { services } = around();
  const [frame] = await play(node, services, [{ exposed: [image(chart(64, 36)), denoise(0.25)] }]);
  expect(frame?.settings).toEqual({
    ...{ engine: 'comfyui', prompt: 'moss on stone', negative: 'text' },
    ...{ seed: 11, denoise: 0.25, steps: 12, cfg: 6.5 },
  });
});

test('[WN3] while no picture arrives grey goes in at denoise 1; a workflow without denoise keeps its own picture', async () => {
  const { services, comfy } = around();
  const [frame] = await play(node, services, [{ exposed: [image(undefined), denoise(0.25)] }]);
  expect(comfy.jobs[0]?.graph['6']?.inputs.denoise).toBe(1);
  expect(comfy.jobs[0]?.pictures).toHaveLength(1);
  expect(frame?.settings.denoise).toBe(1);
  await play(node, services, [{ exposed: [image(undefined)] }]);
  expect(comfy.jobs[1]?.pictures).toEqual([]);
  expect(comfy.jobs[1]?.graph['4']).toEqual(REDRAW['4']);
});

test('[WN4] classes of other people are named, and nothing is sent or asked before the user has agreed', async () => {
  const custom = { ...REDRAW, 7: { class_type: 'Fancy Decode', inputs: { samples: ['6', 0] } } } as const;
  const { services, comfy } = around(stored({ graph: custom }));
  await expect(play(node, services, [{}])).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: expect.stringContaining('not part of ComfyUI: Fancy Decode. They run'),
  });
  expect(comfy.asked.count).toBe(0);
  const agreed = around(stored({ graph: custom, confirmed: true }));
  await expect(play(node, agreed.services, [{}])).rejects.toThrow(
    'the class Fancy Decode is not on Fake. Install its extension',
  );
  expect(agreed.comfy.jobs).toEqual([]);
});

test('[WN5] a model that the server lacks is named with its node and the nearest names, after a second look', async () => {
  const { services, comfy, asked } = around(stored(), { ckpt_name: ['sd15_v2.safetensors', 'flux.safetensors'] });
  await expect(play(node, services, [{}])).rejects.toThrow(
    'CheckpointLoaderSimple (1): ckpt_name: "sd15.safetensors" is not on Fake. Did you mean "sd15_v2.safetensors"?',
  );
  expect(asked).toEqual([false, true]);
  expect(comfy.jobs).toEqual([]);
});

test('[WN6] no workflow, no output, or an output of another workflow is said in a sentence that names the box', async () => {
  const { services } = around(stored({ output: null }));
  const none = { ...services, workflows: fakeWorkflows({}) };
  await expect(play(node, none, [{}])).rejects.toThrow('No workflow is chosen. Drop a workflow file');
  await expect(play(node, none, [{ params: { workflow: 'b' } }])).rejects.toThrow('There is no workflow b');
  await expect(play(node, services, [{}])).rejects.toThrow('Choose the output node on the box.');
  await expect(play(node, services, [{ params: { output: '99' } }])).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    detail: { node: 'node', param: 'output' },
    message: expect.stringContaining('"Redraw" has no node 99'),
  });
  await expect(play(node, services, [{ params: { output: '8' } }])).resolves.toHaveLength(1);
});

test('[WN7] a frame that was answered is not asked again; another value, frame or workflow is', async () => {
  const { services, comfy } = around();
  const frame = { exposed: [image(chart(64, 36)), denoise(0.25)], film: { index: 3 } };
  const [first] = await play(node, services, [frame]);
  const [again] = await play(node, services, [frame]);
  expect(comfy.jobs).toHaveLength(1);
  expect(again?.image.data).toEqual(first?.image.data);
  await play(node, services, [{ ...frame, exposed: [image(chart(64, 36)), denoise(0.26)] }]);
  await play(node, services, [{ ...frame, film: { index: 4 } }]);
  const other = { ...services, workflows: fakeWorkflows({ '': stored({ id: 'b'.repeat(64) }) }) };
  await play(node, other, [frame]);
  expect(comfy.jobs).toHaveLength(4);
});

test('[WN8] while the server is away the film waits, or goes on as the user says', async () => {
  const { services, comfy, dreams } = around();
  comfy.away = true;
  const exposed = [image(chart(64, 36)), denoise(0.25)];
  await expect(play(node, services, [{ exposed }])).rejects.toMatchObject({ code: 'ENGINE_AWAY' });
  const [moved] = await play(node, services, [{ exposed, params: { whenAway: 'motion' }, film: { index: 1 } }]);
  expect(moved?.image.data).toEqual(chart(64, 36).data);
  const [painted] = await play(node, services, [{ exposed, params: { whenAway: 'dream' }, film: { index: 2 } }]);
  expect(dreams).toMatchObject([{ denoise: 0.25, seed: 11, prompt: 'moss on stone' }]);
  expect(painted?.settings.engine).toBe('dream');
  const [fromNothing] = await play(node, services, [{ params: { whenAway: 'dream' }, film: { index: 3 } }]);
  expect(fromNothing?.settings.denoise).toBe(1);
});

test.each([
  ['film', { width: 64, height: 64 }],
  ['workflow', { width: 768, height: 512 }],
])('[WN12] with the size of the %s the sides in the workflow are %o', async (sizing, sides) => {
  const inputs = { width: 768, height: 512, batch_size: 1 };
  const graph = { ...REDRAW, 5: { class_type: 'EmptyLatentImage', inputs } };
  const { services, comfy } = around(stored({ graph }));
  await play(node, services, [{ params: { sizing }, film: { width: 64, height: 36 } }]);
  expect(comfy.jobs[0]?.graph['5']?.inputs).toMatchObject(sides);
});

test('[WN9] bypassed it hands on the picture that is wired in; a workflow without one has nothing to hand on', () => {
  const card = cardOf(node, '');
  const { name: _name, value: _value, ...told } = image(undefined);
  expect(bypassInputs(cardForNode(card, { exposed: { image: told } })).get('image')).toBe('image');
  expect(bypassInputs(cardForNode(card, {})).has('image')).toBe(false);
});

test('[WN10] a mask goes in white where something is to be redrawn, at the size of the picture', async () => {
  const masked = {
    ...REDRAW,
    9: { class_type: 'LoadImageMask', inputs: { image: 'mask.png', channel: 'alpha' } },
    10: { class_type: 'SetLatentNoiseMask', inputs: { samples: ['5', 0], mask: ['9', 0] } },
    6: { class_type: 'KSampler', inputs: { ...REDRAW['6']?.inputs, latent_image: ['10', 0] } },
  } as const;
  const { services, comfy } = around(stored({ graph: masked }));
  const mask = socket('mask', '9.image', { value: chart(32, 18), role: 'mask', kind: 'raster' });
  await play(node, services, [{ exposed: [image(chart(64, 36)), mask] }]);
  const [job] = comfy.jobs;
  expect(job?.graph['9']?.inputs.channel).toBe('red');
  expect(job?.pictures.map(({ node: at }) => at)).toEqual(['4', '9']);
  const sizes = job?.pictures.map(({ png }) => new DataView(png.buffer, png.byteOffset).getUint32(16));
  expect(sizes).toEqual([64, 64]);
});

test('[WN11] at denoise 0 the picture is handed on at the size of the film, and nothing is sent', async () => {
  const comfy = fakeComfyEngine();
  const { services } = fakeServices({}, comfy);
  const [frame] = await play(node, services, [{ exposed: [image(chart(64, 36)), denoise(0)] }]);
  expect(comfy.jobs).toEqual([]);
  expect(frame?.image).toMatchObject({ width: 64, height: 36, data: chart(64, 36).data });
  expect(frame?.settings.denoise).toBe(0);
});
