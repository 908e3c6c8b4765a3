import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from './api.ts';
import type { EditorPage } from './editor-page.ts';
import { PATIENCE, type Sitting, startSitting } from './sitting.ts';
import { greenPicture, meanColour } from './stills.ts';

// One sitting of a newcomer, in order: each test goes on where the one before stopped.
let sitting: Sitting;
let page: Page;
let editor: EditorPage;
let api: Api;
let added = '';

beforeAll(async () => {
  sitting = await startSitting();
  ({ page, editor, api } = sitting);
});
afterAll(() => sitting?.end());

const boxes = async () => api.boxes((await api.film()).graphId);

test('[E2E1] the editor opens onto a film that moves, every box showing its picture', async () => {
  const first = await editor.framesMovePast(-1);
  await editor.framesMovePast(first + 3);
  for (const node of ['delay', 'camera', 'dream', 'ship', 'hud', 'frames']) {
    await expect.poll(() => editor.previewShows(node), { ...PATIENCE, message: node }).toBe(true);
  }
});

test('[E2E2] a node dragged from the palette and wired into the running loop shows its picture', async () => {
  const before = await editor.nodeIds();
  const canvas = page.getByTestId('canvas');
  await editor.palette('Blend').dragTo(canvas, { targetPosition: { x: 90, y: 300 } });
  await expect.poll(async () => (await editor.nodeIds()).length, PATIENCE).toBe(before.length + 1);
  added = (await editor.nodeIds()).find((id) => !before.includes(id)) ?? '';

  await editor.drag(editor.socket('dream', 'out', 'image'), editor.socket(added, 'in', 'base'));
  await editor.drag(editor.socket('ship', 'out', 'image'), editor.socket(added, 'in', 'top'));
  await editor.drag(editor.socket(added, 'out', 'image'), editor.socket('hud', 'in', 'image'));
  await expect.poll(() => editor.previewShows(added), PATIENCE).toBe(true);
  await editor.saved();
  const now = await editor.framesMovePast(-1);
  await editor.framesMovePast(now + 3);
  await expect.poll(async () => (await boxes())[added]?.type, PATIENCE).toBe('Blend');
});

test('[E2E3] denoise changes by typing, and undo takes the change back', async () => {
  await editor.node('dream').getByText('Dream', { exact: true }).first().click();
  const before = (await boxes()).dream?.params.denoise;
  await editor.param('denoise').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('0.61');
  await page.keyboard.press('Enter');
  await expect.poll(async () => JSON.stringify((await boxes()).dream?.params.denoise), PATIENCE).toContain('0.61');
  await editor.button('undo').click();
  await expect.poll(async () => (await boxes()).dream?.params.denoise, PATIENCE).toEqual(before);
  await expect.poll(() => editor.previewShows('dream'), PATIENCE).toBe(true);
});

test('[E2E4] pause holds the film, unpause lets it go on', async () => {
  await editor.button('pause').click();
  await expect.poll(async () => (await api.film()).state, PATIENCE).toBe('paused');
  const { framesDone } = await api.film();
  await page.waitForTimeout(1000);
  expect((await api.film()).framesDone).toBe(framesDone);
  await editor.button('pause').click();
  await expect.poll(async () => (await api.film()).framesDone, PATIENCE).toBeGreaterThan(framesDone);
});

test('[E2E5] teleport: the next frame starts from the picture', async () => {
  const { id } = await api.film();
  const picture = await greenPicture(768, 432);
  await page.getByTestId('teleport-input').setInputFiles({ name: 'green.png', mimeType: 'image/png', buffer: picture });
  await page.getByTestId('btn-teleport-send').click();
  const cue = async () => (await api.cues(id)).at(-1);
  await expect.poll(async () => (await cue())?.state, PATIENCE).toBe('done');
  const frame = (await cue())?.frame ?? 0;
  await expect.poll(async () => (await api.film()).framesDone, PATIENCE).toBeGreaterThan(frame);
  const [redBefore, greenBefore] = await meanColour(await api.still(id, frame - 1));
  const [redAt, greenAt, blueAt] = await meanColour(await api.still(id, frame));
  expect(greenBefore - redBefore).toBeLessThan(20);
  expect(greenAt).toBeGreaterThan(redAt + 30);
  expect(greenAt).toBeGreaterThan(blueAt + 20);
});

test('[E2E6] the graph is kept as a template with a picture', async () => {
  await page.getByTestId('graph-menu').click();
  await page.getByText('Save as template').click();
  await page.getByTestId('template-name').fill('My first film');
  await page.getByTestId('save-template-confirm').click();
  await expect.poll(async () => JSON.stringify(await api.get('/api/templates')), PATIENCE).toContain('My first film');
});

test('[E2E7] after a reload everything is still there', async () => {
  await editor.saved();
  const ids = (await editor.nodeIds()).sort();
  await page.reload();
  const frame = await editor.framesMovePast(-1);
  await editor.framesMovePast(frame + 2);
  // The monitor may show the film before the canvas has drawn its boxes.
  await expect.poll(async () => (await editor.nodeIds()).sort(), PATIENCE).toEqual(ids);
  await expect.poll(() => editor.previewShows(added), PATIENCE).toBe(true);
  await page.getByTestId('graph-menu').click();
  await page.getByText('New graph from a template').click();
  await page.getByText('My first film').first().waitFor();
});

test('[E2E8] the page never complained', () => {
  expect(sitting.complaints).toEqual([]);
});
