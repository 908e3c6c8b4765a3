import { expect, test } from 'vitest';
import { type NodeDefinition, type Params, type Ports, param, port, readGraph } from '../model/index.ts';
import { gradientRaster, graphOf, runNode, runNodeWithMemory, solidRaster } from './index.ts';

const number = port.number({ doc: '' });

function scale(): NodeDefinition<
  { value: typeof number },
  { value: typeof number },
  { factor: ReturnType<typeof param.number> },
  { total: number },
  { offset: number; unused: number }
> {
  return {
    ...{ type: 'Scale', version: 2, title: 'Scale', category: 'direct', icon: '', doc: '' },
    inputs: { value: number },
    outputs: { value: number },
    params: { factor: param.number({ default: 3, min: 0, max: 10, unit: 'x', doc: '' }) },
    ...{ varies: 'frame', hasMemory: true },
    evaluate: ({ inputs, params, frame, memory, services }) => {
      const value = inputs.value * params.factor + services.offset + frame.index;
      return { outputs: { value }, memory: { total: (memory?.total ?? 0) + value } };
    },
  };
}

test('[TS1] defaults, frame, services and memory reach the node; outputs and memory come back', async () => {
  const given = { inputs: { value: 2 }, services: { offset: 100 } };
  expect(await runNode(scale(), given)).toEqual({ value: 106 });
  const answer = await runNodeWithMemory(scale(), { ...given, params: { factor: 1 }, frame: 5, memory: { total: 1 } });
  expect(answer).toEqual({ outputs: { value: 107 }, memory: { total: 108 } });
});

test('[TS1] params outside their limits and wrong outputs are refused as by the engine', async () => {
  const inputs = { value: 1 };
  await expect(runNode(scale(), { inputs, params: { factor: 11 } })).rejects.toThrow(
    /Factor of Scale is 11, outside 0 to 10/,
  );
  const broken = { ...scale(), evaluate: () => ({ outputs: { value: Number.NaN }, memory: { total: 0 } }) };
  await expect(runNode(broken, { inputs })).rejects.toMatchObject({ code: 'NODE_FAILED' });
});

test('[TS2] an input that is missing is named', async () => {
  await expect(runNode(scale())).rejects.toThrow('runNode: Scale needs the input "value".');
});

test('[TS3] a unit delay emits initial, then what it took', async () => {
  const raster = port.raster({ doc: '' });
  const frames = param.integer({ default: 1, min: 1, max: 9, unit: 'frames', doc: '' });
  const delay: NodeDefinition<
    { initial: typeof raster; next: typeof raster },
    { out: typeof raster },
    { frames: typeof frames },
    never,
    unknown
  > = {
    ...{ type: 'Delay', version: 1, title: 'Delay', category: 'feedback', icon: '', doc: '' },
    inputs: { initial: raster, next: raster },
    outputs: { out: raster },
    params: { frames },
    ...{ varies: 'frame', hasMemory: false },
    delay: { initial: 'initial', next: 'next', out: 'out', frames: 'frames' },
    evaluate: ({ inputs }) => ({ out: inputs.initial }),
  };
  const inputs = { initial: solidRaster(1, 1, [1, 1, 1, 255]), next: solidRaster(1, 1, [2, 2, 2, 255]) };
  expect((await runNode(delay, { inputs })).out).toBe(inputs.initial);
});

test('[TS4] graphOf makes a document that reads; a wire written wrong is refused', () => {
  const document = graphOf({
    nodes: { a: 'Number', b: { type: 'Sum', params: { times: { keys: [{ frame: 0, value: 1, easing: 'hold' }] } } } },
    wires: ['a.value > b.left'],
    settings: { frames: 12 },
  });
  expect(readGraph(document)).toEqual(document);
  expect(document).toMatchObject({
    settings: { frames: 12, width: 768 },
    edges: { w0: { to: { node: 'b', port: 'left' } } },
  });
  expect(() => graphOf({ nodes: {}, wires: ['a.value -> b.left'] })).toThrow(SyntaxError);
});

test('[TS5] test rasters', () => {
  expect([...solidRaster(1, 2, [1, 2, 3, 4]).data]).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  const gradient = gradientRaster(64, 36);
  expect([gradient.width, gradient.height, gradient.data.length]).toEqual([64, 36, 64 * 36 * 4]);
  const pixels = new Set(Array.from({ length: 64 * 36 }, (_, at) => gradient.data.slice(at * 4, at * 4 + 4).join()));
  expect(pixels.size).toBe(64 * 36);
});

test('[TS1] runNode gives a box sockets of its own, with what is in them', async () => {
  const seen: unknown[] = [];
  const node: NodeDefinition<Ports, Ports, Params, never, object> = {
    ...{ type: 'Workflow', version: 1, title: 'Workflow', category: 'generate', icon: '', doc: '' },
    ...{ inputs: {}, outputs: {}, params: {}, varies: 'inputs', hasMemory: false, exposes: true },
    evaluate: ({ exposed }) => {
      seen.push(...exposed.map(({ name, value }) => [name, value]));
      return {};
    },
  };
  const image = solidRaster(2, 2, [1, 2, 3, 255]);
  const free = { label: 'Free', role: 'free' as const, targets: [] };
  await runNode(node, {
    exposed: [
      { ...free, name: 'image', kind: 'raster', value: image },
      { ...free, name: 'cfg', kind: 'number', value: 7 },
      { ...free, name: 'mask', kind: 'raster', value: undefined },
    ],
  });
  expect(seen).toEqual([
    ['image', image],
    ['cfg', 7],
    ['mask', undefined],
  ]);
});
