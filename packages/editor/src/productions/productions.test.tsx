// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { NewProductionDialog } from './NewProductionDialog.tsx';
import { productionOf } from './production-fixture.ts';
import { SessionList } from './SessionList.tsx';
import { canResume, latestFirst } from './sessions.ts';

let page: Rendered;
afterEach(() => page?.unmount());

test('[PR4] what ended early can be resumed, what runs or is finished cannot', () => {
  const states = ['interrupted', 'failed', 'stopped', 'running', 'finished', 'paused'] as const;
  expect(states.filter((state) => canResume(productionOf({ state })))).toEqual(['interrupted', 'failed', 'stopped']);
  expect(canResume(productionOf({ state: 'stopped', framesDone: 600, framesTotal: 600 }))).toBe(false);
});

test('[PR4] the latest production stands first', () => {
  const old = productionOf({ id: 'old', createdAt: '2026-05-01T10:00:00Z' });
  expect(latestFirst({ old, p1: productionOf() }).map(({ id }) => id)).toEqual(['p1', 'old']);
});

test('[PR5] Resume asks the server to go on with exactly that production', async () => {
  const productions = { p1: productionOf(), p2: productionOf({ id: 'p2', state: 'interrupted' }) };
  const sent = openForTest(documentFixture({}), { Dream: cardFixture }, { productions, currentId: 'p1' });
  page = await render(<SessionList />);
  expect(page.has('resume-p1')).toBe(false);
  await page.click('resume-p2');
  expect(sent.map(({ url }) => url)).toContain('/api/productions/p2/resume');
});

test('[PR6] a new production is of the open graph, starts at once, and carries only what was changed', async () => {
  const sent = openForTest(documentFixture({}), { Dream: cardFixture });
  page = await render(<NewProductionDialog />);
  await page.click('new-film-endless');
  await page.type('production-name-input', 'Night flight');
  await page.click('new-production-start');
  await act(async () => new Promise((resolve) => setTimeout(resolve)));
  expect(sent).toContainEqual({
    method: 'POST',
    url: '/api/productions',
    body: { graphId: 'g1', start: true, name: 'Night flight', settings: { frames: null } },
  });
});
