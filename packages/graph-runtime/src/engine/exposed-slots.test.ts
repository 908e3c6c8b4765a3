import { expect, test } from 'vitest';
import { type AnyContext, type ExposedSocket, exposedSchema, isRaster, port } from '../model/index.ts';
import { graphOf } from '../testing/graph-of.ts';
import { NEVER, TEST_FILM } from '../testing/run-node.ts';
import { type ToyServices, toy, toyBox } from '../testing/toys.ts';
import { compile, evaluateFrame, newMemo } from './index.ts';
import { carryMemo } from './memo.ts';

function socket(kind: string, more: object = {}): ExposedSocket {
  return exposedSchema.parse({ kind, label: 'CFG', targets: [{ node: '3', input: 'cfg' }], ...more });
}

/** A box with sockets of its own, on a graph in which a number and a picture are at hand. */
function play(exposed: Record<string, ExposedSocket>, params = {}, wires: readonly string[] = []) {
  const asked: AnyContext<ToyServices>[] = [];
  const workflow = toy({
    type: 'Workflow',
    exposes: true,
    outputs: { done: port.boolean({ doc: 'Done.' }) },
    evaluate: (context) => {
      asked.push(context);
      return { done: true };
    },
  });
  const compileWith = (sockets: Record<string, ExposedSocket>) => {
    const box = { type: 'Workflow', params, exposed: sockets };
    const compiled = compile(
      graphOf({ nodes: { frame: 'FrameNumber', paint: 'Paint', box }, wires: ['frame.value > paint.level', ...wires] }),
      toyBox(workflow),
    );
    if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '));
    return compiled.plan;
  };
  let plan = compileWith(exposed);
  let memo = newMemo(plan);
  return {
    asked,
    async frame(index: number) {
      const request = { frame: { ...TEST_FILM, index }, services: {}, signal: NEVER, memo };
      await evaluateFrame(plan, request, new Map());
      const values = asked.at(-1)?.exposed ?? [];
      return Object.fromEntries(values.map(({ name, value }) => [name, isRaster(value) ? value.data[0] : value]));
    },
    edit(sockets: Record<string, ExposedSocket>) {
      const edited = compileWith(sockets);
      memo = carryMemo(plan, memo, edited);
      plan = edited;
    },
  };
}

test('[XS6] a node learns the value of each socket: wired, keyed, set, the workflow own, or none', async () => {
  const exposed = {
    image: socket('raster'),
    mask: socket('raster'),
    cfg: socket('number'),
    steps: socket('integer'),
    seed: socket('integer', { role: 'seed' }),
    prompt: socket('text', { default: 'moss' }),
    free: socket('number'),
  };
  const keys = [
    { frame: 0, value: 0, easing: 'linear' },
    { frame: 10, value: 10, easing: 'linear' },
  ];
  const box = play(exposed, { cfg: 3, steps: { keys } }, ['paint.image > box.image', 'frame.value > box.seed']);
  expect(await box.frame(4)).toEqual({
    image: 4,
    mask: undefined,
    cfg: 3,
    steps: 4,
    seed: 4,
    prompt: 'moss',
    free: undefined,
  });
  expect(box.asked[0]?.exposed[2]).toMatchObject({
    name: 'cfg',
    kind: 'number',
    targets: [{ node: '3', input: 'cfg' }],
  });
  expect(await box.frame(5)).toMatchObject({ image: 5, steps: 5, seed: 5 });
});

test('[XS7] it is evaluated again when a value or a place changes, and not for a new label', async () => {
  const box = play({ seed: socket('integer') }, {}, ['frame.value > box.seed']);
  await box.frame(1);
  await box.frame(1);
  expect(box.asked).toHaveLength(1);
  await box.frame(2);
  expect(box.asked).toHaveLength(2);
  box.edit({ seed: socket('integer', { label: 'Dice' }) });
  await box.frame(2);
  expect(box.asked).toHaveLength(2);
  box.edit({ seed: socket('integer', { targets: [{ node: '9', input: 'noise_seed' }] }) });
  await box.frame(2);
  expect(box.asked).toHaveLength(3);
});

test('[XS8] a bypassed box hands the picture at its own socket on', () => {
  const workflow = toy({
    type: 'Workflow',
    exposes: true,
    outputs: { image: port.raster({ doc: 'Picture.' }) },
    evaluate: () => ({}),
  });
  const box = { type: 'Workflow', bypassed: true, exposed: { image: socket('raster') } };
  const compiled = compile(
    graphOf({
      nodes: { frame: 'FrameNumber', paint: 'Paint', box, output: 'Output' },
      wires: ['frame.value > paint.level', 'paint.image > box.image', 'box.image > output.image'],
    }),
    toyBox(workflow),
  );
  expect(compiled.ok && compiled.plan.steps.find(({ node }) => node === 'box')).toMatchObject({
    kind: 'bypass',
    handed: [{ wire: { name: 'image' }, output: { name: 'image' } }],
  });
  expect(compiled.ok && compiled.plan.sinks).toHaveLength(1);
});
