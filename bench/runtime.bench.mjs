/**
 * What the runtime itself costs per frame: graphs of trivial nodes that all evaluate on every frame, beside the naive
 * way of doing it (values in a Map by name, every node awaited). Contenders take turns; medians are told.
 *
 * Run: node bench/runtime.bench.mjs   (after a build)
 */

import { compile, evaluateFrame, newMemo } from '@epoch/graph-runtime/engine';
import { param, port } from '@epoch/graph-runtime/model';
import { graphOf, NEVER, TEST_FILM } from '@epoch/graph-runtime/testing';

const LIMITS_MS = { 100: 0.1, 1000: 1 };
const ROUNDS = 300;
const WARM_UP_ROUNDS = 100;

const number = port.number({ doc: 'A number.' });
const common = { version: 1, category: 'direct', icon: '', doc: '', varies: 'frame', hasMemory: false };
const definitions = new Map([
  [
    'Source',
    {
      ...common,
      type: 'Source',
      title: 'Source',
      inputs: {},
      params: {},
      outputs: { value: number },
      evaluate: ({ frame }) => ({ value: frame.index }),
    },
  ],
  [
    'Step',
    {
      ...common,
      type: 'Step',
      title: 'Step',
      inputs: { left: number, right: number },
      params: { gain: param.number({ default: 0.5, min: 0, max: 1, unit: 'ratio', doc: '' }) },
      outputs: { value: number },
      evaluate: ({ inputs, params }) => ({ value: (inputs.left + inputs.right) * params.gain }),
    },
  ],
]);

function graphOfSize(count) {
  const nodes = { n0: 'Source' };
  const wires = [];
  for (let at = 1; at < count; at += 1) {
    nodes[`n${at}`] = 'Step';
    wires.push(`n${at - 1}.value > n${at}.left`, `n${Math.floor(at / 2)}.value > n${at}.right`);
  }
  return graphOf({ nodes, wires });
}

/** The evaluator one would write in an afternoon. */
async function naiveFrame(document, order, index) {
  const values = new Map();
  for (const id of order) {
    const node = document.nodes[id];
    const definition = definitions.get(node.type);
    const inputs = {};
    for (const { from, to } of document.edgesInto.get(id) ?? [])
      inputs[to.port] = values.get(`${from.node}.${from.port}`);
    const params = {};
    for (const [name, spec] of Object.entries(definition.params)) params[name] = node.params[name] ?? spec.default;
    const outputs = await definition.evaluate({ inputs, params, frame: { ...TEST_FILM, index } });
    for (const [name, value] of Object.entries(outputs)) values.set(`${id}.${name}`, value);
  }
  return values;
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

let failed = false;
for (const count of [100, 1000]) {
  const document = graphOfSize(count);
  const compiled = compile(document, definitions);
  if (!compiled.ok) throw new Error(compiled.problems[0].message);
  const { plan } = compiled;
  const memo = newMemo(plan);
  const edgesInto = Map.groupBy?.(Object.values(document.edges), ({ to }) => to.node) ?? grouped(document.edges);
  const naive = { ...document, edgesInto };
  const now = () => performance.now();
  const ours = [];
  const theirs = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const frame = { ...TEST_FILM, index: round };
    let begin = performance.now();
    await evaluateFrame(plan, { frame, services: {}, signal: NEVER, memo, now }, new Map());
    if (round >= WARM_UP_ROUNDS) ours.push(performance.now() - begin);
    begin = performance.now();
    await naiveFrame(naive, plan.nodes, round);
    if (round >= WARM_UP_ROUNDS) theirs.push(performance.now() - begin);
  }
  const [mine, other] = [median(ours), median(theirs)];
  const limit = LIMITS_MS[count];
  const verdict = mine <= limit ? 'ok' : 'TOO SLOW';
  failed ||= mine > limit;
  console.log(
    `${String(count).padStart(5)} nodes: ${mine.toFixed(3)} ms a frame (limit ${limit}) ${verdict}; naive ${other.toFixed(3)} ms, ratio ${(other / mine).toFixed(2)}`,
  );
}
if (failed) process.exitCode = 1;

function grouped(edges) {
  const into = new Map();
  for (const edge of Object.values(edges)) into.set(edge.to.node, [...(into.get(edge.to.node) ?? []), edge]);
  return into;
}
