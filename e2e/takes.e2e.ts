import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api, Film } from './api.ts';
import { dropOnMonitor } from './drop-file.ts';
import type { EditorPage } from './editor-page.ts';
import { isTold, PATIENCE, type Sitting, startSitting } from './sitting.ts';
import { greenPicture, meanColour } from './stills.ts';

// A director at work: throws pictures in, holds one on a key, rewinds to frame 40 and compares. In order, one sitting.
const BRANCH = 40;
let sitting: Sitting;
let page: Page;
let editor: EditorPage;
let api: Api;
let film: Film;

beforeAll(async () => {
  sitting = await startSitting();
  ({ page, editor, api } = sitting);
});
afterAll(() => sitting?.end());

const byId = (id: string) => page.getByTestId(id);
const cues = () => api.cues(film.id);

/** Green stands out where a purple sky was. */
async function isGreen(production: string, frame: number): Promise<boolean> {
  const [red, green, blue] = await meanColour(await api.still(production, frame));
  return green > red + 30 && green > blue + 20;
}

test('[E2E40] a picture dropped on the monitor is the next frame, and the page says which', async () => {
  await editor.framesMovePast(2);
  // The monitor may show the film before the page has its graph, and with it the teleport of the graph.
  await expect.poll(async () => (await editor.nodeIds()).length, PATIENCE).toBeGreaterThan(0);
  film = await api.film();
  const bytes = await greenPicture(768, 432);
  await dropOnMonitor(page, { name: 'green.png', type: 'image/png', bytes }, { x: 0.5, y: 0.3 });
  await expect.poll(async () => (await cues()).at(-1)?.state, PATIENCE).toBe('done');
  const frame = (await cues()).at(-1)?.frame ?? -1;
  await isTold(sitting, `Frame ${frame} starts from "green.png"`);
  await expect.poll(async () => (await api.film()).framesDone, PATIENCE).toBeGreaterThan(frame);
  expect(await isGreen(film.id, frame - 1)).toBe(false);
  expect(await isGreen(film.id, frame)).toBe(true);
});

test('[E2E41] a held picture waits for its key', async () => {
  const bytes = await greenPicture(400, 600);
  await byId('teleport-input').setInputFiles({ name: 'tall.png', mimeType: 'image/png', buffer: bytes });
  await byId('teleport-when-held').click();
  await byId('teleport-key').fill('g');
  await byId('btn-teleport-send').click();
  await expect.poll(async () => (await cues()).map(({ key }) => key), PATIENCE).toContain('G');
  await page.keyboard.press('Escape');
  await byId('teleport-panel').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await expect.poll(async () => (await cues()).every(({ state }) => state === 'done'), PATIENCE).toBe(true);
  await isTold(sitting, 'Fired: frame');
});

test('[E2E42] a cancelled teleport comes back by Undo', async () => {
  const bytes = await greenPicture(400, 300);
  await dropOnMonitor(page, { name: 'late.png', type: 'image/png', bytes }, { x: 0.8, y: 0.9 });
  await expect.poll(async () => (await cues()).filter(({ state }) => state === 'held').length, PATIENCE).toBe(1);
  await editor.button('teleport').click();
  const held = (await cues()).find(({ state }) => state === 'held');
  await byId(`cancel-${held?.id}`).click();
  await expect.poll(async () => (await cues()).filter(({ state }) => state === 'held').length, PATIENCE).toBe(0);
  await editor.undoOf('The teleport is cancelled.');
  await expect.poll(async () => (await cues()).filter(({ state }) => state === 'held').length, PATIENCE).toBe(1);
});

