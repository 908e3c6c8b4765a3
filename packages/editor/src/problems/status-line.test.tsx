// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { undo } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest, type SentRequest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { StatusLine } from './StatusLine.tsx';

const NumberCard = { ...cardFixture, type: 'Number', title: 'Number', params: {} };
const cards = { Dream: cardFixture, Number: NumberCard };
const denoise = () => editor.getState().graph.document?.nodes.dream?.params.denoise;
let page: Rendered;

async function show(run: Parameters<typeof openForTest>[2] = {}, own = {}): Promise<SentRequest[]> {
  const sent = openForTest(documentFixture(own), cards, run);
  page = await render(<StatusLine />);
  return sent;
}

afterEach(() => page.unmount());

test('[PB7] the worst problem is told with its place, and its cure mends it as one undo step', async () => {
  await show({}, { denoise: 5 });
  expect(page.byId('status-line').textContent).toContain('1 error');
  expect(page.byId('status-line').textContent).toContain('Dream, denoise');
  await page.click('btn-cure');
  expect(denoise()).toBe(1);
  expect(page.byId('status-line').textContent).not.toContain('error');
  await act(async () => undo());
  expect(denoise()).toBe(5);
});

test('[PB7] the list opens from the count and holds every problem', async () => {
  await show({}, { denoise: 5, steps: 999 });
  await page.click('btn-problems');
  expect(page.byId('problem-list').querySelectorAll('[data-severity="error"]')).toHaveLength(2);
});

test('[PB8] a production that waits speaks before the problems of the graph, and can be tried again', async () => {
  const message = 'ComfyUI at 192.168.1.41:8188 does not answer. 132 frames are safe.';
  const waiting = productionOf({ state: 'waiting', message });
  const sent = await show({ productions: { p1: waiting }, currentId: 'p1' }, { denoise: 5 });
  expect(page.byId('status-line').textContent).toContain(message);
  await page.click('btn-status-action');
  expect(sent.map(({ url }) => url)).toContain('/api/productions/p1/unpause');
});

test('[PB8] a lost server is told with what is safe', async () => {
  await show({ connection: 'lost', productions: { p1: productionOf() }, currentId: 'p1' });
  expect(page.byId('status-line').textContent).toContain('The server does not answer. 142 frames are safe.');
});
