// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { TopBar } from '../transport/TopBar.tsx';
import { StatusLine } from './StatusLine.tsx';

const away = {
  severity: 'warning',
  code: 'engine-away',
  node: 'dream',
  message: 'ComfyUI at 192.168.1.41:8188 does not answer.',
} as const;
/** Far away, so that the test never sees it pass. */
const retryAt = new Date(Date.now() + 90_000_000).toISOString();
let page: Rendered;

async function show(element: React.ReactElement) {
  const waiting = productionOf({ state: 'waiting', problem: away, retryAt });
  const sent = openForTest(documentFixture({}), {}, { productions: { p1: waiting }, currentId: 'p1' });
  page = await render(element);
  return sent;
}

afterEach(() => page.unmount());

test('[IS14] the status line says why, what is safe and how long still, and tries now when told to', async () => {
  const sent = await show(<StatusLine />);
  const line = page.byId('status-line').textContent;
  expect(line).toContain(`${away.message}142 frames are safe. Next try in `);
  expect(line).toMatch(/Next try in \d{5} s\./);
  await page.click('btn-status-action');
  expect(sent.map(({ url }) => url)).toContain('/api/productions/p1/unpause');
});

test('[IS14] the top bar counts down, and its one filled button still is Pause', async () => {
  const sent = await show(<TopBar />);
  expect(page.byId('state-pill').textContent).toMatch(/^Waiting\d{5} s$/);
  expect(page.byId('btn-pause').dataset.look).toBe('main');
  await page.click('btn-try-now');
  expect(sent.map(({ url }) => url)).toContain('/api/productions/p1/unpause');
});
