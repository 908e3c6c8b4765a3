import { describe, expect, test } from 'vitest';
import { graphOf } from '../testing/index.ts';
import {
  EpochError,
  type ErrorCode,
  type GraphDocument,
  migrateNodes,
  newGraph,
  readGraph,
  rebuildJson,
} from './index.ts';

/** The error of reading something; fails when it reads. */
function refusalOf(raw: unknown): { code: ErrorCode; message: string; field: unknown } {
  try {
    readGraph(raw);
  } catch (error) {
    if (error instanceof EpochError) return { code: error.code, message: error.message, field: error.detail.field };
    throw error;
  }
  throw new Error('It was read.');
}

const sound = graphOf({
  nodes: { a: 'Number', b: { type: 'Sum', params: { times: 2 } } },
  wires: ['a.value > b.left'],
});

test('[RG1] a sound document comes back equal and shares nothing with what came in', () => {
  const raw = JSON.parse(JSON.stringify(sound));
  const document = readGraph(raw);
  expect(document).toEqual(sound);
  raw.nodes.b.params.times = 99;
  raw.settings.width = 1;
  expect(document).toEqual(sound);
});

describe('hostile JSON', () => {
  const at = (path: string, key: string) => {
    const text = JSON.stringify(sound).replace(path, `${path}"${key}":{"polluted":true},`).replace(',}', '}');
    return refusalOf(JSON.parse(text));
  };

  test.each(['__proto__', 'constructor', 'prototype'])('[RG2] the key %s is refused wherever it stands', (key) => {
    for (const path of ['{', '"nodes":{', '"params":{', '"settings":{']) {
      expect(at(path, key)).toMatchObject({ code: 'GRAPH_INVALID' });
      expect(at(path, key).message).toContain(`${key} is a name that is not allowed`);
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('[RG3] nesting deeper than 100 levels is refused, however deep it is', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`);
    expect(refusalOf({ ...sound, settings: deep }).message).toContain('nested more than 100 levels deep');
    const circular: { self?: unknown } = {};
    circular.self = circular;
    expect(refusalOf(circular).code).toBe('GRAPH_INVALID');
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [Symbol('x')], [1n]])(
    '[RG4] %s is not JSON and is refused',
    (value) => {
      expect(refusalOf({ ...sound, name: value }).code).toBe('GRAPH_INVALID');
    },
  );

  test.each([[null], [[]], ['text'], [7]])('[RG4] %j is no document', (raw) => {
    expect(refusalOf(raw)).toMatchObject({ code: 'GRAPH_INVALID' });
  });

  test('[RG4] getters and prototypes of a stranger do not survive', () => {
    class Stranger {
      name = 'x';
    }
    expect(Object.getPrototypeOf(rebuildJson(new Stranger()))).toBe(Object.prototype);
  });

  test('[RG5] too many nodes are refused before each is looked at', () => {
    const nodes = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`n${index}`, 0]));
    expect(refusalOf({ ...sound, nodes }).message).toBe(
      'This graph cannot be read: it has 10001 nodes, and 10000 is the most.',
    );
  });
});

describe('places in words', () => {
  test('[RG6] a field of the wrong type is named with the node it is in', () => {
    const raw = JSON.parse(JSON.stringify(sound));
    raw.nodes.b.position = 'left';
    const refusal = refusalOf(raw);
    expect(refusal.message).toMatch(/^This graph cannot be read: node "b", field "position": /);
    expect(refusal.field).toBe('nodes.b.position');
  });

  test('[RG6] a param is named as one', () => {
    const raw = JSON.parse(JSON.stringify(sound));
    raw.nodes.b.params.times = { keys: [] };
    expect(refusalOf(raw).message).toContain('node "b", param "times"');
  });

  test('[RG6] unknown fields are refused, not dropped', () => {
    expect(refusalOf({ ...sound, zoom: 3 }).message).toContain('zoom');
  });

  test('[RG7] a node that stands under another id is refused', () => {
    const raw = JSON.parse(JSON.stringify(sound));
    raw.nodes.b.id = 'c';
    expect(refusalOf(raw).message).toContain('the node under the key "b" calls itself "c"');
  });

  test('[RG8] some other file is told to be one', () => {
    expect(refusalOf({ hello: 1 }).message).toContain('is some other file');
  });
});

test('[RG9] a document of a newer program is refused as too new, with the cure', () => {
  const refusal = refusalOf({ ...sound, schemaVersion: 7, hologram: true });
  expect(refusal.code).toBe('GRAPH_TOO_NEW');
  expect(refusal.message).toBe(
    'This graph was saved by a newer EpochStreamer (document version 7, this one reads up to 1). Update EpochStreamer to open it.',
  );
});

describe('older nodes', () => {
  const definitions = new Map([
    [
      'Sum',
      {
        type: 'Sum',
        version: 3,
        migrations: {
          1: ({ times, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, factor: times }),
          2: ({ factor, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, percent: Number(factor) * 100 }),
        },
      },
    ],
  ]);

  test('[RG10] params are taken from version to version up to the present one', () => {
    expect(migrateNodes(sound, definitions).nodes.b).toMatchObject({ version: 3, params: { percent: 200 } });
    expect(sound.nodes.b?.version).toBe(1);
  });

  test('[RG10] newer, unknown and present nodes stay as they are', () => {
    const newer: GraphDocument = graphOf({ nodes: { b: { type: 'Sum', version: 9 }, u: 'Unknown' } });
    expect(migrateNodes(newer, definitions)).toBe(newer);
  });

  test('[RG10] a migration that answers with what no param can be is refused', () => {
    const broken = new Map([['Sum', { type: 'Sum', version: 2, migrations: { 1: () => ({ times: null }) } }]]);
    expect(() => migrateNodes(sound, broken)).toThrow(/params/);
  });
});

test('[RG11] a new graph reads as it is', () => {
  expect(readGraph(newGraph('First light', 'g1'))).toMatchObject({ id: 'g1', name: 'First light', revision: 0 });
});
