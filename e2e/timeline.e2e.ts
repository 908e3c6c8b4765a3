import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { type EditorPage, placeOf } from './editor-page.ts';
import { PATIENCE, type Sitting, startSitting } from './sitting.ts';
import { greenPicture, meanColour } from './stills.ts';

// One sitting at the timeline, in order: each test goes on where the one before stopped.
const SCHEDULE = '0:(0.2), 120:(0.3), 240:(0.25)';
const LANE = 'ship.size';
let sitting: Sitting;
let page: Page;
let editor: EditorPage;
let api: Api;

beforeAll(async () => {
  sitting = await startSitting();
  ({ page, editor, api } = sitting);
  await editor.framesMovePast(1);
  await editor.node('ship').waitFor();
});
afterAll(() => sitting?.end());

const byId = (id: string) => page.getByTestId(id);
const key = (frame: number | undefined) => page.locator(`[data-key="${LANE}@${frame}"]`);

/** The size of the ship as it is saved. */
async function size(): Promise<unknown> {
  const { graphId } = await api.film();
  return (await api.boxes(graphId)).ship?.params.size;
}

async function keyFrames(): Promise<readonly number[]> {
  const stored = await size();
  const keys = typeof stored === 'object' && stored !== null && 'keys' in stored ? stored.keys : [];
  return Array.isArray(keys) ? keys.map(({ frame }: { frame: number }) => frame) : [];
}

/** Ctrl+V with this on the clipboard, which a browser without a window does not have. */
async function paste(into: Locator, what: { readonly text: string } | { readonly png: Buffer }): Promise<void> {
  const given = 'text' in what ? { text: what.text, png: '' } : { text: '', png: what.png.toString('base64') };
  await into.evaluate((target, { text, png }) => {
    const clipboardData = new DataTransfer();
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    if (text !== '') clipboardData.setData('text/plain', text);
    else clipboardData.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }));
    target.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
  }, given);
}

async function middleOf(target: Locator) {
  const { x, y, width, height } = await placeOf(target);
  return { x: x + width / 2, y: y + height / 2 };
}

test('[E2E47] a picture pasted anywhere on the page waits in the panel, and sent it is a frame of the film', async () => {
  const film = await api.film();
  await paste(page.locator('body'), { png: await greenPicture(768, 432) });
  await byId('teleport-panel').waitFor();
  expect(await api.cues(film.id)).toEqual([]);
  await byId('btn-teleport-send').click();
  await expect.poll(async () => (await api.cues(film.id)).at(-1)?.state, PATIENCE).toBe('done');
  const frame = (await api.cues(film.id)).at(-1)?.frame ?? -1;
  await expect.poll(async () => (await api.film()).framesDone, PATIENCE).toBeGreaterThan(frame);
  const [red, green, blue] = await meanColour(await api.still(film.id, frame));
  expect(green).toBeGreaterThan(Math.max(red, blue) + 20);
});

test('[E2E55] a Deforum string pasted into a number is offered, followed, and made keys by a click', async () => {
  await editor.button('pause').click();
  await expect.poll(async () => (await api.film()).state, PATIENCE).toBe('paused');
  await editor.node('ship').getByText('Spaceship', { exact: true }).click();
  await paste(editor.param('size'), { text: SCHEDULE });
  await byId('schedule-offer-size').waitFor();
  await byId('schedule-follow-size').click();
  await expect.poll(size, PATIENCE).toEqual({ schedule: SCHEDULE });
  await byId(`lane-${LANE}`).getByText('by a schedule').waitFor();
  await byId(`lane-keys-${LANE}`).click();
  await expect.poll(keyFrames, PATIENCE).toEqual([0, 120, 240]);
});

test('[E2E56] a key is changed in the table', async () => {
  await byId('timeline-table').click();
  const frame = byId('key-table').getByRole('row', { name: /^size/i }).nth(1).getByRole('spinbutton').first();
  await frame.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('150');
  await page.keyboard.press('Enter');
  await expect.poll(keyFrames, PATIENCE).toEqual([0, 150, 240]);
  await byId('timeline-table').click();
});

