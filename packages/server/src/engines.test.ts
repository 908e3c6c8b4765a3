import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedKit, openNodeKit } from './node-kit.ts';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { closedAddress, type TinyServer, tinyServer } from './testing/tiny-server.ts';

/** What must never come out again. */
const SECRET = 'sk-live-hunter22-hunter22';
const headers = { Authorization: `Bearer ${SECRET}` };

let app: FakeApp;
let kit: OpenedKit;
let canary: TinyServer;
const servers: TinyServer[] = [];
/** Everything that was answered and logged. */
const said: string[] = [];

beforeAll(async () => {
  app = await fakeApp({
    clientsFor(engines) {
      kit = openNodeKit({ engines, workers: 1 });
      return kit.engineClients;
    },
  });
  canary = await tinyServer((response) => response.end('{}'));
});
afterAll(async () => {
  await app.end();
  await kit.close();
  for (const server of [...servers, canary]) await server.close();
});

async function serverThat(answer: Parameters<typeof tinyServer>[0]): Promise<string> {
  const server = await tinyServer(answer);
  servers.push(server);
  return server.url;
}

async function call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) {
  const answer = await app.http.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  said.push(JSON.stringify(answer.headers), answer.body);
  return { status: answer.statusCode, body: answer.json() };
}

const testOf = (url: string, more: object = {}) => call('POST', '/api/engines/test', { kind: 'comfyui', url, ...more });

test.each([
  ['file:///etc/passwd', /over http or https, not over file/],
  ['gopher://studio', /not over gopher/],
  ['studio:8188', /has to begin with http/],
  [`http://me:${SECRET}@studio`, /no user name or password.*header Authorization/],
  ['http://studio/?key=1', /Leave out what comes after/],
  ['http://169.254.169.254/', /cloud machines/],
  ['http://[', /no address that can be reached/],
])('[IS3] the address %s is refused with its field and a cure', async (url, words) => {
  const before = app.diskMark();
  for (const { status, body } of [
    await call('POST', '/api/engines', { name: 'Bad', kind: 'comfyui', url }),
    await testOf(url),
  ]) {
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'REQUEST_INVALID', detail: { field: 'url' } });
    expect(body.error.message).toMatch(words);
    expect(body.error.message).not.toContain(SECRET);
  }
  expect(app.diskMark()).toBe(before);
});

test('[IS3] odd ways to write an address become the address they mean', async () => {
  const { body } = await call('POST', '/api/engines', {
    name: 'Odd',
    kind: 'sdcpp',
    url: ' HTTP://2130706433:7000/base// ',
  });
  expect(body).toMatchObject({ url: 'http://127.0.0.1:7000/base', origin: 'saved' });
  const moved = await call('PATCH', `/api/engines/${body.id}`, { url: 'ftp://studio' });
  expect(moved.body.error).toMatchObject({ code: 'REQUEST_INVALID', detail: { field: 'url' } });
  expect((await call('DELETE', `/api/engines/${body.id}`)).status).toBe(200);
});

test('[IS9] a refused connection is said, saved or not', async () => {
  const url = await closedAddress();
  const { status, body } = await testOf(url);
  expect(status).toBe(200);
  expect(body).toMatchObject({ ok: false, version: null, counts: {} });
  expect(body.message).toMatch(new RegExp(`^Nothing answers at ${url}`));
  const saved = (await call('POST', '/api/engines', { name: 'Away', kind: 'comfyui', url, headers })).body;
  expect((await testOf(url, { id: saved.id })).body).toMatchObject({ ok: false });
  const lists = await call('GET', '/api/engine-lists?kind=comfyui&server=Away');
  expect(lists.body).toMatchObject({ server: null, lists: {} });
  expect(lists.body.message).toMatch(/Nothing answers/);
  expect((await testOf('http://127.0.0.2:1', { id: saved.id })).body.error.message).toMatch(/are not sent to/);
  expect((await testOf(url, { id: 'nobody' })).status).toBe(404);
});

