import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../engine/index.ts';
import { graphOf, toy, toyBox } from '../testing/index.ts';
import { canConnect, type PortType, port } from './index.ts';

const box = toyBox(
  toy({
    type: 'Every',
    inputs: Object.fromEntries(
      (['raster', 'number', 'integer', 'boolean', 'text', 'motion', 'settings', 'audio', 'any'] as const).map(
        (type) => [type, port[type]({ doc: '', optional: true })],
      ),
    ),
    outputs: Object.fromEntries(
      (['raster', 'number', 'integer', 'boolean', 'text', 'motion', 'settings', 'audio', 'any'] as const).map(
        (type) => [type, port[type]({ doc: '' })],
      ),
    ),
    evaluate: () => ({}),
  }),
);
const catalogue = catalogueOf(box);
const loop = graphOf({
  nodes: {
    a: { type: 'Sum', title: 'Zoom' },
    b: { type: 'Sum', title: 'Dream' },
    d: 'Delay',
    n: 'Number',
    p: 'Paint',
    s: 'Sampler',
  },
  wires: ['n.value > a.left', 'a.sum > b.left'],
});

function reason(from: [string, string], to: [string, string], document = loop) {
  const answer = canConnect(document, catalogue, { node: from[0], port: from[1] }, { node: to[0], port: to[1] });
  return answer.ok ? null : answer.reason;
}

describe('types', () => {
  const pairs: [PortType, PortType, string | null][] = [
    ['number', 'number', null],
    ['integer', 'number', null],
    ['number', 'integer', 'round'],
    ['integer', 'boolean', 'is-not-zero'],
    ['boolean', 'number', 'to-zero-or-one'],
    ['boolean', 'integer', 'to-zero-or-one'],
    ['number', 'text', 'to-text'],
    ['integer', 'text', 'to-text'],
    ['boolean', 'text', 'to-text'],
    ['raster', 'any', null],
    ['motion', 'any', null],
    ['any', 'raster', 'check'],
  ];
  const every = graphOf({ nodes: { x: 'Every', y: 'Every' } });

  test.each(pairs)('[CN1] a %s goes into a %s input, conversion %s', (from, to, convert) => {
    const answer = canConnect(every, catalogue, { node: 'x', port: from }, { node: 'y', port: to });
    expect(answer).toEqual({ ok: true, replaces: null, convert });
  });

  test('[CN1] every other pair of types is refused', () => {
    const types = Object.keys(box.get('Every')?.inputs ?? {}) as PortType[];
    const allowed = new Set(pairs.map(([from, to]) => `${from} ${to}`));
    let refused = 0;
    for (const from of types) {
      for (const to of types) {
        if (from === to || from === 'any' || to === 'any' || allowed.has(`${from} ${to}`)) continue;
        expect(reason(['x', from], ['y', to], every), `${from} > ${to}`).toMatch(/cannot go into/);
        refused += 1;
      }
    }
    expect(refused).toBe(8 * 7 - 8);
  });
});

test('[CN2] a refused type is told in words, with what would fit instead', () => {
  expect(reason(['p', 'image'], ['s', 'denoise'])).toBe(
    'A picture cannot go into Denoise, which takes a number. Wire it from an output that gives a number.',
  );
  const every = graphOf({ nodes: { x: { type: 'Every', title: 'Camera' }, s: 'Sampler' } });
  expect(reason(['x', 'motion'], ['s', 'denoise'], every)).toBe(
    'A camera motion cannot go into Denoise, which takes a number. Number of Camera would fit.',
  );
});

test('[CN3] an input holds one wire: a new one replaces it', () => {
  const answer = canConnect(loop, catalogue, { node: 'd', port: 'out' }, { node: 'a', port: 'left' });
  expect(answer).toEqual({ ok: true, replaces: 'w0', convert: null });
});

test('[CN4] a wire that closes a circle is refused, the circle named, and the place of a delay told', () => {
  expect(reason(['b', 'sum'], ['a', 'right'])).toBe(
    'This wire would close a circle in which every node waits for the others: Dream → Zoom → Dream. ' +
      'Put a Feedback delay between Dream and Zoom: it hands on what arrived at the frame before.',
  );
  expect(reason(['a', 'sum'], ['a', 'right'])).toMatch(/Zoom → Zoom/);
});

test('[CN4] a circle through a delay is no circle, but one through its initial input is', () => {
  const delayed = graphOf({ nodes: { a: 'Sum', d: 'Delay' }, wires: ['d.out > a.left'] });
  expect(reason(['a', 'sum'], ['d', 'next'], delayed)).toBeNull();
  expect(reason(['a', 'sum'], ['d', 'initial'], delayed)).toMatch(/circle/);
});

test('[CN4] the wire that is replaced does not count towards the circle', () => {
  const document = graphOf({ nodes: { a: 'Sum', b: 'Sum' }, wires: ['a.sum > b.left'] });
  expect(reason(['b', 'sum'], ['b', 'left'], document)).toMatch(/circle/);
  const turned = graphOf({ nodes: { a: 'Sum', b: 'Sum', c: 'Sum' }, wires: ['a.sum > b.left', 'b.sum > c.left'] });
  expect(reason(['c', 'sum'], ['a', 'left'], turned)).toMatch(/circle/);
  expect(reason(['a', 'sum'], ['c', 'left'], turned)).toBeNull();
});

test('[CN5] ends that do not exist are refused in a sentence each', () => {
  expect(reason(['gone', 'x'], ['a', 'left'])).toBe('There is no node "gone" in this graph any more.');
  expect(reason(['a', 'left'], ['b', 'left'])).toBe(
    'A wire runs from an output to an input, and Left of Zoom is an input.',
  );
  expect(reason(['a', 'sum'], ['b', 'sum'])).toBe(
    'A wire runs from an output to an input, and Sum of Dream is an output.',
  );
  expect(reason(['a', 'nothing'], ['b', 'left'])).toBe('Zoom has no output called "nothing".');
  expect(reason(['a', 'sum'], ['b', 'nothing'])).toBe('Dream has no input called "nothing".');
  expect(reason(['n', 'value'], ['s', 'mode'])).toBe('Mode of Sampler is set in the inspector and cannot be wired.');
  const unknown = graphOf({ nodes: { a: 'Number', u: 'Upscale' } });
  expect(reason(['a', 'value'], ['u', 'x'], unknown)).toMatch(/of the type Upscale, which this program does not know/);
});

test('[CN6] params that can be wired have sockets under their own names', () => {
  expect(reason(['n', 'value'], ['s', 'denoise'])).toBeNull();
  expect(reason(['n', 'value'], ['s', 'tint'])).toBeNull();
});
