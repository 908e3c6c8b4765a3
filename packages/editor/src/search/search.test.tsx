// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { openDialog } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { SearchDialog } from './SearchDialog.tsx';

let page: Rendered;
afterEach(() => page.unmount());

async function show(state: Parameters<typeof productionOf>[0] = {}) {
  const run = { productions: { p1: productionOf(state) }, currentId: 'p1' };
  const sent = openForTest(documentFixture({}), { Dream: cardFixture }, run);
  openDialog('search');
  page = await render(<SearchDialog />);
  return sent;
}

async function press(key: string) {
  const input = page.byId('search-input');
  await act(async () => input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
}

test('[SR4] a word and Enter add a node, select it and close the search', async () => {
  await show();
  await page.type('search-input', 'dream add');
  await press('Enter');
  const { graph, view } = editor.getState();
  const [added] = view.selectedNodes;
  expect(graph.document?.nodes[added ?? '']?.type).toBe('Dream');
  expect(added).not.toBe('dream');
  expect(view.dialog).toBeNull();
});

test('[SR4] arrows walk through the answers and around the end', async () => {
  await show();
  const labels = () => page.container.ownerDocument.querySelector('[data-at]')?.textContent;
  const first = labels();
  await press('ArrowDown');
  expect(labels()).not.toBe(first);
  await press('ArrowUp');
  await press('ArrowUp');
  await press('ArrowDown');
  expect(labels()).toBe(first);
});

test('[SR5] only commands that would do something are offered', async () => {
  await show({ state: 'paused' });
  expect(page.has('search-command-Unpause')).toBe(true);
  expect(page.has('search-command-Step one frame')).toBe(true);
  expect(page.has('search-command-Pause')).toBe(false);
  expect(page.has('search-command-Undo')).toBe(false);
});