test('[IS9] a redirect is not followed: its target gets no request and no header', async () => {
  const url = await serverThat((response, path) => response.writeHead(307, { location: canary.url + path }).end());
  const { body } = await testOf(url, { headers });
  expect(body.ok).toBe(false);
  expect(body.message).toMatch(/redirect/);
  await call('POST', '/api/engines', { name: 'Away again', kind: 'a1111', url, headers });
  await call('GET', '/api/engine-lists?kind=a1111&server=Away%20again&refresh=true');
  expect(canary.requests).toEqual([]);
});

test('[IS6] a server that repeats the key it was sent does not bring it out', async () => {
  const echo = await serverThat((response) =>
    response.writeHead(401, { 'www-authenticate': `Bearer ${SECRET}` }).end(`no entry with Bearer ${SECRET}`),
  );
  expect((await testOf(echo, { headers })).body).toMatchObject({ ok: false });
  const named = await serverThat((response, path) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(path.includes('system_stats') ? JSON.stringify({ system: { comfyui_version: SECRET }, devices: [] }) : '{}'),
  );
  await testOf(named, { headers });
  const saved = (await call('POST', '/api/engines', { name: 'Echo', kind: 'comfyui', url: echo, headers })).body;
  await call('GET', '/api/engine-lists?kind=comfyui&server=Echo&refresh=true');
  await call('PATCH', `/api/engines/${saved.id}`, { headers: { 'X-Other': `${SECRET}\n` } });
  await call('PATCH', `/api/engines/${saved.id}`, { headers: { 'X-Key': SECRET }, name: 'Echo chamber' });
});

test('[IS6] header values leave in no answer, refusal, log line or API description', async () => {
  const logged: string[] = [];
  const write = process.stderr.write;
  process.stderr.write = (chunk: string | Uint8Array) => {
    logged.push(String(chunk));
    return true;
  };
  process.env.EPOCH_LOG = 'trace';
  const loud = await fakeApp({ engines: app.engines, clientsFor: () => kit.engineClients }).finally(() => {
    delete process.env.EPOCH_LOG;
  });
  try {
    const { servers: listed } = (await loud.http.inject({ url: '/api/engines' })).json();
    expect(listed.map(({ headerNames }: { headerNames: string[] }) => headerNames)).toContainEqual(['Authorization']);
    for (const { id, kind, url, name } of listed) {
      const payload = { id, kind, url };
      said.push((await loud.http.inject({ method: 'POST', url: '/api/engines/test', payload })).body);
      const query = new URLSearchParams({ kind, server: name, refresh: 'true' });
      said.push((await loud.http.inject({ url: `/api/engine-lists?${query}` })).body);
    }
    const wrong = { name: 'x', kind: 'comfyui', url: 'http://x', headers: { [SECRET.repeat(4)]: SECRET, A: 7 } };
    await loud.http.inject({ method: 'POST', url: '/api/engines', payload: wrong });
    for (const url of ['/api/engines', '/api/openapi.json', '/api/settings', '/api/catalogue', '/api/health']) {
      said.push((await loud.http.inject({ url })).body);
    }
  } finally {
    process.stderr.write = write;
    await loud.end();
  }
  expect(logged.join('')).toMatch(/api\/engines\/test/);
  expect(said.length).toBeGreaterThan(40);
  expect([...said, ...logged].filter((text) => text.includes(SECRET) || text.includes('hunter22'))).toEqual([]);
});

test('[IS10] a name that nobody saved, and a kind of which there is no server', async () => {
  expect((await call('GET', '/api/engine-lists?kind=comfyui&server=Cellar')).body.error.code).toBe('ENGINE_NOT_FOUND');
  const none = await call('GET', '/api/engine-lists?kind=sdcpp');
  expect(none.body).toEqual({ server: null, message: 'No server of this kind is saved. Add one.', lists: {} });
  expect((await call('GET', '/api/engine-lists?kind=other')).status).toBe(400);
});
