import { expect, test } from 'vitest';
import type { ApiGraph } from '../comfy.ts';
import { sourceOf } from './api-graph.ts';
import { bindWorkflow } from './bind.ts';
import { buildJob } from './build-job.ts';
import { standardTable } from './classes.ts';
import { readFixture } from './fixtures-testing.ts';
import { onlyFor, patchGraph, savedAsImage, singleBatch } from './patch.ts';
import { sideValues } from './used-settings.ts';

const png = Uint8Array.of(1);
const places = (node: string, input: string) => [{ node, input }];

test('[WP1] values go into a copy, and everything else keeps its identity and its digits', async () => {
  const { graph } = await readFixture('lora-chain.json');
  const before = structuredClone(graph);
  const patched = patchGraph(graph, standardTable(graph), [{ name: 'cfg', places: places('11', 'cfg'), value: 2.5 }]);
  expect(patched['11']?.inputs).toEqual({ ...graph['11']?.inputs, cfg: 2.5 });
  expect(patched['11']?.inputs.seed).toBe(18446744073709551615n);
  for (const id of Object.keys(graph)) if (id !== '11') expect(patched[id]).toBe(graph[id]);
  expect(graph).toEqual(before);
});

test('[WP1] behind a wire the source is set, and no wire is cut', async () => {
  const { graph } = await readFixture('seed-in-primitive.json');
  const set = (node: string, input: string, value: number | string) => ({
    name: input,
    places: places(node, input),
    value,
  });
  const values = [set('7', 'seed', 5), set('2', 'text', 'ice'), set('7', 'denoise', 0.1)];
  const patched = patchGraph(graph, standardTable(graph), values);
  expect(patched['30']?.inputs.value).toBe(5);
  expect(patched['31']?.inputs.value).toBe('ice');
  expect(patched['32']?.inputs.value).toBe(0.1);
  for (const id of ['2', '7']) expect(patched[id]).toBe(graph[id]);
});

test('[WP1] a value that nobody can place is refused with the socket and the cure', async () => {
  const graph: ApiGraph = {
    1: { class_type: 'StringConcatenate', inputs: { string_a: 'a', string_b: 'b', delimiter: ' ' } },
    2: { class_type: 'CLIPTextEncode', inputs: { text: ['1', 0] } },
  };
  const patch = (node: string, input: string, value: string | number = 'x') =>
    patchGraph(graph, standardTable(graph), [{ name: 'prompt', places: places(node, input), value }]);
  expect(() => patch('2', 'text')).toThrow('CLIPTextEncode (2) gets text over a wire, and it cannot be told which');
  expect(() => patch('9', 'text')).toThrow(
    'prompt drives text of node 9, which is not in this workflow or of another kind.',
  );
  expect(() => patch('2', 'nothing')).toThrow(
    'prompt drives nothing of node 2, which is not in this workflow or of another kind.',
  );
  expect(() => patch('1', 'string_a', 5)).toThrow(
    'prompt drives string_a of node 1, which is not in this workflow or of',
  );
  expect(() => patch('constructor', 'text')).toThrow('which is not in this workflow or of another kind.');
});

test('[WP2] numbers are whole where the class wants them, and inside its limits', async () => {
  const { graph } = await readFixture('sd15-img2img.json');
  const patch = (input: string, value: number) =>
    patchGraph(graph, standardTable(graph), [{ name: input, places: places('3', input), value }])['3']?.inputs[input];
  expect(patch('steps', 7.6)).toBe(8);
  expect(patch('steps', -2)).toBe(1);
  expect(patch('denoise', 1.4)).toBe(1);
  expect(patch('cfg', 7.6)).toBe(7.6);
});

