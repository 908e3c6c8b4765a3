import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { failureOf } from './failure.ts';
import { createHttp, type HttpRequest } from './http.ts';
import { httpTo, PATIENT, rawServer, type TinyServer, tinyServer } from './testing.ts';

const SECRET = 'canary-8f3a';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function tiny(...args: Parameters<typeof tinyServer>): Promise<TinyServer> {
  const server = await tinyServer(...args);
  open.push(server);
  return server;
}

/** What a call fails with: its class and its sentence. */
async function failing(url: string, request: Partial<HttpRequest> = {}) {
  const http = httpTo(url, { authorization: `Bearer ${SECRET}` });
  open.push(http);
  const error: unknown = await http
    .json({ path: '/queue', timeoutMs: 5000, ...request })
    .catch((reason: unknown) => reason);
  const failure = failureOf(error);
  if (!(error instanceof Error) || failure === null) throw new Error(`not explained: ${String(error)}`);
  expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(SECRET);
  return { ...failure, words: error.message };
}

describe('HTTP', () => {
  test('[CC8] a base path stands before every path, and headers go with every request', async () => {
    const server = await tiny((_, response) => response.end('{"a":1}'));
    const http = httpTo(`${server.url}/behind/proxy`, { 'x-api-key': SECRET });
    open.push(http);
    expect(await http.json({ path: '/view', query: { filename: 'a b&c.png' } })).toEqual({ a: 1 });
    expect(server.requests[0]?.url).toBe('/behind/proxy/view?filename=a+b%26c.png');
    expect(server.requests[0]?.headers['x-api-key']).toBe(SECRET);
    expect(server.requests[0]?.headers.origin).toBeUndefined();
  });

  test('[CC9] a redirect is not followed: its target gets nothing, and the refusal names it', async () => {
    const canary = await tiny((_, response) => response.end('{}'));
    for (const status of [301, 302, 303, 307, 308]) {
      const server = await tiny((_, response) => {
        response.writeHead(status, { location: `${canary.url}/take?key=hidden` }).end();
      });
      const { kind, words } = await failing(server.url, { method: 'POST', body: '{}' });
      expect(kind).toBe('refused');
      expect(words).toContain(`Unexpected redirect to ${canary.url}/take by ${server.url}`);
      expect(words).not.toContain('hidden');
    }
    expect(canary.requests).toEqual([]);
  });

  test('[CC10] a login, a ban, too large a body and an unknown path are refusals with their cure', async () => {
    const cures = { 401: 'Authorization or API key header', 403: 'host name', 413: 'frames smaller', 404: 'base path' };
    for (const [status, cure] of Object.entries(cures)) {
      const server = await tiny((_, response) => {
        response.writeHead(Number(status)).end('<b>raw body</b>');
      });
      const failure = await failing(server.url);
      expect(failure).toMatchObject({ kind: 'refused', status: Number(status) });
      expect(failure.words).toContain(server.url);
      expect(failure.words).toContain(cure);
      expect(failure.words).not.toContain('raw body');
    }
  });

  test('[CC11] 429, 500, 502, 503 and 504 pass: another try is worth it, after the time that was asked for', async () => {
    for (const status of [429, 500, 502, 503, 504]) {
      const server = await tiny((_, response) => {
        response.writeHead(status, { 'retry-after': '7' }).end('<html>raw</html>');
      });
      const failure = await failing(server.url);
      expect(failure).toMatchObject({ kind: 'away', status, retryAfterMs: 7000 });
      expect(failure.words).not.toContain('raw');
    }
  });

  test('[CC11] nobody is sent away for more than ten minutes', async () => {
    const server = await tiny((_, response) => response.writeHead(503, { 'retry-after': '86400' }).end());
    expect(await failing(server.url)).toMatchObject({ kind: 'away', retryAfterMs: 600_000 });
  });

  test('[CC12] a web page, nothing at all or broken JSON instead of an answer say so', async () => {
    const bodies = { '<!DOCTYPE html><p>hello': 'a web page', '': 'nothing', '{"a":': 'something else' };
    for (const [body, words] of Object.entries(bodies)) {
      const server = await tiny((_, response) => response.end(body));
      const failure = await failing(server.url);
      expect(failure.kind).toBe('broken');
      expect(failure.words).toContain(`${server.url} answers /queue with ${words}`);
    }
  });

  test('[CC13] a closed port, an unknown machine and the wrong scheme are told apart, with what to write instead', async () => {
    const server = await tiny((_, response) => response.end('{}'));
    const secure = server.url.replace('http:', 'https:');
    expect(await failing(secure)).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining(`write ${server.url} `),
    });

    await server.close();
    const refused = await failing(server.url);
    expect(refused).toMatchObject({ kind: 'away', unsent: true });
    expect(refused.words).toContain(`Nothing answers at ${server.url}: is ComfyUI running, and started with --listen`);

    const unknown = await failing('http://no-such-machine.invalid:8188');
    expect(unknown.kind).toBe('away');
    expect(unknown.words).toContain('no-such-machine.invalid');

    const alert = Buffer.from('15030100020228', 'hex');
    const tls = await rawServer((socket) => socket.once('data', () => socket.end(alert)));
    open.push(tls);
    expect((await failing(tls.url)).words).toContain(`try ${tls.url.replace('http:', 'https:')}`);
  });

  test('[CC14] silence ends after the time of the call; so do an endless answer and one that dribbles', async () => {
    const silent = await tiny(() => {});
    expect(await failing(silent.url, { timeoutMs: 60 })).toMatchObject({ kind: 'away', unsent: false });

    const endless = await tiny((_, response) => {
      const write = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 32)));
      };
      response.on('drain', write);
      write();
    });
    const long = await failing(endless.url, { maxBytes: 1024 * 1024 });
    expect(long).toMatchObject({ kind: 'broken', words: expect.stringContaining('longer than 1 MB') });

    const cut = await tiny((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"a":');
      setTimeout(() => response.destroy(), 10);
    });
    expect((await failing(cut.url)).kind).toBe('away');
  });

  test("[CC15] a call that is given up throws the signal's own reason", async () => {
    const server = await tiny(() => {});
    const http = httpTo(server.url);
    open.push(http);
    const stop = new AbortController();
    const call = http.json({ path: '/queue', signal: stop.signal });
    await expect.poll(() => server.requests.length, PATIENT).toBe(1);
    const reason = new Error('enough');
    stop.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  });

  test('[CC16] an answer that dribbles in is given up when its time of grace is over', async () => {
    const server = await tiny((_, response) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    });
    const http = createHttp({ product: 'ComfyUI', url: server.url, headers: {} }, { graceMs: 30 });
    open.push(http);
    await expect(http.json({ path: '/queue' })).rejects.toThrow('comes too slowly');
  }, 8000);
});
