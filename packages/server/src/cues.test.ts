import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { loopGraph } from './testing/fake-kit.ts';
import { multipart } from './testing/multipart.ts';
import { solidPng } from './testing/solid-png.ts';

let app: FakeApp;
let url: string;
beforeAll(async () => {
  app = await fakeApp();
  const { graph } = (await send('POST', '/api/graphs', { document: loopGraph() })).json();
  const { production } = (await send('POST', '/api/productions', { graphId: graph.id, start: false })).json();
  url = `/api/productions/${production.id}`;
});
afterAll(() => app.end());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

function send(method: Method, path: string, payload?: object) {
  return app.http.inject({ method, url: path, ...(payload === undefined ? {} : { payload }) });
}

async function arm(fields: Readonly<Record<string, string>>) {
  const file = { name: 'sun.png', bytes: await solidPng(32, 18, 77) };
  const form = multipart({ node: 'painter', ...fields }, file);
  return app.http.inject({ method: 'POST', url: `${url}/cues/teleport`, ...form });
}

test('[CU7] cues are held with a key, fired, changed, put into order and told with the frame that takes them', async () => {
  const held = (await arm({ hold: 'true', key: 'Q', fit: 'contain', dissolveFrames: '' })).json();
  expect(held).toMatchObject({ actsAt: null, cue: { state: 'held', key: 'Q', fit: 'contain', dissolveFrames: 0 } });
  const now = (await arm({})).json();
  expect(now).toMatchObject({ actsAt: 0, cue: { state: 'armed', key: null, fit: null } });
  const fired = await send('PATCH', `${url}/cues/${held.cue.id}`, { state: 'armed' });
  expect(fired.json()).toMatchObject({ actsAt: 0, cue: { state: 'armed' } });
  const first = (await send('POST', `${url}/cues/order`, { ids: [now.cue.id] })).json();
  expect(first.cues.map(({ id }: { id: string }) => id)).toEqual([now.cue.id, held.cue.id]);
  const moved = (await send('PATCH', `${url}/cues/${now.cue.id}`, { frame: 9, fit: 'stretch', key: null })).json();
  expect(moved).toMatchObject({ actsAt: 9, cue: { frame: 9, fit: 'stretch' } });
  expect((await send('GET', url)).json()).toMatchObject({ nextFrame: 0, cues: [{ frame: 9 }, { key: 'Q' }] });
  await send('POST', `${url}/step`);
  await expect.poll(async () => (await send('GET', url)).json().production.framesDone).toBe(1);
  const late = await send('PATCH', `${url}/cues/${held.cue.id}`, { frame: 5 });
  expect([late.statusCode, late.json().error.code]).toEqual([409, 'CUE_DONE']);
  expect(late.json().error.message).toMatch(/^Frame 0 has taken this teleport already/);
});

test('[CU7] what a field does not take is refused by name', async () => {
  for (const [fields, name] of [
    [{ fit: 'crop' }, 'fit'],
    [{ key: 'ab' }, 'key'],
    [{ hold: 'maybe' }, 'hold'],
    [{ frame: '-3' }, 'frame'],
    [{ dissolveFrames: '10001' }, 'dissolveFrames'],
  ] as const) {
    const refused = await arm(fields);
    expect([refused.statusCode, refused.json().error.detail.field]).toEqual([400, name]);
  }
  expect((await send('PATCH', `${url}/cues/nothing`, { key: 'A' })).statusCode).toBe(404);
  expect((await send('PATCH', `${url}/cues/nothing`, { colour: 'red' })).statusCode).toBe(400);
  expect((await send('POST', `${url}/cues/order`, { ids: ['nothing'] })).json().error.code).toBe('CUE_NOT_FOUND');
});
