// @vitest-environment happy-dom
import { type NodeCard, param } from '@epoch/graph-runtime/model';
import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { serverFixture } from '../engines/engines-fixture.ts';
import { refreshServers, select, undo } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest, type SentRequest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { cardFixture, documentFixture } from './card-fixture.ts';
import { Inspector } from './Inspector.tsx';

const text = { default: '', maxLength: 300, wire: false, keyframes: false, engineKind: 'comfyui' } as const;
const card: NodeCard = {
  ...cardFixture,
  params: {
    server: param.text({ ...text, widget: 'engine-server', doc: 'Which server.' }),
    checkpoint: param.text({ ...text, widget: 'engine-list', engineList: 'checkpoints', doc: 'Which model.' }),
    vae: param.text({ ...text, widget: 'engine-list', engineList: 'vaes', emptyLabel: 'as in the model', doc: 'VAE.' }),
  },
};
const checkpoints = ['dreamshaper_8.safetensors', 'v1-5-pruned.safetensors'];
const refused = 'Nothing listens at 10.0.0.5:8188.';
let page: Rendered;

async function show(own = {}, lists: object = { server: 'Big machine', message: null, lists: { checkpoints } }) {
  const sent = openForTest(documentFixture(own), { Dream: card }, {}, ({ url, method }) => {
    if (url === '/api/engines') return { servers: [serverFixture()] };
    return url.startsWith('/api/engine-lists') && method === 'GET' ? lists : undefined;
  });
  select(['dream']);
  await refreshServers();
  page = await render(<Inspector />);
  await settle();
  return sent;
}
const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 0))));
const stored = (name: string) => editor.getState().graph.document?.nodes.dream?.params[name];
const field = (testId: string) => {
  const found = page.byId(testId);
  return found instanceof HTMLInputElement ? found : expect.unreachable('it should be a field');
};
const asked = (sent: readonly SentRequest[]) => sent.filter(({ url }) => url.startsWith('/api/engine-lists'));
const leave = (testId: string) => act(async () => field(testId).blur());

afterEach(async () => {
  await page.unmount();
  vi.unstubAllGlobals();
});

test('[IS7] a server is one of the list, or any that answers', async () => {
  await show();
  expect(field('param-server').value).toBe('Any that answers');
  await act(async () => field('param-server').click());
  const options = [...document.querySelectorAll('[role="option"]')].map((option) => option.textContent);
  expect(options).toContain('Big machine');
});

test('[IS7] a server that is not on the list any more is named as such', async () => {
  await show({ server: 'Old machine' });
  expect(field('param-server').value).toBe('Old machine (not on the list)');
});

test('[IS7] the gear leads to the servers', async () => {
  await show();
  await page.click('btn-manage-servers');
  expect(editor.getState().view.dialog).toBe('image-servers');
});

test('[IS8] while nothing is chosen the first entry is named', async () => {
  await show();
  expect(field('param-checkpoint').placeholder).toBe('First on the list (dreamshaper_8.safetensors)');
});

test('[IS8] or what the card says that an empty field means', async () => {
  await show();
  expect(field('param-vae').placeholder).toBe('as in the model');
});

test('[IS8] a typed choice counts when the field is left, as one undo step', async () => {
  await show();
  await page.type('param-checkpoint', 'v1-5');
  await page.type('param-checkpoint', 'v1-5-pruned.safetensors');
  expect(stored('checkpoint')).toBeUndefined();
  await leave('param-checkpoint');
  expect(stored('checkpoint')).toBe('v1-5-pruned.safetensors');
  await act(async () => undo());
  expect(stored('checkpoint')).toBeUndefined();
});

test('[IS9] a server that is away stops nobody from typing, and the reason stands below', async () => {
  await show({}, { server: null, message: refused, lists: {} });
  expect(page.byId('inspector').textContent).toContain(refused);
  expect(field('param-checkpoint').placeholder).toBe('First on the list');
  await page.type('param-checkpoint', 'mine.safetensors');
  await leave('param-checkpoint');
  expect(stored('checkpoint')).toBe('mine.safetensors');
});

test('[IS11] lists are asked once, and anew on demand', async () => {
  const sent = await show({ checkpoint: 'v1-5-pruned.safetensors' });
  expect(asked(sent).map(({ url }) => url)).toEqual(['/api/engine-lists?kind=comfyui&server=&refresh=false']);
  await page.click('refresh-param-checkpoint');
  await settle();
  expect(asked(sent).at(-1)?.url).toContain('refresh=true');
});
