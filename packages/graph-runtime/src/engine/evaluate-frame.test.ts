import { describe, expect, test } from 'vitest';
import { isRaster, port } from '../model/index.ts';
import { NEVER, TEST_FILM, type ToyServices, toy } from '../testing/index.ts';
import { planOf } from '../testing/stage.ts';
import { evaluateFrame, type FrameCommit, type FrameMemory, type FramePlan, newMemo } from './index.ts';

const request = (index: number, services: ToyServices = {}) => ({
  frame: { ...TEST_FILM, index },
  services,
  signal: NEVER,
});

/** Frames one after the other, each on the memory of the one before. */
async function film(
  plan: FramePlan<ToyServices>,
  count: number,
  services: ToyServices = {},
  memory: FrameMemory = new Map(),
) {
  const commits: FrameCommit[] = [];
  const memo = newMemo(plan);
  for (let index = 0; index < count; index += 1) {
    const commit = await evaluateFrame(plan, { ...request(index, services), memo }, memory);
    commits.push(commit);
    memory = commit.memory;
  }
  return commits;
}

const output = (commit: FrameCommit | undefined, node: string, name: string) =>
  commit?.reports.get(node)?.outputs[name];

test('[EF1] a loop through a delay counts up from its initial value', async () => {
  const plan = planOf({
    nodes: {
      start: { type: 'Number', params: { value: 5 } },
      one: { type: 'Number', params: { value: 1 } },
      d: 'Delay',
      s: 'Sum',
    },
    wires: ['start.value > d.initial', 'd.out > s.left', 'one.value > s.right', 's.sum > d.next'],
  });
  const commits = await film(plan, 4);
  expect(commits.map((commit) => output(commit, 's', 'sum'))).toEqual([6, 7, 8, 9]);
  expect(commits[3]?.memory.get('d')).toEqual({ pushed: 4, values: [9] });
});

test('[SL13] a schedule is worked out at each frame, by the film that is made', async () => {
  const schedule = '0: fps + max_f + beats*0, 1: t*100 + s, 2s: -7';
  const plan = planOf({
    nodes: { n: { type: 'Number', params: { value: { schedule } } }, o: 'Sum' },
    wires: ['n.value > o.left'],
  });
  const commits = await film(plan, 3);
  expect(commits.map((commit) => output(commit, 'o', 'sum'))).toEqual([129, 101, 201]);
});

test('[EF2] params are sampled at the frame; a wire wins over keys and is held within the limits', async () => {
  const key = (frame: number, value: number) => ({ frame, value, easing: 'linear' as const });
  const plan = planOf({
    nodes: {
      n: { type: 'Number', params: { value: { keys: [key(0, 0), key(4, 8)] } } },
      a: { type: 'Sum', params: { times: 3 } },
      b: { type: 'Sum', params: { times: { keys: [key(0, 5)] } } },
      big: { type: 'Number', params: { value: 99 } },
      one: { type: 'Number', params: { value: 1 } },
    },
    wires: ['n.value > a.left', 'one.value > b.left', 'big.value > b.times'],
  });
  const commits = await film(plan, 3);
  expect(commits.map((commit) => output(commit, 'a', 'sum'))).toEqual([0, 6, 12]);
  expect(output(commits[0], 'b', 'sum')).toBe(10);
});

test('[EF3] wires convert: numbers round into whole numbers, zero is no, numbers are written as text', async () => {
  const seen: unknown[] = [];
  const look = toy({
    type: 'Look',
    inputs: { whole: port.integer({ doc: '' }), yes: port.boolean({ doc: '' }), text: port.text({ doc: '' }) },
    evaluate: ({ inputs }) => {
      seen.push(inputs);
      return {};
    },
  });
  const plan = planOf(
    {
      nodes: { n: { type: 'Number', params: { value: 2.5 } }, f: 'FrameNumber', look: 'Look' },
      wires: ['n.value > look.whole', 'f.value > look.yes', 'n.value > look.text'],
    },
    look,
  );
  await film(plan, 2);
  expect(seen).toEqual([
    { whole: 3, yes: false, text: '2.5' },
    { whole: 3, yes: true, text: '2.5' },
  ]);
});

test('[EF4] a sink gives its picture and folder; memory goes in and comes out as a value', async () => {
  const plan = planOf({
    nodes: { c: 'Counter', p: 'Paint', o: { type: 'Output', params: { folder: 'clean' } } },
    wires: ['c.total > p.level', 'p.image > o.image'],
  });
  const memory = new Map([['c', 41]]);
  const commit = await evaluateFrame(plan, request(9), memory);
  expect(commit).toMatchObject({ frame: 9, stills: [{ node: 'o', folder: 'clean' }] });
  expect(commit.stills[0]?.raster.data[0]).toBe(42);
  expect([memory.get('c'), commit.memory.get('c')]).toEqual([41, 42]);
});

describe('beginnings', () => {
  const nodes = { d: 'Delay', zoom: 'Sum', dream: 'Sampler', n: 'Number' };

  test('[EF5] until a delay has a value, what needs it sits out, and what can do without goes on', async () => {
    const plan = planOf({ nodes, wires: ['d.out > zoom.left', 'zoom.sum > dream.whatever', 'n.value > d.next'] });
    const commits = await film(plan, 2);
    expect(commits[0]?.reports.get('zoom')).toEqual({ durationMs: null, outputs: {} });
    expect(output(commits[0], 'dream', 'any')).toBe('nothing');
    expect(output(commits[1], 'dream', 'any')).toBe(0);
  });

  test('[EF5] an output of the film that nothing arrives at is an error with its cure', async () => {
    const plan = planOf({
      nodes: { d: 'Delay', n: 'Number', p: 'Paint', o: 'Output' },
      wires: ['n.value > d.next', 'd.out > p.level', 'p.image > o.image'],
    });
    await expect(film(plan, 1)).rejects.toThrow(
      /^Frames \(o\) failed at frame 0: nothing arrives at it yet. Wire a picture/,
    );
  });
});

