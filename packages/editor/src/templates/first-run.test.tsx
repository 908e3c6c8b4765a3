// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { editor } from '../store/editor-store.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { FirstRun } from './FirstRun.tsx';

const templates = ['first-light', 'deep-zoom', 'classic', 'smallest-loop'].map((id) => ({
  ...{ id, name: id, description: `About ${id}.`, nodeCount: 8, builtIn: true, thumbnail: `/t/${id}.webp` },
}));
let page: Rendered;
afterEach(() => page.unmount());

async function show() {
  const sent = openForTest(null, {});
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
