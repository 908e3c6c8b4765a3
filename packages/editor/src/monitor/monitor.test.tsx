// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { setPlayhead } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { Monitor } from './Monitor.tsx';

const picture = new File(['png'], 'lava.png', { type: 'image/png' });
let page: Rendered;

async function show(cards: Parameters<typeof openForTest>[1], running = true) {
  const run = running ? { productions: { p1: productionOf() }, currentId: 'p1' } : {};
  const sent = openForTest(documentFixture({}), cards, run);
  page = await render(<Monitor />);
  return sent;
}

async function drop(file: File) {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: { files: [file], types: ['Files'] } });
  await act(async () => page.byId('monitor-image').dispatchEvent(event));
}

const notices = () => editor.getState().view.notices.map(({ sentence }) => sentence);

afterEach(() => page.unmount());

test('[MO6] a picture dropped on the monitor is sent to the teleport of the graph', async () => {
  const sent = await show({ Dream: { ...cardFixture, cue: 'teleport' } });
  await drop(picture);
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toContain('POST /api/productions/p1/cues/teleport');
});

test('[MO6] without a teleport, or with something that is no picture, nothing is sent and a sentence says why', async () => {
  const sent = await show({ Dream: cardFixture });
  await drop(picture);
  expect(notices().at(-1)).toContain('no Teleport');
  await drop(new File(['x'], 'notes.txt', { type: 'text/plain' }));
  expect(notices().at(-1)).toContain('not a picture');
  expect(sent.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('[MO6] a picture chosen by hand is shown in the panel and goes the same way', async () => {
  const sent = await show({ Dream: { ...cardFixture, cue: 'teleport' } });
  const input = page.byId('teleport-input');
  Object.defineProperty(input, 'files', { value: [picture] });
  await act(async () => input.dispatchEvent(new Event('change', { bubbles: true })));
  await page.click('btn-teleport-send');
  expect(sent.some(({ url }) => url.endsWith('/cues/teleport'))).toBe(true);
});

test('[MO7] before there is a film, the monitor offers to make one', async () => {
  await show({ Dream: cardFixture }, false);
  expect(page.byId('monitor-image').dataset.frame).toBe('');
  await page.click('monitor-new-production');
  expect(editor.getState().view.dialog).toBe('new-production');
});

test('[MO7] arrows on the strip look at committed frames, Escape follows the film again', async () => {
  await show({ Dream: cardFixture });
  const press = (key: string) =>
    act(async () => page.byId('scrubber').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
  await press('ArrowLeft');
  expect(editor.getState().view.playhead).toBe(140);
  expect(page.has('btn-follow')).toBe(true);
  await press('Escape');
  expect(editor.getState().view.playhead).toBeNull();
});

test('[MO8] another film is followed from where it is', async () => {
  await show({ Dream: cardFixture });
  await act(async () => setPlayhead(100));
  const p2 = productionOf({ id: 'p2', framesDone: 3 });
  await act(async () => editor.setState(({ run }) => ({ run: { ...run, productions: { p2 }, currentId: 'p2' } })));
  expect(editor.getState().view.playhead).toBeNull();
});

test('[MO8] a production without a frame says what it waits for', async () => {
  await show({ Dream: cardFixture });
  const p1 = productionOf({ state: 'ready', framesDone: 0 });
  await act(async () => editor.setState(({ run }) => ({ run: { ...run, productions: { p1 } } })));
  expect(page.container.textContent).toContain('Start makes the first frame');
});
