import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { afterEach, expect, test } from 'vitest';
import { selfSigned } from '../../../testing/self-signed.ts';
import { type FakeComfy, startFakeComfy } from '../fake/fake-comfy.ts';
import { checkComfy } from './check.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function fakeComfy(options: Parameters<typeof startFakeComfy>[0] = {}): Promise<FakeComfy> {
  const fake = await startFakeComfy(options);
  open.push(fake.close);
  return fake;
}

async function serve(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const answering = async (listener: RequestListener) => `http://127.0.0.1:${await serve(createServer(listener))}`;
const secret = { authorization: 'Bearer canary-4711' };
const check = (url: string) => checkComfy({ url, headers: secret });

test.each(['0.26.0', '0.3.64'] as const)('[EK1] %s: version, device, queue, counts and latency', async (version) => {
  const fake = await fakeComfy({ version });
  const report = await check(`${fake.url}/`);
  expect(report).toMatchObject({ ok: true, version, device: 'cpu', queueRunning: 0, queuePending: 0 });
  expect(report.counts).toMatchObject({ checkpoints: 2, loras: 2, samplers: version === '0.26.0' ? 44 : 42 });
  expect(report.latencyMs).toBeGreaterThan(0);
  expect(report.message).toBe(`ComfyUI ${version} answers, working on cpu. Its queue is empty.`);
});

test('[EK2] row 25: nothing answers there, and the report says what to look at', async () => {
  const fake = await fakeComfy();
  await fake.kill();
  const report = await check(fake.url);
  expect(report).toMatchObject({ ok: false, version: null, counts: {} });
  expect(report.message).toBe(
    `Nothing answers at ${fake.url}: is ComfyUI running, and started with --listen if it is on another machine?`,
  );
  await fake.restart();
  expect(await check(fake.url)).toMatchObject({ ok: true });
});

test('[EK3] a name that no machine has', async () => {
  expect((await check('http://no-such-machine.invalid:8188')).message).toMatch(
    /No machine called no-such-machine.invalid/,
  );
});

test('[EK4] https where http is spoken, and the reverse', async () => {
  const plain = await fakeComfy();
  const host = plain.url.replace('http://', '');
  expect((await check(`https://${host}`)).message).toBe(`${host} does not speak https: write http://${host} instead.`);
  const port = await serve(createTlsServer(selfSigned(), (_request, response) => response.end()));
  const reverse = await check(`http://127.0.0.1:${port}`);
  expect(reverse.message).toBe(`127.0.0.1:${port} speaks https: write https://127.0.0.1:${port} instead.`);
  expect((await check(`https://127.0.0.1:${port}`)).message).toMatch(/certificate of 127.0.0.1:\d+ is not trusted/);
});

test('[EK5] row 39: a login that is missing, and one that is wrong', async () => {
  const fake = await fakeComfy({ faults: { token: 'right' } });
  expect((await check(fake.url)).message).toContain('add its Authorization or API key header');
  fake.faults.token = 'canary-4711';
  expect(await check(fake.url)).toMatchObject({ ok: true });
  fake.faults.forbidden = 1;
  expect((await check(fake.url)).message).toContain('403');
});

test('[EK6] B11: a redirect is not followed, its target named, and the other place hears nothing', async () => {
  let heard = 0;
  const canary = await answering((_request, response) => {
    heard += 1;
    response.end();
  });
  for (const status of [301, 302, 303, 307, 308]) {
    const from = await answering((_request, response) => {
      response.writeHead(status, { location: `${canary}/login?secret=1` }).end();
    });
    const { ok, message } = await check(from);
    expect(ok).toBe(false);
    expect(message).toBe(`Unexpected redirect to ${canary}/login by ${from}: enter the final address yourself.`);
  }
  expect(heard).toBe(0);
});

test.each([
  ['a web page', 'text/html', '<!doctype html><title>Router</title>'],
  ['something else', 'application/json', '{"hello":1}'],
  ['something else', 'application/json', '[]'],
  ['something else', 'text/plain', 'ok'],
  ['nothing', 'text/plain', ''],
])('[EK7] %s of type %s: it is no ComfyUI, and the answer is not shown', async (what, type, body) => {
  const url = await answering((_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  const { ok, message } = await check(url);
  expect(ok).toBe(false);
  expect(message).toContain(`with ${what}, not as ComfyUI does: check the address, port and base path.`);
  expect(message).not.toContain('Router');
});

test('[EK8] a version that is too old is told to be updated', async () => {
  for (const version of ['0.3.44', '0.2.9', undefined]) {
    const url = await answering((_request, response) => {
      response.end(JSON.stringify({ system: { comfyui_version: version }, devices: [] }));
    });
    const report = await check(url);
    expect(report.ok).toBe(false);
    expect(report.message).toContain('too old: update it to 0.3.45 or newer.');
  }
});

test('[EK9] an address that breaks the rules is not asked', async () => {
  expect(await check('ftp://127.0.0.1')).toMatchObject({ ok: false, message: expect.stringContaining('not over ftp') });
  expect((await check('http://169.254.169.254/')).message).toContain('secrets');
});

test('[EK10] an answer that announces more than any could need is given up at once', async () => {
  const url = await answering((_request, response) => {
    response.writeHead(200, { 'content-length': 10 * 1024 ** 3 });
    response.write('{'.repeat(1000));
  });
  const { ok, message } = await check(url);
  expect(ok).toBe(false);
  expect(message).toContain('the answer is longer than');
});

test('[EK11] no header value is ever in a report', async () => {
  const fake = await fakeComfy({ faults: { token: 'other' } });
  const echo = await answering((request, response) => {
    response.writeHead(500).end(JSON.stringify(request.headers));
  });
  for (const url of [fake.url, echo, 'http://127.0.0.1:1', `${echo}/%`]) {
    expect(JSON.stringify(await check(url))).not.toContain('canary-4711');
  }
});

test('[EK12] flags that harm, and a server without models, are told with what to do', async () => {
  const fake = await fakeComfy({ models: { checkpoints: [] } });
  expect((await check(fake.url)).message).toContain('models/checkpoints');
  const stats = { system: { comfyui_version: '0.26.0', argv: ['--enable-cors-header', '--cache-none'] }, devices: [] };
  const url = await answering((request, response) => {
    const queue = { queue_running: [], queue_pending: [] };
    response.end(JSON.stringify(request.url === '/system_stats' ? stats : request.url === '/queue' ? queue : {}));
  });
  const { message } = await check(url);
  expect(message).toContain('any web page may use it');
  expect(message).toContain('loaded anew for each frame');
});
