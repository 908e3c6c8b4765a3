import { expect, test } from 'vitest';
import { catalogueOf, compile } from '../engine/index.ts';
import { graphOf, seeded, toyBox } from '../testing/index.ts';
import { applyDocumentPatches, canConnect, EpochError, readGraph, validateGraph } from './index.ts';

const box = toyBox();
const catalogue = catalogueOf(box);
const sound = graphOf({
  nodes: { n: 'Number', a: { type: 'Sum', params: { times: 2 } }, d: 'Delay', p: 'Paint', o: 'Output', s: 'Sampler' },
  wires: ['n.value > d.initial', 'd.out > a.left', 'a.sum > d.next', 'a.sum > p.level', 'p.image > o.image'],
});

const ODD: readonly unknown[] = [
  ...[null, true, '', 'x', 0, -1, 1.5, 1e308, [], {}, [[]], { keys: [] }, { id: 'n' }, 'constructor', '__proto__'],
  ...[{ keys: [{ frame: 3, value: 'x', easing: 'hold' }] }, { node: 'd', port: 'next' }, 'Sum', 'toString'],
];

/** Puts something odd at a random place of a JSON value. */
function spoil(value: unknown, random: () => number): unknown {
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)];
  if (typeof value !== 'object' || value === null || random() < 0.12) return pick(ODD);
  if (Array.isArray(value)) return value.map((item, at) => (at === 0 ? spoil(item, random) : item));
  const entries = Object.entries(value);
  const key = pick(entries)?.[0];
  const act = random();
  if (act < 0.15) return Object.fromEntries(entries.filter(([name]) => name !== key));
  if (act < 0.3) return Object.fromEntries([...entries, [String(pick(ODD)), pick(ODD)]]);
  return Object.fromEntries(entries.map(([name, item]) => [name, name === key ? spoil(item, random) : item]));
}

/** Runs it; an EpochError of the expected codes is an answer, anything else thrown is a fault. */
function answerOf<T>(task: () => T, seed: number): T | null {
  try {
    return task();
  } catch (error) {
    if (error instanceof EpochError && /^GRAPH_(INVALID|TOO_NEW)$/.test(error.code)) {
      expect(error.message, `seed ${seed}`).toMatch(/^This .*\.$/s);
      return null;
    }
    throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
  }
}

test('[RG12] 1,500 spoilt documents are read or refused in a sentence; what is read can be judged, wired and compiled', () => {
  let read = 0;
  let run = 0;
  for (let seed = 1; seed <= 1_500; seed += 1) {
    const random = seeded(seed);
    let raw: unknown = sound;
    for (let times = 1 + Math.floor(random() * 2); times > 0; times -= 1) raw = spoil(raw, random);
    const document = answerOf(() => readGraph(raw), seed);
    if (document === null) continue;
    read += 1;
    const problems = validateGraph(document, catalogue);
    const compiled = compile(document, box);
    expect(compiled.ok, `seed ${seed}`).toBe(!problems.some(({ severity }) => severity === 'error'));
    run += compiled.ok ? 1 : 0;
    for (const node of Object.keys(document.nodes)) {
      const answer = canConnect(document, catalogue, { node: 'a', port: 'sum' }, { node, port: 'left' });
      if (!answer.ok) expect(answer.reason).toMatch(/\.$/);
    }
  }
  expect([read > 60, read < 1_350, run > 10, run < read]).toEqual([true, true, true, true]);
});

test('[PT7] 2,000 odd patches are taken or refused in a sentence, and never touch the document they are given', () => {
  const before = JSON.stringify(sound);
  const places = [
    'nodes',
    'edges',
    'settings',
    'name',
    'groups',
    'id',
    'a',
    'w0',
    'params',
    'times',
    'x',
    0,
    '-1',
    'length',
  ];
  let taken = 0;
  for (let seed = 1; seed <= 2_000; seed += 1) {
    const random = seeded(seed);
    const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)];
    const path = Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(places) ?? 'x');
    const op = pick(['add', 'remove', 'replace'] as const) ?? 'add';
    const result = answerOf(() => applyDocumentPatches(sound, [{ op, path, value: pick(ODD) }]), seed);
    if (result !== null) taken += 1;
  }
  expect(JSON.stringify(sound)).toBe(before);
  expect(taken).toBeGreaterThan(10);
});
