// What the ComfyUI client costs per frame: the whole node from evaluate to raster, and the client alone, against a bare
// script that uploads, posts, waits on the socket and fetches. The server is the fake of the tests in a process of its
// own; contenders take turns within each round. Then what a dropped socket costs.
// Run after a build: node bench/comfy.bench.mjs [rounds]

import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { createServices } from '../packages/nodes/dist/create-services.js';
import { node } from '../packages/nodes/dist/generate/comfy-img2img.node.js';
import { startFakeComfy } from '../packages/nodes/dist/kits/comfy/fake/fake-comfy.js';
import { newView } from '../packages/nodes/dist/kits/dream/view.js';
import { createMemoryLedger } from '../packages/nodes/dist/kits/engines/memory-ledger.js';

const { WebSocket } = createRequire(new URL('../packages/nodes/package.json', import.meta.url))('ws');
const SIDE = 512;
const WARM_UP = 5;
const DROPS = 5;
const signal = new AbortController().signal;
const tell = { progress() {}, glimpse() {}, remark() {}, note() {} };

if (process.argv[2] === 'server') await serve();
else await measure(Number(process.argv[2]) || 40);

async function serve() {
  const fake = await startFakeComfy();
  process.on('message', (asked) => {
    if (asked === 'graph') process.send({ graph: fake.seen.prompts.at(-1)?.graph });
    else Object.assign(fake.faults, asked);
  });
  process.on('disconnect', () => process.exit());
  process.send({ url: fake.url });
}

async function measure(rounds) {
  const server = fork(fileURLToPath(import.meta.url), ['server']);
  const told = () => new Promise((resolve) => server.once('message', resolve));
  const { url } = await told();
  const address = { id: 'bench', name: 'Bench', kind: 'comfyui', url, headers: {} };
  const host = createServices({ engines: { of: (kind) => (kind === 'comfyui' ? [address] : []) } });
  const ledger = createMemoryLedger('bench');
  const { services } = host.openStage({ ledger });
  const picture = await painted(services.pixels);

  let index = 0;
  const params = defaultsOf(node.params);
  let last = { outputs: { image: picture }, memory: undefined };
  const evaluate = async () => {
    index++;
    const frame = { index, count: null, fps: 24, bpm: 120, width: SIDE, height: SIDE, productionSeed: 1 };
    const inputs = { image: last.outputs.image };
    const context = { node: 'b', exposed: [], inputs, params: { ...params, seed: index }, frame, memory: last.memory };
    last = await node.evaluate({ ...context, cue: undefined, services, signal, ...tell });
  };
  await evaluate();
  server.send('graph');
  const { graph } = await told();
  const png = await services.pixels.png(picture);
  const bare = await bareClient(url);
  const holder = Object.keys(graph).find((id) => graph[id].class_type === 'LoadImage');
  const sampler = Object.keys(graph).find((id) => graph[id].class_type === 'KSampler');
  const output = Object.keys(graph).find((id) => graph[id].class_type === 'SaveImage');
  const changed = (input, name) => {
    const copy = structuredClone(graph);
    copy[sampler].inputs.seed = ++index;
    copy[holder].inputs.image = input;
    copy[output].inputs.filename_prefix = name;
    return copy;
  };
  // Each frame has a picture of its own, as in a feedback loop: a text chunk makes another file of it.
  const fresh = () => Buffer.concat([png.subarray(0, 33), textChunk(String(index)), png.subarray(33)]);
  const contenders = {
    'node, evaluate to raster': evaluate,
    'client alone': () => {
      const pictures = [{ node: holder, input: 'image', png: fresh() }];
      const order = { graph: changed('', 'x'), pictures, output, size: { width: SIDE, height: SIDE } };
      const key = { node: 'c', frame: index, request: String(index) };
      return host.comfy.run({ key, server: '', orderFor: async () => order }, ledger, { signal, ...tell });
    },
    'bare script': async () =>
      bare.run(await bare.upload(fresh(), `bare-${index}.png`), (name) => changed(name, `bare/f${index}`)),
  };

  const times = new Map(Object.keys(contenders).map((name) => [name, []]));
  const work = new Map(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const before = process.cpuUsage();
      const tookMs = await timed(run);
      const { user, system } = process.cpuUsage(before);
      if (round < 0) continue;
      times.get(name).push(tookMs);
      work.get(name).push((user + system) / 1000);
    }
  }
  console.log(`One frame of ${SIDE} x ${SIDE} on a fake ComfyUI, median of ${rounds}`);
  console.log(`${''.padEnd(26)}      ms    more   CPU ms of this process and its threads`);
  const base = median(times.get('bare script'));
  for (const [name, list] of times) {
    const figures = [median(list), median(list) - base, median(work.get(name))];
    console.log(`${name.padEnd(26)}${figures.map((figure) => figure.toFixed(1).padStart(8)).join('')}`);
  }

  const slow = { stepDelayMs: 20 };
  server.send(slow);
  const clean = [];
  const dropped = [];
  for (let n = 0; n < DROPS; n++) {
    clean.push(await timed(evaluate));
    server.send({ dropSocketAtStep: 1 });
    dropped.push(await timed(evaluate));
  }
  console.log(`\nA frame whose socket is dropped at a step, ms (of ${DROPS}; the poll interval is 2000)`);
  console.log(`undisturbed, median${median(clean).toFixed(0).padStart(8)}`);
  console.log(
    `dropped, slowest   ${Math.max(...dropped)
      .toFixed(0)
      .padStart(8)}`,
  );
  bare.close();
  await host.close();
  server.disconnect();
}

/** The shortest client there is. */
async function bareClient(url) {
  const clientId = randomUUID();
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?clientId=${clientId}`, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once('open', resolve));
  const waiting = new Map();
  socket.on('message', (data, binary) => {
    if (binary) return;
    const event = JSON.parse(String(data));
    const entry = waiting.get(event.data?.prompt_id);
    if (event.type === 'executed') entry.files = event.data.output.images;
    if (event.type === 'executing' && event.data.node === null) entry?.done(entry.files);
  });
  return {
    async upload(bytes, name) {
      const body = new FormData();
      body.set('image', new File([bytes], name));
      return (await (await fetch(`${url}/upload/image`, { method: 'POST', body })).json()).name;
    },
    async run(name, graphOf) {
      const promptId = randomUUID();
      const body = JSON.stringify({ prompt: graphOf(name), prompt_id: promptId, client_id: clientId });
      const done = new Promise((resolve) => waiting.set(promptId, { files: [], done: resolve }));
      await fetch(`${url}/prompt`, { method: 'POST', body });
      const [file] = await done;
      waiting.delete(promptId);
      return new Uint8Array(await (await fetch(`${url}/view?${new URLSearchParams(file)}`)).arrayBuffer());
    },
    close: () => socket.close(),
  };
}

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function median(list) {
  return list.toSorted((a, b) => a - b)[list.length >> 1];
}

function defaultsOf(specs) {
  return Object.fromEntries(Object.entries(specs).map(([name, { default: value }]) => [name, value]));
}

/** A picture as hard to compress as a film's. */
async function painted(pixels) {
  const scene = { prompt: 'ringed planet, purple nebula, stars', negative: '', seed: 7, denoise: 1, steps: 20, cfg: 7 };
  const sides = { width: SIDE, height: SIDE };
  return (await pixels.dream({ ...scene, ...sides, init: null, previous: null, view: newView(7) })).image;
}

/** A tEXt chunk of a PNG file. */
function textChunk(text) {
  const body = Buffer.from(`tEXtn\0${text}`, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
