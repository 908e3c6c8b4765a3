import { expect, test } from 'vitest';
import type { Json } from '../../../engines/wire/json-read.ts';
import { gatherClasses } from '../classes.ts';
import { findIn, readFixture } from '../fixtures-testing.ts';
import { classesIn, convertUi } from './convert-ui.ts';
import { parseUi } from './ui-format.ts';

async function convert(file: Json) {
  const workflow = parseUi(file);
  const { table } = await gatherClasses(classesIn(workflow));
  return convertUi(workflow, table);
}

/** A node of the editor; `inputs` by name to its link, or to null for a widget with a socket. */
function box(
  id: number,
  type: string,
  inputs: Record<string, number | null>,
  more: Readonly<Record<string, Json>> = {},
) {
  const sockets = Object.entries(inputs).map(([name, link]) => ({ name, type: '*', link, widget: { name } }));
  return { id, type, mode: 0, inputs: sockets, outputs: [{ name: 'OUT', type: '*' }], ...more };
}

test('[WU1] values get the names of their inputs, editor-only nodes are looked through, switched-off ones go', async () => {
  const { graph, conversion, format } = await readFixture('editor-sd15.json');
  expect(format).toBe('ui');
  expect(graph).toEqual({
    3: {
      class_type: 'KSampler',
      inputs: {
        ...{ model: ['4', 0], positive: ['6', 0], negative: ['7', 0], latent_image: ['12', 0] },
        ...{ seed: 123456789012345, steps: 25, cfg: 7.5, sampler_name: 'euler_ancestral', scheduler: 'karras' },
        denoise: 0.55,
      },
    },
    4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'v1-5-pruned-emaonly.safetensors' } },
    6: {
      class_type: 'CLIPTextEncode',
      inputs: { text: 'a red fox, 雪', clip: ['4', 1] },
      _meta: { title: 'Positive' },
    },
    7: {
      class_type: 'CLIPTextEncode',
      inputs: { text: 'text, watermark', clip: ['4', 1] },
      _meta: { title: 'Negative' },
    },
    8: { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
    9: { class_type: 'SaveImage', inputs: { images: ['8', 0], filename_prefix: 'fox' } },
    10: { class_type: 'LoadImage', inputs: { image: 'example.png' } },
    12: { class_type: 'VAEEncode', inputs: { pixels: ['10', 0], vae: ['4', 2] } },
  });
  expect(conversion).toEqual([]);
});

test('[WU2] subgraphs are laid open, one inside the other, and values on their outside win over those inside', async () => {
  const read = await readFixture('editor-subgraph.json');
  expect(Object.keys(read.graph)).toEqual(
    [...['2', '5:1', '5:2', '5:3', '5:4', '5:5:1', '5:6', '5:7', '5:8', '5:9', '5:10', '5:11', '9']].sort(
      (a, b) => Number(a.includes(':')) - Number(b.includes(':')),
    ),
  );
  expect(read.graph['5:4']?.inputs).toEqual({ text: 'outer words', clip: ['5:2', 0] });
  expect(read.graph['5:6']?.inputs).toEqual({ noise_seed: 4711 });
  expect(read.graph['5:5:1']?.inputs).toEqual({ pixels: ['2', 0], vae: ['5:3', 0] });
  expect(read.graph['5:8']?.inputs).toEqual({ scheduler: 'simple', steps: 8, denoise: 0.65, model: ['5:1', 0] });
  expect(read.graph['9']?.inputs).toEqual({ filename_prefix: 'redrawn', images: ['5:11', 0] });
  expect(read.conversion).toEqual([]);
  expect(await findIn(read)).toMatchObject({
    output: '9',
    bound: {
      image: '2.image',
      prompt: '5:4.text',
      seed: '5:6.noise_seed',
      denoise: '5:8.denoise',
      steps: '5:8.steps',
    },
  });
});

test('[WU2] widgets of a subgraph that have no socket of their own are found by their names', async () => {
  const read = await readFixture('editor-proxy-widgets.json');
  expect(read.graph['5:4']?.inputs).toEqual({ text: 'outer words', clip: ['5:2', 0] });
  expect(read.graph['5:6']?.inputs).toEqual({ noise_seed: 4711 });
  expect(read.graph['5:5:1']?.inputs.pixels).toEqual(['2', 0]);
  expect(read.graph['5:8']?.inputs.steps).toBe(8);
  expect(read.conversion).toEqual([]);
});

test('[WU3] an input that loses its source because something is switched off is told, and why', async () => {
  const { graph, remarks } = await convert({
    nodes: [
      box(1, 'LoadImage', {}, { mode: 2, title: 'Off' }),
      box(2, 'VAEEncode', { pixels: 1 }),
      box(3, 'LoraLoader', {}, { mode: 4, title: 'Past' }),
      box(4, 'VAEEncode', { pixels: 2 }),
      { ...box(5, 'Somebody Else', {}), inputs: [{ name: 'more', type: 'IMAGE', link: 1, shape: 7 }] },
    ],
    links: [
      [1, 1, 0, 2, 0, 'IMAGE'],
      [2, 3, 0, 4, 0, 'IMAGE'],
    ],
  });
  expect(Object.keys(graph)).toEqual(['2', '4', '5']);
  expect(remarks).toEqual([
    'VAEEncode (2): its input pixels gets nothing, because "Off" (1) is muted.',
    'VAEEncode (4): its input pixels gets nothing, because "Past" (3) is bypassed and has no input to hand on.',
  ]);
});

