// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { setPanel, setPlayhead, undo } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import type { RunSlice } from '../store/state.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { Timeline } from './Timeline.tsx';

const keys = [
  { frame: 0, value: 0.3, easing: 'linear' as const },
  { frame: 100, value: 0.5, easing: 'smooth' as const },
];
let page: Rendered;
afterEach(() => page.unmount());

async function show(own: Parameters<typeof documentFixture>[0], run: Partial<RunSlice> = {}) {
  openForTest(documentFixture(own), { Dream: cardFixture }, run);
  // The page of a test is narrow: there the timeline begins folded.
  setPanel('narrowTimeline', { open: true });
  page = await render(<Timeline />);
}
const stored = () => editor.getState().graph.document?.nodes.dream?.params.denoise;
const handle = (frame: number) => {
  const found = page.container.querySelector<HTMLElement>(`[data-key="dream.denoise@${frame}"]`);
  if (found === null) throw new Error(`There is no key at ${frame}.`);
  return found;
};
async function press(target: HTMLElement, key: string, held: KeyboardEventInit = {}) {
  await act(async () => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...held })));
}
async function drag(target: HTMLElement, dx: number, dy: number) {
  const track = target.closest<HTMLElement>('[data-track]');
  if (track === null) throw new Error('Nothing to drag along.');
  track.getBoundingClientRect = () => new DOMRect(0, 0, 600, 40);
  target.setPointerCapture = () => undefined;
  const send = (type: string, clientX: number, clientY: number) =>
    act(async () => target.dispatchEvent(new PointerEvent(type, { clientX, clientY, button: 0, bubbles: true })));
  await send('pointerdown', 100, 20);
  await send('pointermove', 100 + dx, 20 + dy);
  const bubble = document.querySelector('[data-testid="value-bubble"]')?.textContent ?? '';
  await send('pointerup', 100 + dx, 20 + dy);
  return bubble;
}

test('[TL18] a key is dragged in time and in value, told in a bubble, as one undo step', async () => {
  await show({ denoise: { keys } });
  await act(async () => handle(100).focus());
  const bubble = await drag(handle(100), 51, 25);
  const moved = stored();
  expect(moved).toMatchObject({ keys: [keys[0], { frame: 151 }] });
  const value = typeof moved === 'object' && 'keys' in moved ? Number(moved.keys[1]?.value) : 0;
  expect(value).toBeLessThan(0.5);
  expect(bubble).toContain(value.toFixed(2));
  await act(async () => undo());
  expect(stored()).toEqual({ keys });
});

test('[TL14] a handle of a Bezier curve bends it; arrows do the same', async () => {
  await show({
    denoise: { keys: [{ frame: 0, value: 0.3, easing: 'bezier', curve: [0.4, 0, 0.6, 1] }, ...keys.slice(1)] },
  });
  await act(async () => handle(0).focus());
  await press(page.byId('handle-dream.denoise-0-0'), 'ArrowUp');
  expect(stored()).toMatchObject({ keys: [{ easing: 'bezier', curve: [0.4, 0.02, 0.6, 1] }, {}] });
});

test('[TL12] Ctrl+C and Ctrl+V copy keys to the playhead, Ctrl+D puts them behind themselves', async () => {
  await show({ denoise: { keys } });
  await act(async () => handle(100).focus());
  await press(handle(100), 'c', { ctrlKey: true });
  await act(async () => setPlayhead(250));
  await press(handle(100), 'v', { ctrlKey: true });
  expect(stored()).toMatchObject({ keys: [{ frame: 0 }, { frame: 100 }, { frame: 250, value: 0.5 }] });
  await press(handle(250), 'd', { ctrlKey: true });
  expect(stored()).toMatchObject({ keys: [{}, {}, {}, { frame: 262, value: 0.5 }] });
});

test('[TL19] each lane tells its value at the playhead', async () => {
  await show({ denoise: { keys } });
  await act(async () => setPlayhead(50));
  expect(page.byId('lane-value-dream.denoise').textContent).toBe('0.40');
});

test('[TL20] a change at a frame that is drawn already offers a take from there; a later one does not', async () => {
  const film = productionOf({ graphId: 'g1', framesDone: 60, state: 'running' });
  await show({ denoise: { keys } }, { productions: { p1: film }, currentId: 'p1' });
  const notices = () => editor.getState().view.notices;
  await act(async () => handle(100).focus());
  await press(handle(100), 'ArrowRight');
  expect(notices()).toEqual([]);
  await act(async () => handle(0).focus());
  await press(handle(0), 'ArrowUp');
  expect(notices().at(-1)?.sentence).toContain('frame 60 and later');
  await act(async () => notices().at(-1)?.action?.run());
  expect(editor.getState().view).toMatchObject({ dialog: 'new-take', takeFrame: 0 });
});

test('[TL21] the table lists every key, and a click removes one', async () => {
  await show({ denoise: { keys } });
  await page.click('timeline-table');
  const rows = page.byId('key-table').querySelectorAll('tbody tr');
  expect(rows).toHaveLength(2);
  await act(async () => rows[1]?.querySelector<HTMLElement>('button[title="Remove this key"]')?.click());
  expect(stored()).toEqual({ keys: [keys[0]] });
});

test('[TL22] a prompt that fades in shows its words and its fade', async () => {
  const prompt = [
    { frame: 0, value: 'moss', easing: 'hold' as const },
    { frame: 60, value: 'sea', easing: 'hold' as const, fadeFrames: 54 },
  ];
  await show({ prompt: { keys: prompt } });
  const block = page.container.querySelector<HTMLElement>('[data-key="dream.prompt@60"]');
  expect(block?.textContent).toBe('sea');
  expect(block?.querySelector('i')?.style.width).toBe('10%');
});
