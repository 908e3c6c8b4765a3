import { expect, test } from 'vitest';
import { graphOf } from '../testing/graph-of.ts';
import { TOYS, toy } from '../testing/toys.ts';
import { nearestAllowed } from './allowed.ts';
import { cardOf } from './card.ts';
import { cardForNode } from './card-for-node.ts';
import { canConnect } from './connect.ts';
import { exposedSchema } from './exposed.ts';
import { param } from './param.ts';
import { port } from './port.ts';
import { validateGraph } from './validate.ts';

const workflow = toy({
  type: 'Workflow',
  title: 'Own workflow',
  exposes: true,
  outputs: { image: port.raster({ doc: 'Picture.' }) },
  params: { server: param.text({ default: '', maxLength: 60, doc: 'Server.' }) },
  evaluate: () => ({}),
});
const card = cardOf(workflow, '');
const catalogue = Object.fromEntries([...TOYS.map((each) => cardOf(each, '')), card].map((each) => [each.type, each]));

function socket(kind: string, more: object = {}) {
  return exposedSchema.parse({ kind, label: 'CFG', targets: [{ node: '3', input: 'cfg' }], ...more });
}

const paramOf = (kind: string, more: object = {}) =>
  cardForNode(card, { exposed: { cfg: socket(kind, more) } }).params.cfg;

test('[XS1] pictures become optional inputs, all else params that can be wired and keyed', () => {
  const exposed = {
    image: socket('raster'),
    cfg: socket('number', { min: 1, max: 20, default: 7 }),
    steps: socket('integer', { min: 1, max: 150, default: 20, role: 'steps' }),
    seed: socket('integer', { min: 0, default: 5, role: 'seed' }),
    prompt: socket('text', { default: 'moss', role: 'prompt' }),
    tiled: socket('boolean', { default: true }),
    sampler: socket('choice', { choices: ['euler', 'ddim'], default: 'ddim' }),
  };
  const box = cardForNode(card, { exposed });
  expect(box.inputs).toMatchObject({ image: { type: 'raster', optional: true, label: 'CFG' } });
  expect(box.params).toMatchObject({
    server: { kind: 'text' },
    cfg: { kind: 'number', min: 1, max: 20, default: 7, wire: true, keyframes: true, widget: 'slider' },
    steps: { kind: 'integer', default: 20, unit: 'steps' },
    seed: { kind: 'integer', default: 5, widget: 'seed', max: Number.MAX_SAFE_INTEGER },
    prompt: { kind: 'text', default: 'moss', widget: 'prompt' },
    tiled: { kind: 'boolean', default: true },
    sampler: { kind: 'choice', default: 'ddim', wire: true, keyframes: true },
  });
  expect(box.params.cfg?.doc).toBe('Goes into cfg of node 3 of the workflow.');
});

test('[XS2] the card is the type own when nothing is exposed, and the same object for the same sockets', () => {
  const box = { exposed: { cfg: socket('number') } };
  expect(cardForNode(card, {})).toBe(card);
  expect(cardForNode(card, box)).toBe(cardForNode(card, { ...box }));
  const other = { ...card, title: 'Newer' };
  expect(cardForNode(other, box).title).toBe('Newer');
});

test('[XS3] what is missing or senseless in a socket is made good', () => {
  const sockets = [
    paramOf('number'),
    paramOf('number', { min: 2, max: 1 }),
    paramOf('number', { min: 3, max: 9, default: 100 }),
    paramOf('integer', { min: 1, default: 'twenty' }),
    paramOf('choice'),
    paramOf('choice', { choices: ['a'], default: 'gone.safetensors' }),
    paramOf('text', { default: 5 }),
  ];
  for (const spec of sockets) expect(spec && nearestAllowed(spec, spec.default)).toEqual({ allowed: true });
  expect(sockets.map((spec) => spec?.default)).toEqual([0, 2, 9, 1, '', 'gone.safetensors', '']);
  expect(sockets[4]).toMatchObject({ kind: 'text' });
});

const WIRED = graphOf({
  nodes: {
    number: 'Number',
    paint: 'Paint',
    box: {
      type: 'Workflow',
      params: { cfg: 99, gone: 1 },
      exposed: { image: socket('raster'), cfg: socket('number', { min: 1, max: 20 }) },
    },
    output: 'Output',
  },
  wires: [
    'number.value > paint.level',
    'paint.image > box.image',
    'number.value > box.steps',
    'box.image > output.image',
  ],
});

test('[XS4] sockets of a box are wired and judged as those of a type', () => {
  const end = (port: string) => ({ node: 'box', port });
  const from = { node: 'number', port: 'value' };
  expect(canConnect(WIRED, catalogue, from, end('cfg'))).toMatchObject({ ok: true });
  expect(canConnect(WIRED, catalogue, from, end('image'))).toEqual({
    ok: false,
    reason: expect.stringContaining('A number cannot go into CFG, which takes a picture.'),
  });
  expect(canConnect(WIRED, catalogue, from, end('steps'))).toMatchObject({ ok: false });
  const found = validateGraph(WIRED, catalogue).map(({ code, param, port }) => [code, param ?? port]);
  expect(found).toEqual([
    ['port-missing', 'steps'],
    ['param-range', 'cfg'],
    ['param-unknown', 'gone'],
  ]);
});

test('[XS5] sockets where none may be, under taken names, or with limits that hold nothing are errors', () => {
  const problemsOf = (type: string, exposed: Record<string, ReturnType<typeof socket>>) =>
    validateGraph(graphOf({ nodes: { box: { type, exposed } } }), catalogue)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, node, port }) => [code, node, port]);
  expect(problemsOf('Text', { cfg: socket('number') })).toEqual([['workflow', 'box', undefined]]);
  expect(problemsOf('Workflow', { server: socket('text') })).toEqual([['workflow', 'box', 'server']]);
  expect(problemsOf('Workflow', { cfg: socket('number', { min: 5, max: 1 }) })).toEqual([['workflow', 'box', 'cfg']]);
  expect(problemsOf('Workflow', { cfg: socket('number', { min: 1, max: 5 }), constructor: socket('raster') })).toEqual(
    [],
  );
});
