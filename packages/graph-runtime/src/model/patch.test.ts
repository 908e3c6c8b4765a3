import { describe, expect, test } from 'vitest';
import { graphOf, seeded } from '../testing/index.ts';
import { applyDocumentPatches, EpochError, type GraphPatch, newId } from './index.ts';

const document = graphOf({ nodes: { a: 'Number', b: 'Sum' }, wires: ['a.value > b.left'] });

function refusalOf(...patches: GraphPatch[]): string {
  const before = JSON.stringify(document);
  try {
    applyDocumentPatches(document, patches);
  } catch (error) {
    expect(JSON.stringify(document)).toBe(before);
    if (error instanceof EpochError && error.code === 'GRAPH_INVALID') return error.message;
    throw error;
  }
  throw new Error('The patches were taken.');
}

test('[PT1] patches make a new document and leave the old one alone', () => {
  const changed = applyDocumentPatches(document, [
    { op: 'replace', path: ['nodes', 'a', 'params', 'value'], value: 7 },
    { op: 'remove', path: ['edges', 'w0'] },
    { op: 'replace', path: ['name'], value: 'Second light' },
  ]);
  expect(changed).toMatchObject({ name: 'Second light', edges: {}, nodes: { a: { params: { value: 7 } } } });
  expect(document.nodes.a?.params).toEqual({});
});

test('[PT1] all of them or none', () => {
  refusalOf(
    { op: 'replace', path: ['name'], value: 'x' },
    { op: 'replace', path: ['nodes', 'gone', 'title'], value: 'y' },
  );
});

describe('refusals', () => {
  test.each([['id'], ['revision'], ['schemaVersion'], ['format'], ['zoom']])(
    '[PT2] %s cannot be changed by an edit',
    (field) => {
      expect(refusalOf({ op: 'replace', path: [field], value: 1 })).toBe(
        `This change was refused: ${field} cannot be changed by an edit.`,
      );
    },
  );

  test('[PT2] the document cannot be replaced as a whole', () => {
    expect(refusalOf({ op: 'replace', path: [], value: {} })).toContain('the whole document');
  });

  test.each(['__proto__', 'constructor', 'prototype'])('[PT3] %s is refused in paths and in values', (key) => {
    expect(refusalOf({ op: 'add', path: ['nodes', key, 'polluted'], value: true })).toContain('not allowed');
    const value = JSON.parse(`{"${key}":{"polluted":true}}`);
    expect(refusalOf({ op: 'replace', path: ['settings'], value })).toContain('not allowed');
  });

  test('[PT4] what the patches make must hold to the schema', () => {
    expect(refusalOf({ op: 'replace', path: ['settings', 'width'], value: 'wide' })).toContain(
      'field "settings", field "width"',
    );
    expect(refusalOf({ op: 'add', path: ['nodes', 'c'], value: { id: 'c' } })).toContain('node "c"');
    expect(refusalOf({ op: 'remove', path: ['name'] })).toContain('name');
    expect(refusalOf({ op: 'replace', path: ['nodes', 'a', 'id'], value: 'z' })).toContain('calls itself "z"');
  });

  test('[PT5] a patch that does not fit says to load the graph again', () => {
    expect(refusalOf({ op: 'replace', path: ['nodes', 'gone', 'title'], value: 'x' })).toContain(
      'Load the graph again',
    );
  });
});

test('[PT6] ids are readable, hold to the schema, and come from the randomness they are given', () => {
  const random = seeded(3);
  const ids = Array.from({ length: 1_000 }, () => newId('DreamImg2Img', random));
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^dreamimg2img-[a-z0-9]{8}$/);
  expect(newId('DreamImg2Img', seeded(3))).toBe(ids[0]);
  expect(newId('Ünïcode & more, '.repeat(9), random)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});
