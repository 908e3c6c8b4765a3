// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { editor } from '../store/editor-store.ts';
import { openForTest, type SentRequest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { reportFixture, serverFixture } from './engines-fixture.ts';
import { ServersDialog } from './ServersDialog.tsx';

const away = 'Nothing listens at 10.0.0.5:8188. Start ComfyUI there with --listen.';
let page: Rendered;

async function show(servers: readonly object[], report: object = reportFixture()): Promise<SentRequest[]> {
  const sent = openForTest(null, {}, {}, ({ method, url }) => {
    if (url === '/api/engines' && method === 'GET') return { servers };
    if (url === '/api/engines/test') return report;
    if (url.endsWith('/restore') || method === 'POST' || method === 'PATCH') return serverFixture();
    return method === 'DELETE' ? {} : undefined;
  });
  page = await render(<ServersDialog />);
  await settle();
  return sent;
}

/** Answers arrive, and what hangs on them is drawn. */
async function settle(): Promise<void> {
  await act(async () => void (await new Promise((resolve) => setTimeout(resolve, 0))));
}
const words = (testId: string) => page.byId(testId).textContent;

afterEach(async () => {
  await page.unmount();
  vi.unstubAllGlobals();
});

test('[IS1] servers stand in the order in which they are tried, each tested once', async () => {
  const first = serverFixture({
    id: 'environment',
    name: 'ComfyUI',
    origin: 'environment',
    url: 'http://10.0.0.9:8188',
  });
  const sent = await show([first, serverFixture()]);
  expect([...page.byId('server-list').children].map((row) => row.getAttribute('data-testid'))).toEqual([
    'server-ComfyUI',
    'server-Big machine',
  ]);
  const tests = sent.filter(({ url }) => url === '/api/engines/test').map(({ body }) => body);
  expect(tests).toEqual([
    { kind: 'comfyui', url: first.url },
    { id: 's1', kind: 'comfyui', url: 'http://10.0.0.5:8188' },
  ]);
});

test('[IS1] a server that nobody saved says where it comes from and cannot be removed here', async () => {
  await show([serverFixture({ id: 'default', name: 'ComfyUI', origin: 'default', url: 'http://127.0.0.1:8188' })]);
  expect(words('server-ComfyUI')).toContain('tried by default');
  expect(page.has('remove-ComfyUI')).toBe(false);
  expect(words('image-servers')).toContain('No server is saved yet.');
});

test('[IS2] a server that answers shows its facts', async () => {
  await show([serverFixture()]);
  expect(page.byId('server-Big machine').dataset.state).toBe('ok');
  for (const fact of ['version 0.26.0', 'RTX 4090', '2 jobs in its queue', '12 checkpoints', '8 ms away']) {
    expect(words('server-Big machine')).toContain(fact);
  }
});

test('[IS2] a server that does not answer shows why, and can be asked again', async () => {
  const sent = await show([serverFixture()], reportFixture({ ok: false, message: away, version: null, counts: {} }));
  expect(page.byId('server-Big machine').dataset.state).toBe('away');
  expect(words('server-Big machine')).toContain(away);
  await page.click('test-Big machine');
  await settle();
  expect(sent.filter(({ url }) => url === '/api/engines/test')).toHaveLength(2);
});

test('[IS3] a new server needs only an address', async () => {
  const sent = await show([]);
  await page.click('btn-add-server');
  await page.type('server-url', '192.168.1.41:8188');
  await page.click('btn-save-server');
  await settle();
  const saved = sent.find(({ url, method }) => url === '/api/engines' && method === 'POST');
  expect(saved?.body).toEqual({ name: 'ComfyUI', kind: 'comfyui', url: 'http://192.168.1.41:8188', headers: {} });
  expect(page.has('server-form')).toBe(false);
});

test('[IS2] a server can be tested before it is saved', async () => {
  const sent = await show([], reportFixture({ ok: false, message: away }));
  await page.click('btn-add-server');
  await page.type('server-url', '10.0.0.5:8188');
  await page.click('btn-test-server');
  await settle();
  expect(words('server-form')).toContain(away);
  expect(sent.some(({ url, method }) => url === '/api/engines' && method === 'POST')).toBe(false);
});

test('[IS4] a saved header is shown by its name alone, and a new value replaces it', async () => {
  const sent = await show([serverFixture({ headerNames: ['Authorization'] })]);
  await page.click('edit-Big machine');
  const value = page.byId('header-value-0');
  expect(value.getAttribute('value')).toBe('');
  expect(value.getAttribute('type')).toBe('password');
  await page.type('header-value-0', 'Bearer new');
  await page.click('btn-save-server');
  await settle();
  expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ headers: { Authorization: 'Bearer new' } });
});

