import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { compile, evaluateFrame, type FrameMemory } from '@epoch/graph-runtime/engine';
import { type GraphDocument, inputSockets, readGraph, validateGraph } from '@epoch/graph-runtime/model';
import { describe, expect, test } from 'vitest';
import { loadNodes } from './load-nodes.ts';
import { NODE_FILES } from './node-files.ts';
import { fakeServices } from './testing/fake-services.ts';
import { chart } from './testing/samples.ts';

const folder = new URL('../../../graphs/', import.meta.url);
const assets = new URL('../../../static/assets/', import.meta.url);
const { definitions, cards } = loadNodes(NODE_FILES);
const templates = readdirSync(folder).filter((name) => name.endsWith('.graph.json'));

const read = (name: string): GraphDocument => readGraph(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

interface Box {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a box stands on the canvas, with its picture and all rows it may show. @unit px at zoom 1 */
function boxesOf(document: GraphDocument): Box[] {
  return Object.values(document.nodes).map(({ id, type, position, width = 196 }) => {
    const card = cards[type];
    if (card === undefined) throw new Error(`No card of ${type}.`);
    const wired = Object.values(document.edges).filter(
      ({ to }) => to.node === id && card.params[to.port] !== undefined,
    );
    const params = Object.keys(inputSockets(card)).length - Object.keys(card.inputs).length;
    const rows =
      Object.keys(card.inputs).length + Object.keys(card.outputs).length + Math.min(params, Math.max(4, wired.length));
    const height = 28 + (width * 9) / 16 + 10 + 21 * rows + (params > 4 ? 20 : 0);
    return { id, left: position.x, top: position.y, right: position.x + width, bottom: position.y + height };
  });
}

/** A graph with frames in between holds its first picture at most this long. */
const SHOWN_FROM = 8;

const gap = (a: Box, b: Box) => Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);

test('[GT0] the templates of the program are there', () => {
  for (const id of [
    'first-light',
    'epochstreamer-classic',
    'epochstreamer-comfy',
    'deep-zoom',
    'smallest-loop',
    'held-rate',
  ]) {
    expect(templates).toContain(`${id}.graph.json`);
  }
});

describe.each(templates)('%s', (name) => {
  const document = read(name);

  test('[GT1] reads, validates and compiles without a problem', () => {
    expect(document.id).toBe(name.replace('.graph.json', ''));
    expect(document.description).not.toBe('');
    expect(validateGraph(document, cards)).toEqual([]);
    expect(compile(document, definitions)).toMatchObject({ ok: true });
  });

  test('[GT2] no two boxes are nearer than 24 px, and a group holds whole boxes', () => {
    const boxes = boxesOf(document);
    for (const a of boxes)
      for (const b of boxes) if (a.id < b.id) expect(gap(a, b), `${a.id}, ${b.id}`).toBeGreaterThanOrEqual(24);
    for (const { position, size } of Object.values(document.groups)) {
      for (const { id, left, top, right, bottom } of boxes) {
        const inside = [
          left > position.x,
          top > position.y,
          right < position.x + size.width,
          bottom < position.y + size.height,
        ];
        const outside = [
          right < position.x,
          bottom < position.y,
          left > position.x + size.width,
          top > position.y + size.height,
        ];
        expect(inside.every(Boolean) || outside.some(Boolean), `${id} lies across a group`).toBe(true);
      }
    }
  });

  test('[GT3] names only assets that ship', () => {
    for (const { type, params } of Object.values(document.nodes)) {
      for (const [param, spec] of Object.entries(cards[type]?.params ?? {})) {
        const value = params[param] ?? spec.default;
        if (spec.kind !== 'asset' || value === '') continue;
        expect(existsSync(new URL(String(value), assets)), `${type} needs ${String(value)}`).toBe(true);
      }
    }
  });

  test('[GT4] has a picture', () => {
    expect(existsSync(new URL(name.replace('.graph.json', '.webp'), folder))).toBe(true);
  });

  test('[GT5] runs, and every frame leaves a still; once the first ones are shown, each differs from those before', async () => {
    const compiled = compile(document, definitions);
    if (!compiled.ok) throw new Error('It does not compile.');
    const picture = chart(64, 36);
    const shipped = ['ringed-planet.jpg', 'nebula-gate.jpg', 'neon-city.jpg', 'spaceship.png'];
    const { services } = fakeServices(Object.fromEntries(shipped.map((asset) => [asset, picture])));
    const film = { width: 64, height: 36, fps: 24, bpm: 120, count: document.settings.frames, productionSeed: 5 };
    const { signal } = new AbortController();
    let memory: FrameMemory = new Map();
    const stills: string[] = [];
    for (let index = 0; index < SHOWN_FROM + 3; index++) {
      const commit = await evaluateFrame(compiled.plan, { frame: { ...film, index }, services, signal }, memory);
      memory = commit.memory;
      for (const { folder: into, raster } of commit.stills) stills.push(`${into} ${raster.data.join(' ')}`);
    }
    expect(stills).toHaveLength(SHOWN_FROM + 3);
    expect(new Set(stills.slice(SHOWN_FROM)).size).toBe(3);
  });
});
