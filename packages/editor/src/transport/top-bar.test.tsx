// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { editor } from '../store/editor-store.ts';
import { applyEvent } from '../store/run-slice.ts';
import { openForTest, type SentRequest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { TopBar } from './TopBar.tsx';

let page: Rendered;

async function show(
  production: ReturnType<typeof productionOf> | null,
  answer: Parameters<typeof openForTest>[3] = () => undefined,
): Promise<SentRequest[]> {
  const run = production === null ? {} : { productions: { p1: production }, currentId: 'p1' };
  const sent = openForTest(documentFixture({}), { Dream: cardFixture }, run, answer);
  page = await render(<TopBar />);
  return sent;
}

afterEach(() => page.unmount());

const hear = (production: ReturnType<typeof productionOf>) =>
  act(async () => editor.setState(({ run }) => ({ run: applyEvent(run, { type: 'production', seq: 1, production }) })));

test('[TP7] Pause becomes Unpause in place once the server has paused', async () => {
  const sent = await show(productionOf());
  expect(page.byId('btn-pause').textContent).toBe('Pause');
  await page.click('btn-pause');
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toContain('POST /api/productions/p1/pause');
  await hear(productionOf({ state: 'paused' }));
  expect(page.byId('btn-pause').textContent).toBe('Unpause');
});

test('[TP12] a reply that an event has overtaken does not turn the state back', async () => {
  let reply: (answer: unknown) => void = () => undefined;
  await show(productionOf(), ({ url }) =>
    url.endsWith('/pause') ? new Promise((resolve) => (reply = resolve)) : undefined,
  );
  await page.click('btn-pause');
  await hear(productionOf({ state: 'paused' }));
  await act(async () => {
    reply({ production: productionOf({ state: 'running' }) });
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
  expect(page.byId('state-pill').textContent).toBe('Paused');
});

test('[TP7] one button only is filled, whatever the state', async () => {
  for (const state of ['running', 'paused', 'finished', 'failed', 'ready'] as const) {
    await show(productionOf({ state }));
    expect(page.container.querySelectorAll('[data-look="main"]'), state).toHaveLength(1);
    expect(page.container.querySelectorAll('[data-testid="btn-new-production"]'), state).toHaveLength(1);
    if (state !== 'ready') await page.unmount();
  }
});

test('[TP8] New Production opens its dialog and starts nothing by itself', async () => {
  const sent = await show(null);
  await page.click('btn-new-production');
  expect(editor.getState().view.dialog).toBe('new-production');
  expect(sent).toEqual([]);
});

test('[TP9] the counter shows committed frames in six digits', async () => {
  await show(productionOf({ framesDone: 142 }));
  expect(page.byId('frame-counter').textContent).toBe('000142');
});

test('[TP10] is my work safe: saved, or how much is still to send', async () => {
  await show(null);
  expect(page.byId('save-state').textContent).toContain('Saved');
  const offline = { saveState: 'offline' as const, pendingCount: 3 };
  await act(async () => editor.setState(({ graph }) => ({ graph: { ...graph, ...offline } })));
  expect(page.byId('save-state').textContent).toContain('3 to send');
});

test('[TP11] without a graph nothing is offered that needs one', async () => {
  openForTest(null, {});
  page = await render(<TopBar />);
  expect(page.has('btn-undo')).toBe(false);
  expect(page.container.querySelectorAll('[data-look="main"]')).toHaveLength(0);
});

test('[TP11] a production that runs on after its graph went to the trash can still be paused', async () => {
  openForTest(null, {}, { productions: { p1: productionOf() }, currentId: 'p1' });
  page = await render(<TopBar />);
  expect(page.has('btn-pause')).toBe(true);
});
