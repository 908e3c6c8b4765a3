import { type AddressInfo, createConnection } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { hostNamesOf, judge } from './guard.ts';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';

let app: FakeApp;
let port: number;
beforeAll(async () => {
  app = await fakeApp();
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  port = (app.http.server.address() as AddressInfo).port;
});
afterAll(() => app.end());

const policy = { hosts: new Set<string>(), origins: new Set<string>(), token: null };

function ask(headers: Record<string, string>, more: { method?: string; url?: string } = {}) {
  const rawHeaders = Object.entries(headers).flat();
  return judge({ method: 'GET', url: '/api/health', headers, rawHeaders, ...more }, policy);
}

/** Every route there is, from the routing table itself: a new one is tested without anybody thinking of it. */
function allRoutes(): { method: string; url: string }[] {
  const routes: { method: string; url: string }[] = [];
  const seen = app.http.printRoutes({ commonPrefix: false }).matchAll(/(\S+) \((GET|POST|PATCH|DELETE|PUT)[^)]*\)/g);
  for (const [, path, method] of seen) routes.push({ method: method ?? '', url: path ?? '' });
  return routes;
}

test('[GD1] only its own names are answered', () => {
  for (const host of ['localhost:4600', '127.0.0.1:4600', '[::1]:4600', 'app.localhost', 'LOCALHOST']) {
    expect(ask({ host }), host).toBeNull();
  }
  const foreign = [
    'evil.test',
    '127.0.0.1.evil.test',
    'localhost.evil.test',
    'localhost:4600@evil',
    '0.0.0.0:4600',
    '',
    '127.0.0.2',
  ];
  for (const host of foreign) expect(ask({ host }), host).not.toBeNull();
  expect(ask({ host: '192.168.0.9' }, {})).not.toBeNull();
  expect(
    judge(
      { method: 'GET', url: '/', headers: { host: 'studio' }, rawHeaders: ['Host', 'studio'] },
      { ...policy, hosts: new Set(['studio']) },
    ),
  ).toBeNull();
});

test('[GD2] two Host headers, a full address as path and forwarded names do not help', () => {
  const twice = { host: 'localhost', rawHeaders: [] };
  const headers = { host: twice.host };
  expect(
    judge({ method: 'GET', url: '/', headers, rawHeaders: ['Host', 'localhost', 'Host', 'evil.test'] }, policy),
  ).not.toBeNull();
  expect(ask({ host: 'localhost' }, { url: 'http://evil.test/' })).not.toBeNull();
  expect(ask({ host: 'evil.test', 'x-forwarded-host': 'localhost' })).not.toBeNull();
});

test('[GD3] other pages are refused, links to the start page are not', () => {
  const host = 'localhost:4600';
  expect(ask({ host, origin: `http://${host}` })).toBeNull();
  for (const origin of ['http://evil.test', 'null', 'http://localhost:3000', 'http://localhost']) {
    expect(ask({ host, origin }, { method: 'POST' }), origin).not.toBeNull();
  }
  for (const site of ['cross-site', 'same-site']) expect(ask({ host, 'sec-fetch-site': site }), site).not.toBeNull();
  const link = { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  expect(ask(link, { url: '/' })).toBeNull();
  expect(ask(link, { url: '/api/graphs' })).not.toBeNull();
});

test('[GD4] with a token, nothing is answered without it', () => {
  const guarded = { ...policy, token: 'a-token-of-some-length' };
  const headers = (more: Record<string, string>) => ({ host: 'localhost', ...more });
  const tell = (more: Record<string, string>, url = '/api/graphs') =>
    judge({ method: 'GET', url, headers: headers(more), rawHeaders: ['Host', 'localhost'] }, guarded);
  expect(tell({})).not.toBeNull();
  expect(tell({ authorization: 'Bearer wrong' })).not.toBeNull();
  expect(tell({}, '/api/graphs?token=a-token-of-some-length')).not.toBeNull();
  expect(tell({ authorization: 'Bearer a-token-of-some-length' })).toBeNull();
  expect(tell({ cookie: 'x=1; epochstreamer=a-token-of-some-length' })).toBeNull();
  expect(tell({}, '/?token=a-token-of-some-length')).toBeNull();
});

test('[GD4] the printed address trades its token for a cookie', async () => {
  const guarded = await fakeApp({ policy: { ...policy, token: 'a-token-of-some-length' } });
  const first = await guarded.http.inject({ url: '/?token=a-token-of-some-length' });
  expect(first.statusCode).toBe(303);
  const cookie = String(first.headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  const inside = await guarded.http.inject({ url: '/api/health', headers: { cookie: cookie.split(';')[0] ?? '' } });
  expect(inside.statusCode).toBe(200);
  expect((await guarded.http.inject({ url: '/api/health' })).statusCode).toBe(403);
  await guarded.end();
});

test('[GD5] every route refuses a foreign Host and a foreign Origin, and answers its own', async () => {
  const routes = allRoutes();
  expect(routes.length).toBeGreaterThan(25);
  for (const { method, url } of routes) {
    const call = { method: method as 'GET', url: url.replaceAll(/:\w+/g, 'x').replace('*', 'x') };
    for (const headers of [
      { host: 'evil.test' },
      { origin: 'http://evil.test' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await app.http.inject({ ...call, headers });
      expect(answer.statusCode, `${method} ${url} ${JSON.stringify(headers)}`).toBe(403);
      expect(answer.json().error.code).toBe('FORBIDDEN');
    }
    expect((await app.http.inject(call)).statusCode, `${method} ${url}`).not.toBe(403);
  }
});

test('[GD6] a refusal carries the security headers, and no CORS header is ever sent', async () => {
  for (const headers of [{}, { origin: 'http://evil.test' }]) {
    const answer = await app.http.inject({ url: '/api/health', headers });
    expect(answer.headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

test('[GD7] a request without Host is not answered', async () => {
  const answer = await new Promise<string>((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('GET /api/health HTTP/1.0\r\n\r\n'));
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes;
    });
    socket.on('end', () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 403/);
});

function openSocket(headers: Record<string, string>, path = '/api/socket'): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('message', (data) => {
      resolve(JSON.parse(String(data)).type);
      socket.close();
    });
    socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
    socket.on('error', () => resolve('error'));
  });
}

test('[GD8] sockets of other pages get no upgrade', async () => {
  expect(await openSocket({ origin: 'http://evil.test' })).toBe('403');
  expect(await openSocket({ origin: 'null' })).toBe('403');
  expect(await openSocket({ host: 'evil.test' })).toBe('403');
  expect(await openSocket({}, '/api/other')).toBe('404');
  expect(await openSocket({ origin: `http://127.0.0.1:${port}` })).toBe('hello');
});

test('[GD9] a server on all addresses goes by the addresses of the machine', () => {
  expect(hostNamesOf('0.0.0.0')).toContain('127.0.0.1');
  expect(hostNamesOf('0.0.0.0')).not.toContain('0.0.0.0');
  expect(hostNamesOf('192.168.1.5')).toEqual(['192.168.1.5']);
});

test('[GD10] reading changes nothing: no GET leaves a trace on the disk', async () => {
  const { id } = await app.graphs.create({ name: 'Read me' });
  const before = app.diskMark();
  for (const { method, url } of allRoutes()) {
    if (method === 'GET') await app.http.inject({ url: url.replaceAll(/:\w+/g, id).replace('*', 'x') });
  }
  expect(app.diskMark()).toBe(before);
});