test('[E2E43] a take goes on differently from frame 40; the film before keeps every frame', async () => {
  await expect.poll(async () => (await api.film()).framesDone, PATIENCE).toBeGreaterThan(BRANCH + 8);
  await editor.button('stop').click();
  await expect.poll(async () => (await api.film()).state, PATIENCE).toBe('stopped');
  const { framesDone } = await api.film();
  const before = await Promise.all([BRANCH - 1, framesDone - 1].map((frame) => api.still(film.id, frame)));

  await page.keyboard.press('Escape');
  await byId('scrubber').press('ArrowLeft');
  await editor.button('new-take').click();
  await byId('take-frame').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(String(BRANCH));
  await page.keyboard.press('Enter');
  await byId('take-name').fill('With a green sun');
  await byId('take-start').click();
  await editor.button('make-take').click();
  await byId('new-take').waitFor({ state: 'detached' });

  const take = await api.film();
  expect(take).toMatchObject({ name: 'With a green sun', framesDone: BRANCH });
  expect(take.id).not.toBe(film.id);
  expect(take.graphId).not.toBe(film.graphId);
  expect(await api.still(take.id, BRANCH - 1)).toEqual(before[0]);
  expect(await api.still(film.id, framesDone - 1)).toEqual(before[1]);
  // What makes it another take: a picture at its first own frame.
  const bytes = await greenPicture(768, 432);
  await dropOnMonitor(page, { name: 'sun.png', type: 'image/png', bytes }, { x: 0.5, y: 0.3 });
  await isTold(sitting, `Frame ${BRANCH} starts from "sun.png"`);
  await page.locator('[data-testid="btn-resume-current"], [data-testid="btn-start"]').click();
  await expect.poll(async () => (await api.film()).framesDone, PATIENCE).toBeGreaterThan(BRANCH + 5);
  await editor.button('pause').click();
  expect(await isGreen(take.id, BRANCH)).toBe(true);
});

test('[E2E44] the two takes are compared at the frame where they part', async () => {
  await editor.button('takes').click();
  await expect.poll(() => byId('compare-scrubber').getAttribute('aria-valuenow'), PATIENCE).toBe(String(BRANCH));
  await expect.poll(() => byId('compare-canvas-B').getAttribute('data-frame'), PATIENCE).toBe(String(BRANCH));
  const lightOf = (canvas: string) =>
    byId(canvas).evaluate((element) => {
      if (!(element instanceof HTMLCanvasElement) || element.width === 0) return 0;
      const { data } = element.getContext('2d')?.getImageData(0, 0, element.width, element.height) ?? { data: [] };
      let light = 0;
      for (let at = 0; at < data.length; at += 4) light += (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
      return light / (element.width * element.height);
    });
  await expect.poll(() => lightOf('compare-canvas'), PATIENCE).toBeGreaterThan(0);
  await expect.poll(() => lightOf('compare-canvas-B'), PATIENCE).toBeGreaterThan(0);

  // What is not black differs. How much depends on what was thrown into the film before, and when.
  await byId('compare-mode-difference').click();
  await expect.poll(() => lightOf('compare-canvas'), PATIENCE).toBeGreaterThan(1);
  await byId('compare-scrubber').press('ArrowLeft');
  await expect.poll(() => byId('takes').textContent(), PATIENCE).toContain('Black: nothing differs here.');
  await page.keyboard.press('Escape');
});

test('[E2E45] a take is promoted, and a production goes to the trash and comes back', async () => {
  const take = await api.film();
  await editor.button('takes').click();
  await byId(`promote-${take.id}`).click();
  const all = async () =>
    ((await api.get('/api/productions')) as { productions: readonly (Film & { promoted: boolean })[] }).productions;
  await expect
    .poll(async () => (await all()).filter(({ promoted }) => promoted).map(({ id }) => id), PATIENCE)
    .toEqual([take.id]);
  await page.keyboard.press('Escape');
  await editor.button('resume').click();
  await byId(`trash-${film.id}`).click();
  await expect.poll(async () => (await all()).map(({ id }) => id), PATIENCE).toEqual([take.id]);
  expect((await api.still(take.id, 5)).length).toBeGreaterThan(1000);
  await editor.undoOf('is in the trash');
  await expect.poll(async () => (await all()).length, PATIENCE).toBe(2);
});

test('[E2E46] the page never complained', () => {
  expect(sitting.complaints).toEqual([]);
});
