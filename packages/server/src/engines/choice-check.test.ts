import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyDefinition, type Catalogue, cardOf, EpochError, param } from '@epoch/graph-runtime/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awayClients } from '../testing/away-clients.ts';
import { fakeGraph } from '../testing/fake-kit.ts';
import { createChoiceCheck } from './choice-check.ts';
import type { EngineClients } from './engine-clients.ts';
import { createEngineDesk } from './engine-desk.ts';
import { type EngineStore, openEngines } from './engine-store.ts';

const text = { default: '', maxLength: 200, doc: 'A name.' };
const redraw: AnyDefinition = {
  ...{ type: 'Redraw', version: 1, title: 'Redraw', category: 'generate', icon: 'M0 0', doc: 'Redraws.' },
  ...{ inputs: {}, outputs: {}, varies: 'inputs', hasMemory: false, evaluate: () => ({}) },
  params: {
    checkpoint: param.text({ ...text, widget: 'engine-list', engineKind: 'comfyui', engineList: 'checkpoints' }),
    server: param.text({ ...text, widget: 'engine-server', engineKind: 'comfyui' }),
  },
};
const catalogue: Catalogue = { Redraw: cardOf(redraw, '') };

let folder: string;
let store: EngineStore;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'epoch-choices-'));
  store = await openEngines({ dataFolder: folder, comfyUrl: undefined });
  for (const name of ['Studio', 'Attic']) await store.create({ name, kind: 'comfyui', url: 'http://x:1' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const graph = (params: Record<string, string>) => fakeGraph([['r', 'Redraw', params]], []);
const check = (lists: EngineClients['lists'], patienceMs = 60_000) =>
  createChoiceCheck({ store, desk: createEngineDesk(store, { ...awayClients, lists }), catalogue }, { patienceMs });

/** Servers with one checkpoint each; what is asked is written down. */
function servers(checkpoints: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  const lists: EngineClients['lists'] = async (_kind, name, fresh) => {
    asked.push(`${name}${fresh ? ' anew' : ''}`);
    const there = checkpoints[name];
    if (there === undefined) throw new EpochError('ENGINE_AWAY', 'Away.');
    return { name, lists: { checkpoints: there } };
  };
  return { asked, lists };
}

test('[IS11] what every server lacks is told; what one of them has is not', async () => {
  const { lists } = servers({ Studio: ['a'], Attic: ['b'] });
  expect(await check(lists)(graph({ checkpoint: 'gone' }))).toMatchObject([
    { code: 'engine-choice', param: 'checkpoint' },
  ]);
  expect(await check(lists)(graph({ checkpoint: 'b' }))).toEqual([]);
  expect(await check(lists)(graph({ checkpoint: 'b', server: 'Studio' }))).toHaveLength(1);
  expect(await check(lists)(graph({ server: 'Cellar' }))).toMatchObject([{ param: 'server' }]);
});

test('[IS11] while one of the servers is away, it may have it', async () => {
  const { lists } = servers({ Studio: ['a'] });
  expect(await check(lists)(graph({ checkpoint: 'gone' }))).toEqual([]);
  expect(await check(lists)(graph({ checkpoint: 'gone', server: 'Studio' }))).toHaveLength(1);
});

test('[IS11] the lists are asked anew before a film is refused, and only then', async () => {
  const { asked, lists } = servers({ Studio: ['a'], Attic: ['b'] });
  const arrived: EngineClients['lists'] = async (kind, name, fresh) => {
    const answer = await lists(kind, name, fresh);
    return fresh ? { ...answer, lists: { checkpoints: ['gone'] } } : answer;
  };
  expect(await check(arrived)(graph({ checkpoint: 'gone', server: 'Studio' }))).toEqual([]);
  expect(asked).toEqual(['Studio', 'Studio anew']);
  asked.length = 0;
  expect(await check(lists)(graph({ checkpoint: 'a', server: 'Studio' }))).toEqual([]);
  expect(asked).toEqual(['Studio']);
  expect(await check(lists)(fakeGraph([], []))).toEqual([]);
  expect(asked).toEqual(['Studio']);
});

test('[IS11] a server that does not answer in time holds nothing up', async () => {
  const never: EngineClients['lists'] = () => new Promise(() => {});
  expect(await check(never, 5)(graph({ checkpoint: 'gone' }))).toEqual([]);
});
