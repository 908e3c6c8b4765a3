// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { documentFixture } from '../inspector/card-fixture.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { FirstRun } from './FirstRun.tsx';

const templates = ['first-light', 'deep-zoom', 'classic', 'smallest-loop'].map((id) => ({
  ...{ id, name: id, description: `About ${id}.`, nodeCount: 8, builtIn: true, thumbnail: `/t/${id}.webp` },
}));
let page: Rendered;
afterEach(() => page.unmount());

async function show(answer: Parameters<typeof openForTest>[3] = () => undefined) {
  const sent = openForTest(null, {}, {}, answer);
  editor.setState(({ catalogue }) => ({ catalogue: { ...catalogue, templates } }));
  page = await render(<FirstRun />);
  return sent;
}

test('[TM1] with nothing open, three templates stand ready with their pictures, one of them filled', async () => {
  await show();
  expect(page.container.querySelectorAll('[data-testid^="template-"] img')).toHaveLength(3);
  expect(page.container.querySelectorAll('[data-look="main"]')).toHaveLength(1);
  expect(page.container.textContent).toContain('All templates');
});

test('[TM2] Start with this makes a graph of that template', async () => {
  const sent = await show();
  await act(async () => page.byId('template-deep-zoom').querySelector<HTMLElement>('footer button')?.click());
  expect(sent).toContainEqual({ method: 'POST', url: '/api/graphs', body: { templateId: 'deep-zoom' } });
});

test('[TM3] its film begins at once when no other one is alive', async () => {
  const answers: Record<string, unknown> = {
    'POST /api/graphs': { graph: documentFixture({}) },
    'GET /api/graphs': { graphs: [] },
  };
  const sent = await show(({ method, url }) => answers[`${method} ${url}`]);
  await act(async () => page.byId('template-deep-zoom').querySelector<HTMLElement>('footer button')?.click());
  await act(async () => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toContain('POST /api/productions');
});
