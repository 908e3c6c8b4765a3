import type { IncomingMessage, ServerResponse } from 'node:http';
import { EpochError } from '@epoch/graph-runtime/model';
import sharp from 'sharp';
import { afterAll, afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createMemoryLedger } from '../../engines/memory-ledger.ts';
import { httpTo, type TinyServer, tinyServer } from '../../engines/wire/testing.ts';
import { createCalls } from '../wire/calls.ts';
import { engineAt, firstPicture, jobOf, OUTPUT, watchRejections } from './testing.ts';

const CASES = 2000;
const RUNS = 150;
const rejections = watchRejections();
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  expect(rejections.seen.splice(0)).toEqual([]);
});
afterAll(rejections.stop);

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const STRANGE = [
  ...[
    'null',
    '[]',
    '{}',
    '7',
    '-1',
    '"text"',
    'true',
    'NaN',
    '-Infinity',
    '1e999',
    '18446744073709551616',
    '""',
    '[[]]',
  ],
  ...[
    '{"__proto__":{"polluted":1}}',
    '{"id":null}',
    '[null,[7],{"a":[]}]',
    `"${'x'.repeat(5000)}"`,
    '['.repeat(3000),
    '\ufeff{}',
    '',
  ],
];

/** Damages one place of a JSON text: a value becomes another, or the text is cut. */
function damaged(text: string, random: (below: number) => number): string {
  if (random(8) === 0) return text.slice(0, random(text.length));
  const values = [...text.matchAll(/"[^"]*"|-?\d+|null|true|\{\}|\[\]/g)];
  const place = values[random(values.length)];
  const other = STRANGE[random(STRANGE.length)] ?? 'null';
  if (place === undefined || random(6) === 0) return other;
  return text.slice(0, place.index) + other + text.slice(place.index + place[0].length);
}

/** A server with one finished prompt, whose answers can be changed on their way out. */
async function scripted(change: (path: string, text: string) => string | Uint8Array): Promise<TinyServer> {
  const picture = await sharp(await firstPicture())
    .png()
    .toBuffer();
  const file = { filename: 'a_00001_.png', subfolder: 'es', type: 'output' };
  let promptId = 'x';
  function answer(request: IncomingMessage, body: string): string | Buffer {
    const path = (request.url ?? '').split(/[?]/)[0] ?? '';
    if (path.startsWith('/upload')) return '{"name":"a.png","subfolder":"es/film","type":"input"}';
    if (path === '/view') return picture;
    if (path === '/queue') return `{"queue_running":[[1,"other",{},{},[]]],"queue_pending":[]}`;
    if (path === '/prompt') {
      promptId = /"prompt_id":"([^"]*)"/.exec(body)?.[1] ?? '';
      return `{"prompt_id":"${promptId}","number":1,"node_errors":{}}`;
    }
    const status = { status_str: 'success', completed: true, messages: [['execution_start', { prompt_id: promptId }]] };
    const outputs = { [OUTPUT]: { images: [file] } };
    return JSON.stringify({ [promptId]: { prompt: [1, promptId, {}, {}, []], outputs, status, meta: {} } });
  }
  const server = await tinyServer((request, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const good = answer(request, Buffer.concat(parts).toString());
      const path = request.url ?? '';
      response.end(typeof good === 'string' ? change(path, good) : good);
    });
  });
  ends.push(server.close);
  return server;
}

test('[CC44] row 44: whatever is in an answer, a typed error or a good picture comes out, and nothing is polluted', async () => {
  const random = randomOf(44);
  let body = '';
  const server = await tinyServer((request, response) => {
    request.resume();
    request.on('end', () => response.end(body));
  });
  const http = httpTo(server.url);
  ends.push(server.close, http.close);
  const calls = createCalls(http);
  const request = { promptId: 'p', clientId: 'c', graph: {}, target: '9' };
  const file = '{"filename":"a","subfolder":"","type":"output"}';
  const kinds: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['{"queue_running":[[1,"id",{},{},[]]],"queue_pending":[[2,"b",{},{},[]]]}', () => calls.queue()],
    [
      `{"id":{"outputs":{"9":{"images":[${file}]}},"status":{"status_str":"success","messages":[["a",{}]]}}}`,
      () => calls.history('id'),
    ],
    [
      '{"prompt_id":"p","number":1,"node_errors":{"5":{"errors":[],"dependent_outputs":["9"]}}}',
      () => calls.prompt(request),
    ],
    ['{"system":{"comfyui_version":"0.26.0"},"devices":[]}', () => calls.systemStats()],
    ['{"KSampler":{"input":{"required":{"seed":["INT",{"max":1}]}}}}', () => calls.objectInfo('KSampler')],
    ['{"name":"a.png","subfolder":"es"}', () => calls.upload('es', 'a.png', new Uint8Array(3))],
  ];
  let failed = 0;
  for (let n = 0; n < CASES; n++) {
    const [good, call] = kinds[n % kinds.length] ?? ['', async () => {}];
    body = damaged(good, random);
    const error: unknown = await call().then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error !== null) failed++;
    if (error !== null && !(error instanceof EpochError)) throw new Error(`untyped for ${body}`, { cause: error });
  }
  expect(failed).toBeGreaterThan(CASES / 10);
  expect('polluted' in {}).toBe(false);
});

test('[CC80] a whole job among damaged answers ends with its picture or a typed error, never in between', async () => {
  const random = randomOf(80);
  let armed = 0;
  const server = await scripted((_, text) => (--armed === 0 ? damaged(text, random) : text));
  const pace = { tries: 2, pollMs: 5, historyLagMs: 10, historyGapMs: 2, lookAgainMs: 2, socketWaitMs: 5, lostRuns: 0 };
  const engine = engineAt(server.url, { pace: { ...pace, stallMs: 60, firstStallMs: 60, lineMs: 60 } });
  ends.push(engine.close);
  const png = await firstPicture();
  let pictures = 0;
  for (let n = 0; n < RUNS; n++) {
    armed = 1 + random(5);
    const watch = { signal: new AbortController().signal, progress: () => {}, glimpse: () => {} };
    const result = await engine
      .run(jobOf(n, png), createMemoryLedger('film'), watch)
      .catch((reason: unknown) => reason);
    if (result instanceof EpochError) expect(result.code).toMatch(/^ENGINE_(AWAY|REFUSED)$/);
    else if (result instanceof Error) throw result;
    else pictures++;
  }
  expect(pictures).toBeGreaterThan(RUNS / 4);
});

test('[CC81] ten thousand events in a row about everything hold nothing up', async () => {
  const server = await scripted((_, text) => text);
  const sockets = new WebSocketServer({ server: server.server });
  sockets.on('connection', (socket) => {
    for (let n = 0; n < 10_000; n++)
      socket.send(`{"type":"${n % 2 ? 'progress' : 'x'}","data":{"prompt_id":"p${n % 7}","value":NaN}}`);
  });
  const engine = engineAt(server.url);
  ends.push(engine.close);
  const watch = { signal: new AbortController().signal, progress: () => {}, glimpse: () => {} };
  const { picture } = await engine.run(jobOf(0, await firstPicture()), createMemoryLedger('film'), watch);
  expect(picture).not.toHaveLength(0);
});