test('[WU4] values of an unknown class are matched to its sockets, or left out with a sentence and a cure', async () => {
  const { graph, remarks } = await convert({
    nodes: [
      box(1, 'Somebody Else', { seed: null, words: null }, { widgets_values: [7, 'randomize', 'moss'] }),
      box(2, 'Nobody Knows', { rate: null }, { widgets_values: [1, 2] }),
      { id: 3, type: 'By Name', inputs: [], outputs: [], widgets_values: { rate: 24, list: [1, 2] } },
    ],
    links: [],
  });
  expect(graph['1']?.inputs).toEqual({ seed: 7, words: 'moss' });
  expect(graph['2']?.inputs).toEqual({});
  expect(graph['3']?.inputs).toEqual({ rate: 24, list: { __value__: [1, 2] } });
  expect(remarks).toEqual([
    'Somebody Else (1): its class is not known here; its values were matched to its sockets in their order.',
    expect.stringMatching(/^Nobody Knows \(2\): its class is not known well enough here .*Export \(API\)/),
  ]);
});

test('[WU5] a value of the wrong kind is left out and named, rather than shifted into the next input', async () => {
  const { graph, remarks } = await convert({
    nodes: [box(1, 'KSampler', {}, { widgets_values: [5, 'fixed', '20', 7, 'euler', 'normal', 0.5] })],
    links: [],
  });
  expect(graph['1']?.inputs).toEqual({ seed: 5, cfg: 7, sampler_name: 'euler', scheduler: 'normal', denoise: 0.5 });
  expect(remarks).toEqual([expect.stringMatching(/^KSampler \(1\): the saved value of steps is of another kind/)]);
});

test('[WU5] values for which there is no input are told, but not what buttons and second widgets leave behind', async () => {
  const { remarks } = await convert({
    nodes: [
      box(1, 'VAEDecode', {}, { widgets_values: ['tiled'] }),
      box(2, 'LoadImageMask', {}, { widgets_values: ['a.png', 'alpha', 'image'] }),
      box(3, 'workflow>Mine', {}, { widgets_values: [] }),
    ],
    links: [],
  });
  expect(remarks).toEqual([
    expect.stringMatching(/^VAEDecode \(1\): it has saved values that this version of the class has no inputs for/),
    expect.stringMatching(/^workflow>Mine \(3\) is a group node/),
  ]);
});

test('[WU5] widgets that depend on a choice are read from the node itself', async () => {
  const plain = { required: true, choices: null, default: undefined, min: undefined, max: undefined };
  const input = (type: string) => ({ ...plain, type, multiline: false, extraWidget: false });
  const resize = {
    inputs: { way: input('COMFY_DYNAMICCOMBO_V3'), method: input('COMBO') },
    ...{ order: ['method'], outputs: ['IMAGE'], outputNode: false },
  };
  const told = box(
    1,
    'Resize',
    { way: null, 'way.width': null, method: null },
    { widgets_values: ['sides', 512, 'area'] },
  );
  const silent = box(2, 'Resize', { method: null }, { widgets_values: ['sides', 512, 'area'] });
  const { graph, remarks } = convertUi(parseUi({ nodes: [told, silent], links: [] }), new Map([['Resize', resize]]));
  expect(graph['1']?.inputs).toEqual({ way: 'sides', 'way.width': 512, method: 'area' });
  expect(graph['2']?.inputs).toEqual({});
  expect(remarks).toEqual([expect.stringMatching(/^Resize \(2\): its class is not known well enough/)]);
});

test('[WU6] setters and getters of extensions are followed; a circle of reroutes has an end', async () => {
  const { graph, remarks } = await convert({
    nodes: [
      box(1, 'LoadImage', {}, { widgets_values: ['a.png', 'image'] }),
      box(2, 'SetNode', { IMAGE: 1 }, { widgets_values: ['picture'] }),
      box(3, 'GetNode', {}, { widgets_values: ['picture'] }),
      box(4, 'VAEEncode', { pixels: 2 }),
      box(5, 'Reroute', { a: 4 }),
      box(6, 'Reroute', { a: 3 }),
      box(7, 'VAEEncode', { pixels: 4 }),
    ],
    links: [
      [1, 1, 0, 2, 0, '*'],
      [2, 3, 0, 4, 0, '*'],
      [3, 5, 0, 6, 0, '*'],
      [4, 6, 0, 5, 0, '*'],
    ],
  });
  expect(graph['4']?.inputs.pixels).toEqual(['1', 0]);
  expect(remarks).toEqual(['VAEEncode (7): its input pixels gets nothing, because the link goes in a circle.']);
});

test('[WU7] subgraphs that contain each other, or unfold without end, are refused', async () => {
  const inside = (id: string, type: string, count: number) => ({
    ...{ id, name: id, inputs: [], outputs: [], links: [] },
    nodes: Array.from({ length: count }, (_, at) => box(at + 1, type, {})),
  });
  const loop = {
    nodes: [box(1, 'a', {})],
    links: [],
    definitions: { subgraphs: [inside('a', 'b', 1), inside('b', 'a', 1)] },
  };
  await expect(convert(loop)).rejects.toThrow('Its subgraphs contain each other.');
  const levels = Array.from({ length: 12 }, (_, at) => inside(`l${at}`, at === 11 ? 'VAEDecode' : `l${at + 1}`, 8));
  const bomb = { nodes: [box(1, 'l0', {})], links: [], definitions: { subgraphs: levels } };
  await expect(convert(bomb)).rejects.toThrow('more than 10000 nodes');
  await expect(convert({ nodes: [box(1, 'Note', {})], links: [] })).rejects.toThrow('No node in it is switched on.');
});
