import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, brokenAnswer, emptyAnswer, textAnswer, unknownAnswer, wrongMethodAnswer } from './answer.ts';
import { spoilCall } from './call-faults.ts';
import { discoveryRoutes } from './discovery.ts';
import { strikes } from './faults.ts';
import { jobRoutes } from './job-routes.ts';
import { isWelcome } from './origin.ts';
import { promptRoutes } from './prompt-route.ts';
import { queueRoutes } from './queue-routes.ts';
import type { Route } from './route.ts';
import { uploadRoutes } from './upload.ts';
import { viewRoutes } from './view.ts';
import { isNew, type World } from './world.ts';

/** Longest body that is taken. @unit B */
const LONGEST_BODY_BYTES = 104_857_600;
const ROUTES = [...promptRoutes, ...queueRoutes, ...jobRoutes, ...uploadRoutes, ...viewRoutes, ...discoveryRoutes];

/** The HTTP side. Sockets go to the hub. */
export function createHttpServer(world: World): Server {
  const server = createServer((request, response) => {
    void serve(world, request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://fake');
    world.seen.sockets.push({ clientId: url.searchParams.get('clientId') ?? '', headers: plainHeaders(request) });
    const spoilt = isWelcome(request.headers, world.version) ? spoilCall(world, request) : emptyAnswer(403);
    if (spoilt !== null || !/^(\/api)?\/ws$/.test(url.pathname)) {
      socket.end(`HTTP/1.1 ${spoilt?.status ?? 404} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    const given = url.searchParams.get('clientId') ?? '';
    world.hub.accept(request, socket, head, given === '' ? crypto.randomUUID().replaceAll('-', '') : given);
  });
  return server;
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const isPrompt = request.method === 'POST' && /^(\/api)?\/prompt$/.test(url.pathname);
  const { seen, faults, dice } = world;
  seen.requests.push({
    method: request.method ?? '',
    path: url.pathname,
    query: url.search.slice(1),
    headers: plainHeaders(request),
  });
  if (isPrompt && (strikes(faults, 'promptDropped') || dice.throw('prompt-dropped'))) {
    request.socket.destroy();
    return;
  }
  try {
    const body = await readBody(request);
    const answer = await answerTo(world, request, url, body);
    const lost =
      isPrompt && answer.status === 200 && (strikes(faults, 'promptAnswerLost') || dice.throw('answer-lost'));
    await write(world, request, response, {
      ...answer,
      ...(lost ? { lost } : {}),
      ...(isPrompt && faults.promptAnswerDelayMs > 0 ? { delayMs: faults.promptAnswerDelayMs } : {}),
    });
  } catch {
    request.socket.destroy();
  }
}

/** null: longer than the server takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= LONGEST_BODY_BYTES) chunks.push(chunk);
  }
  return length > LONGEST_BODY_BYTES ? null : Buffer.concat(chunks);
}

async function answerTo(world: World, request: IncomingMessage, url: URL, body: Buffer | null): Promise<Answer> {
  if (!isWelcome(request.headers, world.version)) return emptyAnswer(403);
  const spoilt = spoilCall(world, request);
  if (spoilt !== null) return spoilt;
  if (request.method === 'OPTIONS') return emptyAnswer(200);
  if (/^(\/api)?\/ws$/.test(url.pathname)) {
    return textAnswer(400, 'No WebSocket UPGRADE hdr: None\n Can "Upgrade" only to "WebSocket".');
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const known = ROUTES.filter(({ since }) => since === undefined || isNew(world));
  const found = known.flatMap((route) => {
    const parts = match(route, url.pathname);
    return parts === null ? [] : [{ route, parts }];
  });
  const hit = found.find(({ route }) => route.method === method);
  if (hit === undefined) {
    if (method === 'GET') return unknownAnswer();
    return wrongMethodAnswer(found.some(({ route }) => route.method === 'POST') ? 'GET,HEAD,POST' : 'GET,HEAD');
  }
  if (body === null) return textAnswer(413, `Maximum request body size ${LONGEST_BODY_BYTES} exceeded.`);
  try {
    return await hit.route.answer({ world, query: url.searchParams, headers: request.headers, body, parts: hit.parts });
  } catch {
    return brokenAnswer();
  }
}

/** Parts of the path that stand for `*`; null when the path is another. Every path has a twin under /api. */
function match({ path, alone }: Route, pathname: string): string[] | null {
  const direct = matchOne(path, pathname);
  if (direct !== null || alone === true || !pathname.startsWith('/api/')) return direct;
  return matchOne(path, pathname.slice('/api'.length));
}

function matchOne(path: string, pathname: string): string[] | null {
  const wanted = path.split('/');
  const given = pathname.split('/');
  if (wanted.length !== given.length) return null;
  const parts: string[] = [];
  for (const [index, step] of wanted.entries()) {
    const actual = decodeURIComponent(given[index] ?? '');
    if (step === '*' && actual !== '') parts.push(actual);
    else if (step !== actual) return null;
  }
  return parts;
}

async function write(world: World, request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.lost === true) {
    request.socket.destroy();
    return;
  }
  if (answer.delayMs !== undefined) await pause(answer.delayMs);
  const { body } = answer;
  const length = answer.claimedBytes ?? body?.length;
  const bare = request.method === 'HEAD' || answer.status === 304;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(length === undefined || answer.status === 304 ? {} : { 'content-length': length }),
  });
  if (bare || body === null) response.end();
  else if (answer.cutAfterBytes !== undefined) {
    response.write(body.subarray(0, answer.cutAfterBytes), () => request.socket.destroy());
  } else {
    const everyMs = answer.trickleMs ?? world.faults.trickleMs;
    if (everyMs > 0) await trickle(response, body, everyMs);
    else response.end(body);
  }
}

async function trickle(response: ServerResponse, body: Buffer, everyMs: number): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at++) {
    response.write(body.subarray(at, at + 1));
    await pause(everyMs);
  }
  response.end();
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