test('[EF14] what only starts a loop runs until the delay has a value of its own', async () => {
  const plan = planOf({
    nodes: {
      count: 'Counter',
      d: { type: 'Delay', params: { frames: 2 } },
      s: 'Sum',
      n: { type: 'Number', params: { value: 10 } },
    },
    wires: ['count.total > d.initial', 'd.out > s.left', 'n.value > s.right', 's.sum > d.next'],
  });
  const commits = await film(plan, 5);
  expect(commits.map((commit) => output(commit, 's', 'sum'))).toEqual([11, 12, 21, 22, 31]);
  expect(commits.map((commit) => output(commit, 'count', 'total'))).toEqual([1, 2, 2, 2, 2]);
  expect(commits[4]?.memory.get('count')).toBe(2);
});

describe('the same again', () => {
  const brief = {
    nodes: {
      n: { type: 'Number', params: { name: 'n' } },
      f: 'FrameNumber',
      s: { type: 'Sum', params: { name: 's' } },
    },
  };

  test('[MM1] a node to which nothing new goes does not evaluate; its outputs are used again', async () => {
    const ran: string[] = [];
    const plan = planOf({ nodes: { ...brief.nodes, p: 'Paint' }, wires: ['n.value > s.left', 's.sum > p.level'] });
    const commits = await film(plan, 3, { log: (name, frame) => ran.push(`${name}${frame}`) });
    expect(ran).toEqual(['n0', 's0']);
    expect(commits[2]?.reports.get('s')?.durationMs).toBeNull();
    expect(isRaster(output(commits[2], 'p', 'image'))).toBe(true);
    expect(output(commits[2], 'p', 'image')).toBe(output(commits[0], 'p', 'image'));
  });

  test('[MM2] a new input, a moving param and a cue each make it evaluate', async () => {
    const ran: string[] = [];
    const log = (name: string, frame: number) => ran.push(`${name}${frame}`);
    await film(planOf({ ...brief, wires: ['f.value > s.left'] }), 2, { log });
    expect(ran.filter((entry) => entry.startsWith('s'))).toEqual(['s0', 's1']);

    const keys = [0, 1].map((frame) => ({ frame, value: frame, easing: 'hold' as const }));
    const nodes = { n: { type: 'Number', params: { name: 'k', value: { keys } } } };
    await film(planOf({ nodes }), 4, { log });
    expect(ran.filter((entry) => entry.startsWith('k'))).toEqual(['k0', 'k1']);

    const plan = planOf(brief);
    const memo = newMemo(plan);
    const image = {
      kind: 'teleport',
      image: { width: 1, height: 1, data: new Uint8Array(4), version: 1 },
      dissolveFrames: 0,
    } as const;
    ran.length = 0;
    for (const cues of [new Map(), new Map([['n', image]]), new Map([['n', image]]), new Map()]) {
      await evaluateFrame(plan, { ...request(0, { log }), memo, cues }, new Map());
    }
    expect(ran).toEqual(['n0', 'n0', 'n0']);
  });

  test('[MM3] a node that varies from frame to frame, or remembers anew, always evaluates', async () => {
    const commits = await film(planOf({ nodes: { f: 'FrameNumber', c: 'Counter' } }), 3);
    expect(commits.map((commit) => output(commit, 'f', 'value'))).toEqual([0, 1, 2]);
    expect(commits.map((commit) => output(commit, 'c', 'total'))).toEqual([1, 2, 3]);
  });

  test('[MM4] using a memo changes no value of any frame', async () => {
    const plan = planOf({ ...brief, wires: ['f.value > s.left', 'n.value > s.right'] });
    const withMemo = await film(plan, 3);
    for (const commit of withMemo) {
      const fresh = await evaluateFrame(plan, request(commit.frame), new Map());
      expect(output(fresh, 's', 'sum')).toBe(output(commit, 's', 'sum'));
    }
  });
});

test('[EF6] a graph without slow nodes is evaluated without waiting for anything on the way', () => {
  const ran: string[] = [];
  const nodes = { a: { type: 'Number', params: { name: 'a' } }, b: { type: 'Sum', params: { name: 'b' } } };
  const plan = planOf({ nodes, wires: ['a.value > b.left'] });
  void evaluateFrame(plan, request(0, { log: (name) => ran.push(name) }), new Map());
  // Nothing was awaited in this test: both have run although no promise could settle.
  expect(ran).toEqual(['a', 'b']);
});

test('[EF13] bypassed nodes hand on, dormant memory waits', async () => {
  const nodes = {
    n: { type: 'Number', params: { value: 3 } },
    s: { type: 'Sum', bypassed: true, params: { times: 9 } },
    t: 'Sum',
    c: { type: 'Counter', disabled: true },
  };
  const plan = planOf({ nodes, wires: ['n.value > s.left', 's.sum > t.left'] });
  const commit = await evaluateFrame(plan, request(0), new Map([['c', 7]]));
  expect(output(commit, 't', 'sum')).toBe(3);
  expect(commit.memory.get('c')).toBe(7);
});
