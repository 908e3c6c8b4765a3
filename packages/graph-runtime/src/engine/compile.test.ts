import { describe, expect, test } from 'vitest';
import { type GraphInBrief, graphOf, toyBox } from '../testing/index.ts';
import { compile, type FramePlan, type Step } from './index.ts';

const box = toyBox();

function planOf(brief: GraphInBrief) {
  const compiled = compile(graphOf(brief), box);
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '));
  return compiled.plan;
}

const ids = (steps: readonly Step<unknown>[]) => steps.map(({ node }) => node);

const LOOP = {
  nodes: { out: 'Output', paint: 'Paint', zoom: 'Sum', delay: 'Delay', start: 'Number', dream: 'Sum', hud: 'Sum' },
  wires: [
    'start.value > delay.initial',
    'delay.out > zoom.left',
    'zoom.sum > dream.left',
    'dream.sum > delay.next',
    'dream.sum > hud.left',
    'hud.sum > paint.level',
    'paint.image > out.image',
  ],
};

test('[CP1] the wire into next is cut, the rest is in order', () => {
  expect(planOf(LOOP).nodes).toEqual(['start', 'delay', 'zoom', 'dream', 'hud', 'paint', 'out']);
});

test('[CP2] the loop is what the delays need; overlays and outputs are the tail', () => {
  const plan = planOf(LOOP);
  expect(ids(plan.loop)).toEqual(['start', 'delay', 'zoom', 'dream']);
  expect(ids(plan.tail)).toEqual(['hud', 'paint', 'out']);
});

test('[CP2] without a delay all is tail; what drives a delay by its param is loop', () => {
  expect(planOf({ nodes: { n: 'Number', s: 'Sum' }, wires: ['n.value > s.left'] }).loop).toEqual([]);
  const plan = planOf({
    nodes: { n: 'Number', d: 'Delay', x: 'Number', length: 'FrameNumber' },
    wires: ['n.value > d.initial', 'x.value > d.next', 'length.value > d.frames'],
  });
  expect(new Set(ids(plan.loop))).toEqual(new Set(['n', 'd', 'x', 'length']));
});

test('[CP3] places, needs and wires of each step agree with the order', () => {
  const plan = planOf(LOOP);
  plan.steps.forEach((step, index) => {
    expect(step.index).toBe(index);
    for (const need of step.needs) expect(need).toBeLessThan(index);
    for (const wire of step.wires) {
      expect(plan.steps[wire.source]?.outputs.some(({ slot }) => slot === wire.slot)).toBe(true);
    }
  });
  const slots = plan.steps.flatMap(({ outputs }) => outputs.map(({ slot }) => slot));
  expect(slots.sort((a, b) => a - b)).toEqual(Array.from({ length: plan.slotCount }, (_, slot) => slot));
});

test('[CP4] a graph with errors gives all its problems and no plan; warnings come with the plan', () => {
  const refused = compile(graphOf({ nodes: { a: 'Gone', b: { type: 'Sum', params: { times: 99 } } } }), box);
  expect(refused.ok).toBe(false);
  expect(refused.problems.map(({ code }) => code)).toEqual([
    'node-unknown',
    'param-range',
    'input-missing',
    'no-output',
  ]);
  const warned = compile(graphOf({ nodes: { a: 'Number' } }), box);
  expect(warned).toMatchObject({ ok: true, problems: [{ code: 'no-output' }] });
});

