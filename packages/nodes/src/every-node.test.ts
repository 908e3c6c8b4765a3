import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isRaster, type PortType } from '@epoch/graph-runtime/model';
import { describe, expect, test } from 'vitest';
import { loadNodes } from './load-nodes.ts';
import { NODE_FILES } from './node-files.ts';
import { fakeServices } from './testing/fake-services.ts';
import { playOnce } from './testing/play.ts';
import { chart, sampleOf } from './testing/samples.ts';

const assets = { 'ringed-planet.jpg': chart(80, 60, 10), 'spaceship.png': chart(20, 8, 200) };
const allInputs = (node: (typeof NODE_FILES)[number]['node']) =>
  Object.fromEntries(Object.entries(node.inputs).map(([name, { type }]) => [name, sampleOf(type)]));

/** A value as text in which equal pictures are equal, whatever their version. */
const fingerprint = (value: unknown) =>
  JSON.stringify(value, (_key, part) =>
    isRaster(part) ? `${part.width}x${part.height} ${createHash('sha256').update(part.data).digest('hex')}` : part,
  );

const IS_OF_TYPE: Readonly<Record<PortType, (value: unknown) => boolean>> = {
  raster: isRaster,
  number: Number.isFinite,
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  motion: (value) => typeof value === 'object' && value !== null && 'totalZoom' in value,
  settings: (value) => typeof value === 'object' && value !== null && 'engine' in value,
  audio: (value) => typeof value === 'object' && value !== null && 'asset' in value,
  any: (value) => value !== undefined,
};

test('[EN1] the nodes load without a defect, each from a file that is listed', async () => {
  const { definitions, cards } = loadNodes(NODE_FILES);
  expect(definitions.size).toBe(NODE_FILES.length);
  expect(Object.keys(cards)).toEqual([...definitions.keys()]);
  const found = await readdir(new URL('.', import.meta.url), { recursive: true });
  const files = found.filter((path) => path.endsWith('.node.ts')).map((path) => path.replaceAll('\\', '/'));
  expect(files.map((path) => path.replace('.node.ts', '')).sort()).toEqual(NODE_FILES.map(({ file }) => file).sort());
});

describe.each(NODE_FILES.map(({ file, node }) => ({ file, node, type: node.type })))('[EN] $type', ({ file, node }) => {
  test('[EN2] has a test and a help page beside it', () => {
    for (const ending of ['node.test.ts', 'node.md']) {
      expect(existsSync(new URL(`./${file}.${ending}`, import.meta.url)), `${file}.${ending}`).toBe(true);
    }
  });

  test('[EN3] gives exactly the declared outputs, each of its type', async () => {
    const { outputs } = await playOnce(node, fakeServices(assets).services, {
      inputs: allInputs(node),
      film: { index: 5 },
    });
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(node.outputs).sort());
    for (const [name, { type }] of Object.entries(node.outputs)) {
      expect(IS_OF_TYPE[type](outputs[name]), `${name} is of type ${type}`).toBe(true);
    }
  });

  test('[EN4] runs with nothing but its required inputs', async () => {
    const required = Object.entries(node.inputs).filter(([, spec]) => spec.optional !== true);
    const inputs = Object.fromEntries(required.map(([name, { type }]) => [name, sampleOf(type)]));
    const { outputs } = await playOnce(node, fakeServices(assets).services, { inputs });
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(node.outputs).sort());
  });

  test('[EN5] leaves its inputs as they are', async () => {
    const inputs = allInputs(node);
    const before = fingerprint(inputs);
    await playOnce(node, fakeServices(assets).services, { inputs, film: { index: 40 } });
    expect(fingerprint(inputs)).toBe(before);
  });

  test('[EN6] answers the same twice, frame after frame, from memory that went through JSON', async () => {
    const runs = await Promise.all([true, false].map((throughJson) => playFrames(node, throughJson)));
    expect(runs[0]).toEqual(runs[1]);
  });

  test('[EN7] has memory only if it says so, made of plain values and pictures', async () => {
    const inputs = allInputs(node);
    const { memory } = await playOnce(node, fakeServices(assets).services, { inputs });
    expect(memory !== undefined).toBe(node.hasMemory);
    const plain = (value: unknown): boolean =>
      isRaster(value) ||
      value === null ||
      ['string', 'boolean', 'number'].includes(typeof value) ||
      (typeof value === 'object' && Object.values(value).every(plain));
    if (node.hasMemory) expect(plain(memory)).toBe(true);
  });

  test('[EN8] has a card that survives JSON', () => {
    const card = loadNodes(NODE_FILES).cards[node.type];
    expect(JSON.parse(JSON.stringify(card))).toEqual(card);
    expect(card?.help).toMatch(/^# /);
  });
});

/** Three frames, as text; the memory in between is handed on as it is, or as a checkpoint would bring it back. */
async function playFrames(node: (typeof NODE_FILES)[number]['node'], throughJson: boolean): Promise<string[]> {
  const { services } = fakeServices(assets);
  const played: string[] = [];
  let memory: unknown;
  for (let index = 0; index < 3; index++) {
    const answer = await playOnce(node, services, { inputs: allInputs(node), film: { index } }, memory);
    played.push(fingerprint(answer));
    memory = throughJson ? withPictures(answer.memory) : answer.memory;
  }
  return played;
}

/** JSON there and back, with the pictures kept aside as a checkpoint does. */
function withPictures(value: unknown): unknown {
  if (isRaster(value)) return value;
  if (typeof value !== 'object' || value === null)
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  if (Array.isArray(value)) return value.map(withPictures);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withPictures(part)]));
}
