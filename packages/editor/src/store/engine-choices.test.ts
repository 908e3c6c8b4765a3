// @vitest-environment happy-dom
import { type NodeCard, param } from '@epoch/graph-runtime/model';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serverFixture } from '../engines/engines-fixture.ts';
import { documentFixture } from '../inspector/card-fixture.ts';
import { openForTest } from '../testing/open-graph.ts';
import { askLists, followEngineLists } from './actions/engine-actions.ts';
import { editor, setEngines, setGraph, setRun } from './editor-store.ts';
import { withServers } from './engines-slice.ts';
import { testProduction } from './fixture.ts';
import { applyEvent } from './run-slice.ts';
import { problemsByNode, remarkOf, waitOf } from './selectors.ts';

const text = { default: '', maxLength: 300, wire: false, keyframes: false, engineKind: 'comfyui' } as const;
const card: NodeCard = {
  ...{ type: 'Dream', version: 1, title: 'Comfy', category: 'generate', icon: '', doc: '', help: '', varies: 'inputs' },
  ...{ inputs: {}, outputs: {} },
  params: { checkpoint: param.text({ ...text, widget: 'engine-list', engineList: 'checkpoints', doc: '' }) },
};
const graph = documentFixture({ checkpoint: 'gone.safetensors' });
let message: string | null = null;
let asked: string[] = [];

beforeEach(() => {
  message = null;
  asked = [];
  openForTest(graph, { Dream: card }, { connection: 'open' }, ({ url }) => {
    if (!url.startsWith('/api/engine-lists')) return undefined;
    asked.push(url);
    return { server: 'a', message, lists: message === null ? { checkpoints: ['v1-5.safetensors'] } : {} };
  });
});
afterEach(() => vi.unstubAllGlobals());

const problem = () => problemsByNode(editor.getState()).get('dream');

test('[IS10] a model that the server lacks is a problem of the box, once the list is known', async () => {
  expect(problem()).toBeUndefined();
  await askLists('comfyui', '');
  expect(problem()).toMatchObject({ code: 'engine-choice', param: 'checkpoint' });
  expect(problem()?.message).toContain('gone.safetensors');
});

test('[IS10] nothing is held against a server that does not answer', async () => {
  message = 'Nothing listens there.';
  await askLists('comfyui', '');
  expect(problem()).toBeUndefined();
});

test('[IS11] the lists of the open graph are asked without anybody looking, and again when a film begins', async () => {
  message = 'Nothing listens there.';
  const stop = followEngineLists();
  setGraph((slice) => ({ ...slice, document: { ...graph } }));
  await vi.waitFor(() => expect(Object.values(editor.getState().engines.lists)).toHaveLength(1));
  expect(asked).toEqual(['/api/engine-lists?kind=comfyui&server=&refresh=false']);
  message = null;
  setRun((run) => applyEvent(run, { type: 'production', seq: 1, production: testProduction() }));
  await vi.waitFor(() => expect(problem()).toBeDefined());
  expect(asked.at(-1)).toContain('refresh=true');
  stop();
});

test('[IS11] lists that come after the servers have changed are of those before, and asked anew', async () => {
  const servers = (url: string) => [serverFixture({ url })];
  setEngines((engines) => withServers(engines, servers('http://10.0.0.5:8188')));
  message = 'Nothing listens there.';
  const asking = askLists('comfyui', '');
  message = null;
  setEngines((engines) => withServers(engines, servers('http://10.0.0.6:8188')));
  await asking;
  expect(asked).toHaveLength(2);
  expect(problem()).toBeDefined();
  expect(editor.getState().engines.asking).toEqual([]);
});

test('[IS12] what a node says of itself is kept until it says another', () => {
  const words = (said: string) => ({ type: 'remark', seq: 1, production: 'p1', node: 'dream', words: said }) as const;
  setRun((run) => applyEvent(run, { type: 'production', seq: 0, production: testProduction() }));
  setRun((run) => applyEvent(run, words('sd15 (first of 12)')));
  expect(remarkOf(editor.getState(), 'dream')).toBe('sd15 (first of 12)');
  setRun((run) => applyEvent(run, words('sdxl')));
  expect(remarkOf(editor.getState(), 'dream')).toBe('sdxl');
  setRun((run) => applyEvent(run, { ...words('of another film'), production: 'p2' }));
  expect(remarkOf(editor.getState(), 'dream')).toBe('sdxl');
});

test('[IS14] the node that is waited for knows when its frame is tried again, the others do not', () => {
  const retryAt = '2026-05-04T12:00:08.000Z';
  const away = { severity: 'warning', code: 'engine-away', message: 'It does not answer.', node: 'dream' } as const;
  const waiting = testProduction({ state: 'waiting', problem: away, retryAt });
  setRun((run) => applyEvent(run, { type: 'production', seq: 0, production: waiting }));
  expect(waitOf(editor.getState(), 'dream')).toBe(retryAt);
  expect(waitOf(editor.getState(), 'number')).toBeNull();
  setRun((run) => applyEvent(run, { type: 'production', seq: 1, production: testProduction() }));
  expect(waitOf(editor.getState(), 'dream')).toBeNull();
});
