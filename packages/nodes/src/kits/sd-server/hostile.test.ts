import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeListener, listen } from './fake/listen.ts';
import { setUp } from './fake/setting.ts';

/** What a broken or hostile server might say, in the place of anything. */
const BODIES = [
  '',
  'null',
  '5',
  '"text"',
  '[]',
  '[[]]',
  '{}',
  '{"name":"Euler"}',
  '[{"name":5},{"title":null}]',
  '{"images":[5]}',
  '{"images":["%%%"]}',
  '{"samplers":["euler"],"schedulers":5,"model":7,"loras":{"path":1}}',
  '{"id":{"a":1},"status":"completed","result":{"images":"x"}}',
  '{"id":"x","status":"failed","error":{"message":"<img src=x onerror=alert(1)>"}}',
  '{"active":"yes","progress":NaN,"live_preview":5}',
  '{"__proto__":{"polluted":true},"samplers":["euler"]}',
  `${'['.repeat(100_000)}`,
  '<!doctype html><title>Router</title>',
];
let body = '';
let good = false;
let server: FakeListener;

beforeAll(async () => {
  server = await listen(({ path }, response) => {
    // The lists may be as they should, so that what comes after them is reached.
    if (good && path.endsWith('/samplers')) response.end('[{"name":"Euler"}]');
    else if (good && path === '/sdapi/v1/progress') response.end('{}');
    else if (good && path.endsWith('/capabilities')) response.end('{"samplers":["euler"],"schedulers":["discrete"]}');
    else response.end(body);
  });
});
afterAll(() => server.kill());

test.each(['a1111', 'sdcpp'] as const)(
  '[SJ10] %s: whatever a server answers, it ends in an error with words, and nothing gets into objects',
  async (kind) => {
    const setting = await setUp(kind, [server.url], {}, { stallMs: 50 });
    for (const [frame, text] of BODIES.entries()) {
      body = text;
      for (good of [false, true]) {
        const error: unknown = await setting.run({ frame }).catch((reason: unknown) => reason);
        expect(error, text.slice(0, 80)).toMatchObject({
          name: 'EpochError',
          message: expect.stringMatching(/[.?!]$/),
        });
        expect(await setting.engine.check({ kind, url: server.url, headers: {} })).toHaveProperty('ok');
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    await setting.engine.close();
  },
  60_000,
);
