import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFleet } from '../../engines/fleet.ts';
import type { EngineAddress } from '../../engines/servers.ts';
import { createHttp, type Http } from '../../engines/wire/http.ts';
import { type FakeComfy, startFakeComfy } from '../fake/fake-comfy.ts';
import { createCalls } from '../wire/calls.ts';
import { readFacts } from './facts.ts';

let fake: FakeComfy;
let https: Http[];
beforeEach(async () => {
  fake = await startFakeComfy();
  https = [];
});
afterEach(async () => {
  await Promise.all(https.map((http) => http.close()));
  await fake.close();
});

function stage(urls: readonly string[] = [fake.url]) {
  const saved = urls.map(
    (url, at): EngineAddress => ({ id: `s${at}`, name: `Server ${at}`, kind: 'comfyui', url, headers: {} }),
  );
  const callsTo = ({ url, headers }: EngineAddress) => {
    const http = createHttp({ product: 'ComfyUI', url, headers });
    https.push(http);
    return createCalls(http);
  };
  const book = createFleet({
    ...{ addresses: { of: () => saved }, kind: 'comfyui', called: 'ComfyUI', load: async () => 0 },
    read: (address) => readFacts(address, () => callsTo(address)),
  });
  const asked = (path: string) => fake.seen.requests.filter((request) => request.path === path).length;
  return { saved, book, asked };
}

test('[EF1] version and lists are asked once, and again when that is wished or the server was forgotten', async () => {
  const { book, saved, asked } = stage();
  const facts = await book.facts('');
  expect(facts).toMatchObject({ name: 'Server 0', url: fake.url, version: '0.26.0' });
  expect(facts.lists.checkpoints).toEqual(['random-sd15.safetensors', 'sd_xl_base_1.0.safetensors']);
  expect(await book.facts('Server 0')).toBe(facts);
  expect(asked('/system_stats')).toBe(1);
  await book.facts('', { fresh: true });
  expect(asked('/system_stats')).toBe(2);
  for (const address of saved) book.forget(address);
  await book.facts('');
  expect(asked('/system_stats')).toBe(3);
});

test('[EF2] a class is asked once; one that is not there each time, as it may be installed meanwhile', async () => {
  const { book, asked } = stage();
  const { classOf } = await book.facts('');
  expect((await classOf('VAEDecode'))?.outputs).toEqual(['IMAGE']);
  await classOf('VAEDecode');
  expect(asked('/object_info/VAEDecode')).toBe(1);
  expect(await classOf('NoSuchNode')).toBeNull();
  await classOf('NoSuchNode');
  expect(asked('/object_info/NoSuchNode')).toBe(2);
});

test.each(['list', 'v3'] as const)(
  '[EF3] lists are the same when the server gives them in the form %s',
  async (comboShape) => {
    const before = (await stage().book.facts('')).lists;
    fake.faults.comboShape = comboShape;
    expect((await stage().book.facts('')).lists).toEqual(before);
  },
);

test('[EF4] the next server tells when the first does not answer; when none does, the error says why', async () => {
  expect(await stage(['http://127.0.0.1:1', fake.url]).book.facts('')).toMatchObject({ name: 'Server 1' });
  await expect(stage(['http://127.0.0.1:1']).book.facts('')).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    message: expect.stringContaining('Nothing answers at http://127.0.0.1:1'),
    detail: { retryAfterMs: expect.any(Number) },
  });
});

test('[EF5] a failure is not remembered', async () => {
  const { book } = stage();
  await fake.kill();
  await expect(book.facts('')).rejects.toMatchObject({ code: 'ENGINE_AWAY' });
  await fake.restart();
  expect(await book.facts('')).toMatchObject({ version: '0.26.0' });
});

test('[EF6] a server that asks for a login is not passed over: it says so', async () => {
  fake.faults.token = 'key';
  await expect(stage([fake.url, 'http://127.0.0.1:1']).book.facts('')).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
  });
});

test('[EF7] a connection that was ended and begun anew, and a new name, make no difference', async () => {
  const { book, saved } = stage();
  const { classOf } = await book.facts('');
  const old = https.at(-1);
  await old?.close();
  expect((await classOf('VAEDecode'))?.outputs).toEqual(['IMAGE']);
  saved.splice(0, 1, { id: 's0', name: 'Renamed', kind: 'comfyui', url: fake.url, headers: {} });
  expect((await book.facts('Renamed')).name).toBe('Renamed');
});
