import { expect, test } from 'vitest';
import { type GraphInBrief, type NodeInBrief, seeded } from '../testing/index.ts';
import { planOf, stage } from '../testing/stage.ts';
import type { FrameCommit, FrameMemory, FramePlan } from './index.ts';

/** A random graph in which later nodes read earlier ones, and delays read anything. */
function randomGraph(random: () => number): GraphInBrief {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const nodes: Record<string, NodeInBrief> = {
    n: { type: 'Number', params: { value: 1 + Math.floor(random() * 5) } },
    f: 'FrameNumber',
  };
  const outputs = ['n.value', 'f.value'];
  const wires: string[] = [];
  const delays: string[] = [];
  const count = 3 + Math.floor(random() * 14);
  for (let at = 0; at < count; at += 1) {
    const id = `x${at}`;
    const type = pick(['Sum', 'Sum', 'Delay', 'Counter', 'Slow', 'Keyed']);
    const source = pick(outputs);
    if (type === 'Delay') {
      nodes[id] = { type, params: { frames: 1 + Math.floor(random() * 4) } };
      if (random() < 0.8) wires.push(`${source} > ${id}.initial`);
      delays.push(id);
      if (random() < 0.8) outputs.push(`${id}.out`);
    } else if (type === 'Keyed') {
      const keys = [0, 5, 9].map((frame) => ({ frame, value: Math.floor(random() * 50), easing: 'smooth' as const }));
      nodes[id] = { type: 'Number', params: { value: { keys } } };
      outputs.push(`${id}.value`);
    } else {
      nodes[id] = { type: type ?? 'Sum', ...(random() < 0.1 ? { bypassed: true } : {}) };
      wires.push(`${source} > ${id}.${{ Counter: 'add', Slow: 'value' }[type ?? ''] ?? 'left'}`);
      if (type === 'Sum' && random() < 0.5) wires.push(`${pick(outputs)} > ${id}.right`);
      outputs.push(`${id}.${{ Counter: 'total', Slow: 'value' }[type ?? ''] ?? 'sum'}`);
    }
  }
  for (const id of delays) wires.push(`${pick(outputs)} > ${id}.next`);
  return { nodes, wires };
}

/** What came out of every node in a frame, and what was remembered, as a checkpoint would hold it. */
function written(plan: FramePlan<unknown>, commits: readonly FrameCommit[]): readonly string[] {
  // Nodes that only start a loop rest later on; what is shown of them then is no part of the film.
  const resting = new Set(plan.steps.flatMap(({ node, starts }) => (starts.length > 0 ? [node] : [])));
  return commits.map(({ frame, memory, reports }) => {
    const told = [...reports].filter(([node]) => !resting.has(node)).map(([node, { outputs }]) => [node, outputs]);
    return JSON.stringify([frame, [...memory].sort(), told.sort()]);
  });
}

const throughJson = (memory: FrameMemory | undefined): FrameMemory =>
  new Map(JSON.parse(JSON.stringify([...(memory ?? [])])));

test('[RS1] in 60 random graphs, frames 0 to N straight are frames 0 to k, then k to N from memory alone', async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seeded(seed);
    const plan = planOf(randomGraph(random));
    const straight = stage(plan, {}, 12);
    await straight.run.done;
    const cut = 1 + Math.floor(random() * 11);
    const first = stage(plan, {}, cut);
    await first.run.done;
    const memory = throughJson(first.commits.at(-1)?.memory);
    const second = stage(plan, { fromFrame: cut, memory }, 12);
    await second.run.done;
    const resumed = [...first.commits, ...second.commits];
    expect(written(plan, resumed), `seed ${seed}, cut at ${cut}`).toEqual(written(plan, straight.commits));
  }
});

test('[RS2] pausing, stepping and failing anywhere leaves the film as it is', async () => {
  for (let seed = 100; seed < 120; seed += 1) {
    const random = seeded(seed);
    const plan = planOf(randomGraph(random));
    const straight = stage(plan, {}, 8);
    await straight.run.done;
    const disturbed = stage(plan, { startPaused: true }, 8);
    while (disturbed.run.state !== 'finished') {
      await Promise.resolve();
      const act = random();
      if (act < 0.2) disturbed.run.pause();
      else if (act < 0.6) disturbed.run.step();
      else disturbed.run.unpause();
      if (random() < 0.3) disturbed.run.replan(plan);
    }
    expect(written(plan, disturbed.commits), `seed ${seed}`).toEqual(written(plan, straight.commits));
  }
});