test('[WP3] only what the frame is made from is sent: one picture, saved as a file', async () => {
  const { graph } = await readFixture('upscaler-after.json');
  expect(Object.keys(onlyFor(graph, '8'))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  expect(onlyFor(graph, '12')).not.toHaveProperty('8');
  const saving = { class_type: 'SaveImage', inputs: { images: ['7', 0], filename_prefix: 'EpochStreamer' } };
  expect(savedAsImage(graph, '8')?.['8']).toMatchObject(saving);
  const overSocket = { ...graph, 8: { class_type: 'SaveImageWebsocket', inputs: { images: ['7', 0] } } };
  expect(savedAsImage(overSocket, '8')?.['8']).toEqual(saving);
  expect(savedAsImage(graph, '7')).toBeNull();
  const batch = (await readFixture('text-to-image.json')).graph;
  expect(singleBatch(batch)['5']?.inputs).toEqual({ width: 768, height: 512, batch_size: 1 });
});

test('[WP3] the sides of the picture become those of the film, unless a socket sets them', async () => {
  const { graph } = await readFixture('sdxl-refiner.json');
  const size = { width: 1280, height: 720 };
  expect(sideValues(graph, standardTable(graph), [], size)).toEqual([
    { name: 'width', places: places('21', 'width'), value: 1280 },
    { name: 'height', places: places('21', 'height'), value: 720 },
  ]);
  const set = [{ places: places('21', 'width') }];
  expect(sideValues(graph, standardTable(graph), set, size).map(({ name }) => name)).toEqual(['height']);
});

test('[WP4] a mask goes in as a grey picture, read as one wherever it was read before', async () => {
  const loaded = (await readFixture('inpaint-mask.json')).graph;
  const job = (graph: ApiGraph, output: string, loader: string) =>
    buildJob({
      ...{ graph, classes: standardTable(graph), output, values: [], rounds: false },
      pictures: [{ role: 'mask', places: places(loader, 'image'), png }],
    }).graph;
  expect(job(loaded, '11', '5')['5']?.inputs.channel).toBe('red');
  const alpha: ApiGraph = {
    ...loaded,
    5: { class_type: 'LoadImage', inputs: { image: 'm.png' } },
    6: { class_type: 'InvertMask', inputs: { mask: ['5', 1] } },
  };
  expect(bindWorkflow(alpha, standardTable(alpha)).bindings.find(({ role }) => role === 'mask')?.places).toEqual(
    places('5', 'image'),
  );
  const sent = job(alpha, '11', '5');
  expect(sent['5']).toEqual({ class_type: 'LoadImageMask', inputs: { image: 'm.png', channel: 'red' } });
  expect(sent['6']?.inputs.mask).toEqual(['5', 0]);
});

test('[WP5] rounding stands between the picture and the node that saves it, and touches nothing else', async () => {
  const { graph } = await readFixture('subgraph-ids.json');
  const request = { graph, classes: standardTable(graph), output: '60', values: [], pictures: [] };
  const { graph: sent } = buildJob({ ...request, rounds: true });
  const added = Object.keys(sent).filter((id) => !(id in graph));
  expect(added).toHaveLength(4);
  for (const id of Object.keys(graph)) if (id !== '60') expect(sent[id]).toEqual(graph[id]);
  expect(added).toContain(sourceOf(sent, sent['60']?.inputs.images)?.node);
  const fed = added.filter((id) => JSON.stringify(sent[id]?.inputs).includes('["57:8",0]'));
  expect(fed.map((id) => sent[id]?.class_type)).toEqual(['ImageInvert']);
  expect(Object.keys(buildJob({ ...request, rounds: false }).graph)).toEqual(Object.keys(graph));
});

test('[WP1] a picture for what takes none is refused', async () => {
  const { graph } = await readFixture('upscaler-after.json');
  const request = { graph, classes: standardTable(graph), output: '12', values: [], rounds: false };
  const pictures = [{ role: 'image', places: places('5', 'image'), png }];
  expect(() => buildJob({ ...request, pictures })).toThrow('A picture goes into image of node 5, which takes none');
});

test('[WP3] a picture for a part that is not sent stays here', async () => {
  const { graph } = await readFixture('upscaler-after.json');
  const request = { graph, classes: standardTable(graph), values: [], rounds: false };
  const pictures = [{ role: 'image', places: [...places('4', 'image'), ...places('99', 'image')], png }];
  expect(buildJob({ ...request, output: '12', pictures }).pictures).toEqual([{ node: '4', input: 'image', png }]);
});