describe('nodes that do not run', () => {
  test('[CP5] a disabled node, and what cannot do without it, are left out', () => {
    const plan = planOf({ ...LOOP, nodes: { ...LOOP.nodes, hud: { type: 'Sum', disabled: true } } });
    expect(plan.nodes).toEqual(['start', 'delay', 'zoom', 'dream']);
  });

  test('[CP5] a disabled node in a loop takes the loop with it', () => {
    const plan = planOf({ ...LOOP, nodes: { ...LOOP.nodes, zoom: { type: 'Sum', disabled: true } } });
    expect(plan.nodes).toEqual(['start']);
  });

  test('[CP5] what can do without a disabled node runs without it', () => {
    const nodes = { a: 'Number', b: { type: 'Number', disabled: true }, s: 'Sum' };
    const plan = planOf({ nodes, wires: ['a.value > s.left', 'b.value > s.right'] });
    expect(plan.nodes).toEqual(['a', 's']);
    expect(plan.steps[1]?.wires.map(({ name }) => name)).toEqual(['left']);
  });

  test('[CP6] a bypassed node hands on its first input of the type of its output', () => {
    const plan = planOf({ ...LOOP, nodes: { ...LOOP.nodes, zoom: { type: 'Sum', bypassed: true } } });
    expect(plan.steps.find(({ node }) => node === 'zoom')).toMatchObject({
      kind: 'bypass',
      handed: [{ wire: { name: 'left' }, output: { name: 'sum' } }],
    });
  });

  test('[CP6] a bypassed node with nothing to hand on takes away what needs it', () => {
    const nodes = { n: { type: 'Number', bypassed: true }, s: 'Sum' };
    expect(planOf({ nodes, wires: ['n.value > s.left'] }).nodes).toEqual(['n']);
  });

  test('[CP7] nodes that remember but do not evaluate are kept in mind', () => {
    const nodes = { a: 'Counter', b: { type: 'Counter', disabled: true }, c: { type: 'Counter', bypassed: true } };
    expect(planOf({ nodes }).dormant).toEqual(['b', 'c']);
  });
});

test('[CP9] what only starts a loop is known as such; what anything else reads, or nothing, is not', () => {
  const started = (brief: GraphInBrief, node: string) =>
    planOf(brief)
      .steps.find((step) => step.node === node)
      ?.starts.map((delay) => delay.node);
  const nodes = { ...LOOP.nodes, before: 'Counter', early: 'Sum', lonely: 'Counter' };
  const wires = ['before.total > early.left', 'early.sum > delay.initial', ...LOOP.wires.slice(1)];
  expect(['before', 'early', 'lonely', 'dream'].map((node) => started({ nodes, wires }, node))).toEqual([
    ['delay'],
    ['delay'],
    [],
    [],
  ]);
  expect(started({ nodes, wires: [...wires, 'before.total > hud.right'] }, 'before')).toEqual([]);
  expect(
    started({ nodes: { ...nodes, other: 'Delay' }, wires: [...wires, 'before.total > other.next'] }, 'before'),
  ).toEqual([]);
  expect(started({ nodes, wires: [...wires, 'before.total > delay.frames'] }, 'before')).toEqual([]);
});

test('[CP9] a starter that does not vary from frame to frame is left to the memo', () => {
  expect(planOf(LOOP).steps.find(({ node }) => node === 'start')?.starts).toEqual([]);
});

test('[CP8] the same document gives the same plan, and 10,000 nodes compile', () => {
  const shape = (plan: FramePlan<unknown>) =>
    JSON.stringify(plan.steps.map(({ node, needs, kind }) => [node, needs, kind]));
  expect(shape(planOf(LOOP))).toBe(shape(planOf(LOOP)));
  const nodes = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`n${at}`, at === 0 ? 'Number' : 'Sum']));
  const wires = Array.from({ length: 9_999 }, (_, at) => `n${at}.${at === 0 ? 'value' : 'sum'} > n${at + 1}.left`);
  expect(planOf({ nodes, wires }).steps).toHaveLength(10_000);
});

test('[SL14] a fault in a schedule keeps a graph from running, and names node, param and character', () => {
  const graph = (schedule: string) =>
    graphOf({
      nodes: { n: { type: 'Number', params: { value: { schedule } } }, out: 'Output', p: 'Paint' },
      wires: ['n.value > p.level', 'p.image > out.image'],
    });
  const bad = compile(graph('0: 1,, 9: 2'), box);
  expect(bad).toMatchObject({
    ok: false,
    problems: [{ severity: 'error', code: 'param-keys', node: 'n', param: 'value' }],
  });
  expect(bad.problems[0]?.message).toMatch(/^Value of Number: There is a comma too many.*\(character 6\)$/);
  const late = compile(graph('5: 1'), box);
  expect(late).toMatchObject({ ok: true, problems: [{ severity: 'warning', node: 'n' }] });
});
