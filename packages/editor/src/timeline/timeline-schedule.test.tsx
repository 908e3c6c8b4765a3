// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { Inspector } from '../inspector/Inspector.tsx';
import { setPanel, undo } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { rememberView } from '../store/view-slice.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { Timeline } from './Timeline.tsx';

let page: Rendered;
beforeEach(() => localStorage.clear());
afterEach(() => page.unmount());

async function show(own: Parameters<typeof documentFixture>[0], open = true) {
  openForTest(documentFixture(own), { Dream: cardFixture });
  if (open) setPanel('narrowTimeline', { open });
  page = await render(
    <>
      <Timeline />
      <Inspector />
    </>,
  );
}
const stored = () => editor.getState().graph.document?.nodes.dream?.params.denoise;
const lane = () => page.byId('lane-dream.denoise');

test('[TL23] a lane with a written schedule says so and has nothing to drag', async () => {
  await show({ denoise: { schedule: '0.4 + 0.1*sin(t/20)' } });
  expect(lane().textContent).toContain('by a schedule');
  expect(lane().querySelectorAll('[data-key]')).toHaveLength(0);
  expect(lane().querySelector('[data-track]')?.getAttribute('title')).toContain('Double click');
});

test('[TL23] a double click on it puts the caret into the schedule', async () => {
  await show({ denoise: { schedule: '0.4 + 0.1*sin(t/20)' } });
  const track = lane().querySelector('[data-track]');
  await act(async () => track?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })));
  expect(document.activeElement).toBe(page.byId('schedule-text-denoise'));
  expect(stored()).toEqual({ schedule: '0.4 + 0.1*sin(t/20)' });
});

test('[TL23] where it is nothing but keys one click makes them keys, and undo the schedule again', async () => {
  await show({ denoise: { schedule: '0:(0.4), 60:(0.65)' } });
  await page.click('lane-keys-dream.denoise');
  expect(stored()).toEqual({
    keys: [
      { frame: 0, value: 0.4, easing: 'linear' },
      { frame: 60, value: 0.65, easing: 'linear' },
    ],
  });
  await act(async () => undo());
  expect(stored()).toEqual({ schedule: '0:(0.4), 60:(0.65)' });
});

test('[TL23] formulas are not offered as keys', async () => {
  await show({ denoise: { schedule: '0: t/600, 60: 1' } });
  expect(page.has('lane-keys-dream.denoise')).toBe(false);
});

test('[TL26] on a narrow page the timeline begins folded; a button that counts its lanes opens it', async () => {
  await show({ denoise: { schedule: '0.4' } }, false);
  expect(page.byId('timeline-open').textContent).toBe('Show 1 lane');
  await page.click('timeline-open');
  expect(editor.getState().view.panels.narrowTimeline.open).toBe(true);
  await page.click('timeline-fold');
  expect(page.has('timeline-open')).toBe(true);
  expect(editor.getState().view.panels.timeline.open).toBe(true);
});

test('[TL26] its height is remembered apart from that of a wide page', async () => {
  await show({}, true);
  await act(async () => setPanel('narrowTimeline', { size: 240 }));
  rememberView(localStorage, editor.getState().view);
  await act(async () => openForTest(documentFixture({}), { Dream: cardFixture }));
  expect(editor.getState().view.panels).toMatchObject({
    narrowTimeline: { size: 240, open: true },
    timeline: { size: 214, open: true },
  });
});