test('[E2E57] Ctrl and the wheel zoom, and the frame under the pointer stays there', async () => {
  const before = await middleOf(key(150));
  const { width } = await placeOf(byId('timeline-ruler'));
  // A wheel tells whole pixels, and what it rounds off grows with the zoom.
  await page.mouse.move(Math.round(before.x), before.y);
  await page.keyboard.down('Control');
  for (const turn of [-120, -120, -240]) await page.mouse.wheel(0, turn);
  await page.keyboard.up('Control');
  await expect
    .poll(async () => (await byId('timeline-ruler').boundingBox())?.width, PATIENCE)
    .toBeGreaterThan(width * 3.9);
  const after = await middleOf(key(150));
  expect(Math.abs(after.x - before.x)).toBeLessThan(3);
  await byId('timeline-fit').click();
  await expect.poll(async () => (await byId('timeline-ruler').boundingBox())?.width, PATIENCE).toBe(width);
});

test('[E2E58] a box around several keys selects them, and they move together', async () => {
  const { x, y, width, height } = await placeOf(page.locator(`[data-track="${LANE}"]`));
  const from = await middleOf(key(150));
  await page.mouse.move(from.x - 20, y + 1);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
  await page.mouse.move(x + width - 4, y + height - 1, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => page.locator(`[data-key^="${LANE}@"][data-selected]`).count(), PATIENCE).toBe(2);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y, { steps: 4 });
  await page.mouse.move(from.x + 41, from.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await keyFrames())[1], PATIENCE).toBeGreaterThan(150);
  const [first, second = 0, third = 0] = await keyFrames();
  expect([first, third - second]).toEqual([0, 90]);
});

test('[E2E59] on a small light page the timeline is opened by its button, nothing of it sticks out, and the graph stays whole', async () => {
  await editor.button('settings').click();
  await byId('theme-light').click();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1024, height: 700 });
  await byId('timeline-open').click();
  await placeOf(byId(`lane-${LANE}`));
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
  expect(await byId('timeline').evaluate(whatSticksOut)).toEqual([]);
  // Nobody has moved the view, so the graph is still shown whole.
  const lowest = async () => (await placeOf(editor.node('frames'))).y + (await placeOf(editor.node('frames'))).height;
  const { y, height } = await placeOf(byId('canvas'));
  await expect.poll(lowest, PATIENCE).toBeLessThan(y + height);
  await byId('timeline-table').click();
  await placeOf(byId('key-table'));
  expect(await byId('timeline').evaluate(whatSticksOut)).toEqual([]);
});

test('[E2E60] the page never complained', () => {
  expect(sitting.complaints).toEqual([]);
});

/** Runs in the page: all that is wider than what it stands in. Names that are cut with an ellipsis are meant to be. */
function whatSticksOut(timeline: Element): readonly string[] {
  const words = (element: Element) => `${element.tagName} "${(element.textContent ?? '').slice(0, 30)}"`;
  const found: string[] = [];
  const inside = (element: Element, of: Element) => {
    const [own, outer] = [element.getBoundingClientRect(), of.getBoundingClientRect()];
    if (own.width > 0 && (own.left < outer.left - 0.5 || own.right > outer.right + 0.5)) found.push(words(element));
  };
  for (const element of timeline.querySelectorAll('*')) inside(element, timeline);
  for (const lane of timeline.querySelectorAll('[data-testid^="lane-"]')) {
    const head = lane.firstElementChild;
    for (const element of head?.querySelectorAll('*') ?? []) if (head !== null) inside(element, head);
  }
  for (const field of timeline.querySelectorAll('td > *'))
    if (field.parentElement !== null) inside(field, field.parentElement);
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [...found, 'the page'] : found;
}
