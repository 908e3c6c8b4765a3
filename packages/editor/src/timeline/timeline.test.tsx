// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { setPanel, setPlayhead } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { Timeline } from './Timeline.tsx';

const keys = [
  { frame: 0, value: 0.3, easing: 'linear' as const },
  { frame: 100, value: 0.5, easing: 'smooth' as const },
];
let page: Rendered;

async function show(own: Parameters<typeof documentFixture>[0]) {
  openForTest(documentFixture(own), { Dream: cardFixture });
  // The page of a test is narrow: there the timeline begins folded.
  setPanel('narrowTimeline', { open: true });
  page = await render(<Timeline />);
}

const lane = () => page.byId('lane-dream.denoise');
const handles = () => [...lane().querySelectorAll<HTMLElement>('[data-track] button')];
const stored = () => editor.getState().graph.document?.nodes.dream?.params.denoise;

async function press(target: HTMLElement, key: string) {
  await act(async () => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
}

afterEach(() => page.unmount());

test('[TL8] every key has a handle, and Delete on it removes that key only', async () => {
  await show({ denoise: { keys } });
  expect(handles()).toHaveLength(2);
  const [, second] = handles();
  if (second !== undefined) await press(second, 'Delete');
  expect(stored()).toEqual({ keys: [keys[0]] });
});

test('[TL8] Delete on a key does not reach the canvas, which would remove the node', async () => {
  await show({ denoise: { keys } });
  let reached = false;
  const listen = () => {
    reached = true;
  };
  window.addEventListener('keydown', listen);
  const [first] = handles();
  if (first !== undefined) await press(first, 'Delete');
  window.removeEventListener('keydown', listen);
  expect(reached).toBe(false);
});

test('[TL9] the plus of a lane adds a key at the frame in view with the value the curve has there', async () => {
  await show({ denoise: { keys } });
  await act(async () => setPlayhead(50));
  const add = lane().querySelector<HTMLElement>('button[title="Add a key at the playhead"]');
  await act(async () => add?.click());
  expect(stored()).toEqual({ keys: [keys[0], { frame: 50, value: 0.4, easing: 'smooth' }, keys[1]] });
});

test('[TL9] arrows nudge a key by a frame, with Shift by ten', async () => {
  await show({ denoise: { keys } });
  const [, second] = handles();
  if (second !== undefined) await press(second, 'ArrowRight');
  expect(stored()).toMatchObject({ keys: [{ frame: 0 }, { frame: 101, value: 0.5 }] });
});

test('[TL10] without keys the timeline says how to get some', async () => {
  await show({ denoise: 0.4 });
  expect(page.container.textContent).toContain('press the diamond');
});

test('[TL24] the wheel zooms also where the graph came after the page', async () => {
  openForTest(null, { Dream: cardFixture });
  page = await render(<Timeline />);
  await act(async () => openForTest(documentFixture({ denoise: { keys } }), { Dream: cardFixture }));
  const turned = new WheelEvent('wheel', { deltaY: -240, bubbles: true, cancelable: true });
  // The test page knows no modifiers of a wheel.
  Object.defineProperty(turned, 'ctrlKey', { value: true });
  await act(async () => page.byId('timeline-ruler').dispatchEvent(turned));
  expect(turned.defaultPrevented).toBe(true);
  expect(page.container.querySelector<HTMLElement>('[style*="--zoom"]')?.style.getPropertyValue('--zoom')).toBe('2');
});
