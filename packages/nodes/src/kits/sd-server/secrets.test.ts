import { afterEach, expect, test } from 'vitest';
import { type FakeHandler, type FakeListener, listen } from './fake/listen.ts';
import { setUp } from './fake/setting.ts';

const secret = { authorization: 'Basic canary-4711' };
const open: FakeListener[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.kill();
});

async function serve(handler: FakeHandler): Promise<FakeListener> {
  const server = await listen(handler);
  open.push(server);
  return server;
}

/** Everything that an error carries, its causes as well. */
function wholeOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  const own = JSON.stringify({ ...error, cause: null });
  return `${error.message} ${error.stack} ${own} ${error.cause === undefined ? '' : wholeOf(error.cause)}`;
}

test.each(['a1111', 'sdcpp'] as const)(
  '[SJ11] %s: a redirect is not followed, its target hears nothing, and no header value is in any error',
  async (kind) => {
    const canary = await serve((_request, response) => void response.end('{}'));
    const sends = await serve((_request, response) => {
      response.writeHead(307, { location: `${canary.url}/take` }).end();
    });
    const echoes = await serve(({ headers }, response) => {
      response.writeHead(500).end(JSON.stringify({ detail: 'broken', headers }));
    });
    for (const { url } of [sends, echoes]) {
      const setting = await setUp(kind, [url], secret);
      const error: unknown = await setting.run().catch((reason: unknown) => reason);
      const report = await setting.engine.check({ kind, url, headers: secret });
      expect(error).toMatchObject({ name: 'EpochError' });
      expect(report.ok).toBe(false);
      expect(`${wholeOf(error)} ${JSON.stringify(report)}`).not.toContain('canary-4711');
      if (url === sends.url) expect(report.message).toContain(`Unexpected redirect to ${canary.url}/take`);
      await setting.engine.close();
    }
    expect(sends.seen[0]?.headers.authorization).toBe(secret.authorization);
    expect(canary.seen).toEqual([]);
  },
);