test('[IS2] nobody has asked a server that is being typed; what it said before a change counts no more', async () => {
  let answer: (report: object) => void = () => {};
  openForTest(null, {}, {}, ({ url }) => {
    if (url === '/api/engines') return { servers: [] };
    return new Promise((resolve) => (answer = resolve));
  });
  page = await render(<ServersDialog />);
  await settle();
  await page.click('btn-add-server');
  expect(words('server-form')).toContain('Not tried yet.');
  await page.type('server-url', '10.0.0.5:8188');
  await page.click('btn-test-server');
  expect(words('server-form')).toContain('Asking');
  await page.type('server-url', '10.0.0.6:8188');
  answer(reportFixture());
  await settle();
  expect(words('server-form')).toContain('Not tried yet.');
});

test('[IS3] saved twice by a quick hand it is one server, and it is tried at once', async () => {
  const sent = await show([]);
  await page.click('btn-add-server');
  await page.type('server-url', '10.0.0.5:8188');
  const form = page.byId('server-form').querySelector('form');
  // One after the other, as a browser has it, and before any answer.
  act(() => form?.requestSubmit());
  act(() => form?.requestSubmit());
  await settle();
  const posts = sent.filter(({ method }) => method === 'POST').map(({ url }) => url);
  expect(posts.filter((url) => url === '/api/engines')).toHaveLength(1);
  expect(posts).toContain('/api/engines/test');
});

test('[IS4] a server whose header got another value is tried again', async () => {
  const sent = await show([serverFixture({ headerNames: ['Authorization'] })]);
  const tests = () => sent.filter(({ url }) => url === '/api/engines/test').length;
  expect(tests()).toBe(1);
  await page.click('edit-Big machine');
  await page.type('header-value-0', 'Bearer new');
  await page.click('btn-save-server');
  await settle();
  expect(tests()).toBe(2);
});

test('[IS5] a refusal stays in the form, with all that was typed', async () => {
  openForTest(null, {}, {}, ({ url, method }) =>
    method === 'GET' && url === '/api/engines' ? { servers: [] } : undefined,
  );
  const refusal = 'An address begins with http:// or https://.';
  const listed = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (init.method !== 'POST') return listed(url, init);
    return Response.json({ error: { code: 'REQUEST_INVALID', message: refusal } }, { status: 400 });
  });
  page = await render(<ServersDialog />);
  await settle();
  await page.click('btn-add-server');
  await page.type('server-url', 'ftp://10.0.0.5');
  await page.click('btn-save-server');
  await settle();
  expect(words('server-fault')).toBe(refusal);
  const field = page.byId('server-url');
  expect(field instanceof HTMLInputElement && field.value).toBe('ftp://10.0.0.5');
});

test('[IS6] a removed server can be brought back at once', async () => {
  const sent = await show([serverFixture()]);
  await page.click('remove-Big machine');
  await settle();
  const notice = editor.getState().view.notices.at(-1);
  expect(notice?.sentence).toContain('Big machine');
  await act(async () => notice?.action?.run());
  await settle();
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toContain('POST /api/engines/s1/restore');
});
