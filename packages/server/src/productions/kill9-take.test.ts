import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from '../testing/fake-app.ts';
import { loopGraph } from '../testing/fake-kit.ts';
import { hashesOf, waitFor } from '../testing/film-helper.ts';
import { teleport } from '../testing/teleport.ts';
import { sweepScratch } from './scratch.ts';

/** The compiled program, as it runs for users; the same path from sources and build. */
const CHILD = fileURLToPath(new URL('../../dist/testing/take-child.js', import.meta.url));

let app: FakeApp;
let parent: string;
let whole: readonly string[];
beforeAll(async () => {
  app = await fakeApp();
  const document = await app.graphs.create({ document: loopGraph({ frames: 60 }) });
  parent = (await app.productions.create({ graphId: document.id, document, start: false })).id;
  for (const fields of [{ frame: '50' }, { hold: 'true' }]) await teleport(app, parent, fields);
  await app.productions.command(parent, 'start');
  await waitFor(() => app.productions.get(parent).state === 'finished');
  whole = hashesOf(join(app.folder, parent));
});
afterAll(() => app.end());

async function makeTake(failpoint: string) {
  const env = { ...process.env, EPOCH_FAILPOINT: failpoint };
  const child = spawn(process.execPath, [CHILD, app.folder, parent, '40'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let id = '';
  child.stdout.on('data', (text: Buffer) => {
    id += text.toString();
  });
  await once(child, 'close');
  return { signal: child.signalCode, id: id.trim() };
}

const visible = () => readdirSync(app.folder).filter((name) => !name.startsWith('.'));
const hidden = () => readdirSync(app.folder).filter((name) => name.startsWith('.'));
const graphs = () => readdirSync(join(app.folder, 'graphs'));

test.each([
  ['stills and checkpoints are shared', 'take-shared:1'],
  ['all is there, but for its graph', 'take-laid-down:1'],
  ['its graph is saved, the folder not in place', 'take-graph-saved:1'],
])('[TK10] killed when %s: no half take, no graph of one, and the next take is whole', async (_when, failpoint) => {
  const before = { visible: visible(), graphs: graphs() };
  expect((await makeTake(failpoint)).signal).toBe('SIGKILL');
  expect(visible().filter((name) => name !== 'trash')).toEqual(before.visible.filter((name) => name !== 'trash'));
  expect(hidden()).toHaveLength(1);

  const again = await fakeApp({ dataFolder: app.folder });
  expect(again.unreadable).toEqual([]);
  expect(hidden()).toEqual([]);
  expect(graphs()).toEqual(before.graphs);
  const { id } = await makeTake('');
  await again.end();

  const last = await fakeApp({ dataFolder: app.folder });
  expect(last.productions.get(id)).toMatchObject({ framesDone: 40, take: { parent, fromFrame: 40 } });
  const planned = (await last.productions.cues(id)).map(({ frame, state }) => [frame, state]);
  expect(planned).toEqual([
    [50, 'armed'],
    [null, 'held'],
  ]);
  await last.productions.command(id, 'resume');
  await expect.poll(() => last.productions.get(id).state, { timeout: 20_000 }).toBe('finished');
  expect(hashesOf(join(app.folder, id))).toEqual(whole);
  expect(hashesOf(join(app.folder, parent))).toEqual(whole);
  await last.end();
});

test('[TY5] what a killed program left is swept, and what a living one works on is not', async () => {
  const bootSeconds = Math.round(Date.now() / 1000 - uptime());
  for (const [name, pid] of [
    ['.trial-left', 2 ** 30],
    ['.trial-alive', process.ppid],
    ['.making-graph-of-a-take', 2 ** 30],
  ] as const) {
    mkdirSync(join(app.folder, name));
    const holder = { pid, bootSeconds, processMark: '', note: '' };
    writeFileSync(join(app.folder, name, 'writer.lock'), JSON.stringify(holder));
  }
  expect(await sweepScratch(app.folder)).toEqual(['graph-of-a-take']);
  expect(hidden()).toEqual(['.trial-alive']);
});
