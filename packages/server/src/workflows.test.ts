import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FakeComfy, startFakeComfy } from '@epoch/nodes/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT } from './config.ts';
import { type OpenedKit, openNodeKit } from './node-kit.ts';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { multipart } from './testing/multipart.ts';
import { solidPng } from './testing/solid-png.ts';
import { createWorkflowDesk } from './workflows/workflow-desk.ts';
import { openWorkflows } from './workflows/workflow-store.ts';

let app: FakeApp;
let kit: OpenedKit;
let comfy: FakeComfy;
beforeAll(async () => {
  comfy = await startFakeComfy();
  app = await fakeApp({
    clientsFor(engines) {
      kit = openNodeKit({ engines, workers: 1 });
      return kit.engineClients;
    },
  });
  await app.engines.create({ name: 'Fake', kind: 'comfyui', url: comfy.url });
});
afterAll(async () => {
  await app.end();
  await kit.close();
  await comfy.close();
});

const fixture = (name: string) => readFileSync(join(PROJECT, 'graphs', 'fixtures', name));
const folder = () => join(app.folder, 'workflows');

async function bring(name: string, bytes: Uint8Array = fixture(name), query = '', fields: Record<string, string> = {}) {
  const answer = await app.http.inject({
    method: 'POST',
    url: `/api/workflows${query}`,
    ...multipart(fields, { name, bytes }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const ask = async (method: 'GET' | 'POST', url: string) => (await app.http.inject({ method, url })).json();

test.each([
  ['sd15-img2img.json', 'api'],
  ['editor-sd15.json', 'ui'],
  ['still-two-samplers.png', 'png'],
  ['still-controlnet.webp', 'webp'],
])('[WK1] %s is taken in as %s, kept as it came, and told the same again', async (name, format) => {
  const { status, body } = await bring(name);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({ name: name.replace(/\.\w+$/, ''), format, output: expect.any(String) });
  expect(Object.keys(body.exposed)).toEqual(expect.arrayContaining(['prompt', 'seed']));
  expect(readFileSync(join(folder(), `${body.id}.original`)).equals(fixture(name))).toBe(true);
  expect(await ask('GET', `/api/workflows/${body.id}`)).toEqual(body);
  const later = createWorkflowDesk(openWorkflows(folder()), kit.engineClients);
  expect(await later.report(body.id, '')).toEqual(body);
  expect((await openWorkflows(folder()).read(body.id)).output).toBe(body.output);
});

test('[WK2] a server tells what it lacks; without one nothing is checked, and that is said', async () => {
  const asked = (await bring('sd15-img2img.json', undefined, '?server=Fake')).body;
  expect(asked.warnings.join(' ')).toMatch(/Fake/);
  const alone = (await bring('sd15-img2img.json', undefined, '?server=Nobody')).body;
  expect(alone.warnings.at(-1)).toMatch(/^No ComfyUI answered/);
  expect(alone.exposed.prompt).toMatchObject({ kind: 'text', role: 'prompt' });
});

test('[WK2] a server that goes away meanwhile makes no difference', async () => {
  const facts = await kit.engineClients.comfyFacts('Fake');
  const { body } = await bring('sd15-img2img.json');
  const leaving = createWorkflowDesk(openWorkflows(folder()), {
    ...kit.engineClients,
    comfyFacts: async () => ({ ...facts, classOf: () => kit.engineClients.comfyFacts('Nobody').then(() => null) }),
  });
  expect((await leaving.report(body.id, '')).warnings.at(-1)).toMatch(/^No ComfyUI answered/);
  const never = { ...kit.engineClients, comfyFacts: () => new Promise<never>(() => {}) };
  const patient = createWorkflowDesk(openWorkflows(folder()), never, { patienceMs: 5 });
  expect((await patient.takeIn({ name: 'x.json', bytes: fixture('asks.json') }, '')).questions.length).toBeGreaterThan(
    0,
  );
});

test('[WK4] custom classes are confirmed once, also for the nodes and after a restart', async () => {
  const { body } = await bring('custom-classes.json');
  expect(body).toMatchObject({ confirmed: false, customClasses: expect.arrayContaining(['Efficient Loader']) });
  const reader = openWorkflows(folder());
  expect((await reader.read(body.id)).confirmed).toBe(false);
  expect(await ask('POST', `/api/workflows/${body.id}/confirm`)).toMatchObject({ id: body.id, confirmed: true });
  expect(await openWorkflows(folder()).read(body.id)).toMatchObject({
    confirmed: true,
    customClasses: body.customClasses,
  });
  expect((await bring('sd15-img2img.json')).body).toMatchObject({ confirmed: true, customClasses: [] });
});

test('[WK3] the same workflow takes the new name and keeps the agreement; a changed one is another', async () => {
  const first = (await bring('custom-classes.json')).body;
  await ask('POST', `/api/workflows/${first.id}/confirm`);
  const compact = Buffer.from(JSON.stringify(JSON.parse(fixture('custom-classes.json').toString())));
  const again = (await bring('Robots (2).api.json', compact)).body;
  expect(again).toMatchObject({ id: first.id, name: 'Robots (2)', confirmed: true });
  expect(readFileSync(join(folder(), `${first.id}.original`)).equals(fixture('custom-classes.json'))).toBe(true);
  const changed = Buffer.from(fixture('custom-classes.json').toString().replace('a robot gardener', 'a robot chef'));
  const other = (await bring('custom-classes.json', changed)).body;
  expect(other.id).not.toBe(first.id);
  expect(other.confirmed).toBe(false);
});

const loader = (value: string) => `{"1":{"class_type":"LoadImage","inputs":{"image":${JSON.stringify(value)}}}}`;

test('[WK5] what is no workflow is refused in a sentence, and nothing on the disk changes', async () => {
  const before = app.diskMark();
  const refusals: [string, Uint8Array, number, RegExp][] = [
    ['page.html', Buffer.from('<!doctype html><p>Hello'), 422, /no JSON/],
    ['half.json', Buffer.from('{"1": {"class_type": "KSam'), 422, /no JSON/],
    ['graph.json', Buffer.from('{"format":"epochstreamer-graph"}'), 422, /Export \(API\)/],
    ['hostile.json', Buffer.from('{"__proto__":{"class_type":"X","inputs":{}}}'), 422, /./],
    ['outside.json', Buffer.from(loader('../../etc/passwd')), 422, /outside of ComfyUI's folders/],
    ['plain.png', await solidPng(8, 8, 100), 422, /The picture carries none/],
    ['cut.png', fixture('still-two-samplers.png').subarray(0, 200), 422, /carries none/],
    ['huge.json', Buffer.alloc(17 * 1024 * 1024, ' '), 413, /16 MB is the most/],
    ['empty.json', Buffer.alloc(0), 400, /no file/],
  ];
  for (const [name, bytes, status, words] of refusals) {
    const answer = await bring(name, bytes);
    expect(answer.status, name).toBe(status);
    expect(answer.body.error.message, name).toMatch(words);
  }
  expect(app.diskMark()).toBe(before);
  expect((await ask('GET', `/api/workflows/${'0'.repeat(64)}`)).error.code).toBe('WORKFLOW_NOT_FOUND');
  expect((await ask('GET', '/api/workflows/..%2F..%2Fetc')).error.code).toBe('REQUEST_INVALID');
});

test('[WK6] a stored file that was changed is not used, and bringing it in again mends it', async () => {
  const { body } = await bring('custom-classes.json');
  await ask('POST', `/api/workflows/${body.id}/confirm`);
  const file = join(folder(), `${body.id}.json`);
  const stored = JSON.parse(readFileSync(file, 'utf8'));
  const sly = JSON.stringify({ ...stored, api: stored.api.replace('robot gardener', 'robot thief') });
  for (const text of [sly, '{ half', '{}']) {
    writeFileSync(file, text);
    const store = openWorkflows(folder());
    await expect(store.read(body.id), text).rejects.toThrow(/damaged|no JSON/);
    const desk = createWorkflowDesk(store, kit.engineClients);
    const mended = await desk.takeIn({ name: 'robots.json', bytes: fixture('custom-classes.json') }, '');
    expect(mended).toMatchObject({ id: body.id, confirmed: false });
    expect((await store.read(body.id)).graph).toBeDefined();
  }
  expect(readdirSync(folder()).filter((name) => !/^[0-9a-f]{64}\.(json|original)$/.test(name))).toEqual([]);
});

test('[WK7] whole numbers above 2^53 are kept to the last digit', async () => {
  const text = '{"3":{"class_type":"KSampler","inputs":{"seed":18446744073709551615}}}';
  const { body } = await bring('seed.json', Buffer.from(text));
  const { graph, id } = await openWorkflows(folder()).read(body.id);
  expect(graph['3']?.inputs.seed).toBe(18446744073709551615n);
  expect(id).toBe(
    createHash('sha256').update('{"3":{"class_type":"KSampler","inputs":{"seed":18446744073709551615}}}').digest('hex'),
  );
});

test('[WK8] sockets that a person chose are found again in a changed file, and nobody is asked for them anew', async () => {
  const first = (await bring('asks.json')).body;
  const question = first.questions.find(({ role }: { role: string }) => role === 'prompt');
  const chosen = question.candidates.at(-1);
  const sockets = { mine: { role: question.role, targets: [{ node: chosen.node, input: chosen.input }] } };
  const changed = Buffer.from(fixture('asks.json').toString().replace('right: a ship', 'right: a boat'));
  const again = async (previous: unknown) =>
    (await bring('asks.json', changed, '', { previous: JSON.stringify(previous) })).body;
  const kept = await again({ workflow: first.id, sockets });
  expect(kept.id).not.toBe(first.id);
  expect(kept.exposed.mine).toMatchObject(sockets.mine);
  expect(kept.questions.map(({ role }: { role: string }) => role)).not.toContain(question.role);
  const forgotten = await again({ workflow: '0'.repeat(64), sockets });
  expect(forgotten.exposed.mine).toBeUndefined();
  expect((await again({ workflow: 'x' })).error).toMatchObject({
    code: 'REQUEST_INVALID',
    detail: { field: 'previous' },
  });
});
