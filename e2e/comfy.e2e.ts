import { type FakeComfy, startFakeComfy } from '@epoch/nodes/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api, Film } from './api.ts';
import { dropOnCanvas } from './drop-file.ts';
import type { EditorPage } from './editor-page.ts';
import { PATIENCE, type Sitting, startSitting } from './sitting.ts';

// A film on ComfyUI from the first address to a workflow of one's own; each test goes on where the one before stopped.
const CHECKPOINT = 'sd_xl_base_1.0.safetensors';
let comfy: FakeComfy;
let sitting: Sitting;
let page: Page;
let editor: EditorPage;
let api: Api;
let film: Film;

beforeAll(async () => {
  comfy = await startFakeComfy();
  await comfy.kill();
  // Slow enough that a picture is seen in the making, quick enough for a test.
  comfy.faults.stepDelayMs = 25;
  sitting = await startSitting();
  ({ page, editor, api } = sitting);
});
afterAll(async () => {
  await sitting?.end();
  await comfy?.close();
});

const words = (testId: string) => page.getByTestId(testId).textContent();
const redraw = () => api.boxes(film.graphId).then(({ redraw: box }) => box);
const lastPrompt = () => JSON.stringify(comfy.seen.prompts.at(-1)?.graph ?? null);

async function framesGoOn(): Promise<void> {
  const { framesDone } = await api.film();
  await expect.poll(async () => (await api.film()).framesDone, PATIENCE).toBeGreaterThan(framesDone + 1);
}

test('[E2E9] a refused connection is explained, and mended', async () => {
  // The film that begins by itself has to run before it can be stopped.
  await editor.framesMovePast(-1);
  await editor.button('stop').click();
  await expect.poll(async () => (await api.film()).state, PATIENCE).toBe('stopped');

  await editor.button('image-servers').click();
  await expect.poll(() => words('server-list'), PATIENCE).toContain('tried by default');
  await editor.button('add-server').click();
  await page.getByTestId('server-name').fill('Studio');
  await page.getByTestId('server-url').fill(`127.0.0.1:${comfy.port}`);
  await editor.button('test-server').click();
  await expect.poll(() => words('test-report'), PATIENCE).toContain(String(comfy.port));
  await expect.poll(() => words('test-report'), PATIENCE).toContain('--listen');

  await comfy.restart();
  await editor.button('test-server').click();
  await expect.poll(() => words('test-report'), PATIENCE).toContain('version 0.26.0');
  await editor.button('save-server').click();
  const row = page.getByTestId('server-Studio');
  await expect.poll(() => row.getAttribute('data-state'), PATIENCE).toBe('ok');
  await expect.poll(() => row.textContent(), PATIENCE).toContain('2 checkpoints');
  await page.keyboard.press('Escape');
  await page.getByTestId('image-servers').waitFor({ state: 'detached' });
});

test('[E2E10] the template runs on that server, with step previews on the node', async () => {
  const before = (await api.film()).id;
  await page.getByTestId('graph-menu').click();
  await page.getByText('New graph from a template').click();
  await page.getByTestId('template-epochstreamer-comfy').getByRole('button', { name: 'Start with this' }).click();
  await editor.node('redraw').waitFor();
  await expect.poll(async () => (await api.film()).id, PATIENCE).not.toBe(before);
  await expect.poll(async () => (await api.film()).framesDone, PATIENCE).toBeGreaterThan(1);
  film = await api.film();
  await expect.poll(() => editor.node('redraw').locator('canvas[data-glimpse]').count(), PATIENCE).toBe(1);
  await expect.poll(() => editor.previewShows('redraw'), PATIENCE).toBe(true);
  await expect.poll(() => words('remark-redraw'), PATIENCE).toContain('random-sd15.safetensors');
  expect(comfy.seen.prompts.length).toBeGreaterThan(1);
});

test('[E2E11] a checkpoint is picked from the list of the server', async () => {
  await editor.node('redraw').locator('header').click();
  await editor.param('checkpoint').click();
  await page.getByRole('option', { name: CHECKPOINT }).click();
  await expect.poll(async () => (await redraw())?.params.checkpoint, PATIENCE).toBe(CHECKPOINT);
  await expect.poll(lastPrompt, PATIENCE).toContain(CHECKPOINT);
  await expect.poll(() => words('remark-redraw'), PATIENCE).toContain(CHECKPOINT);
});

test('[E2E12] the server dies in the middle: the film waits with a countdown, and goes on when it is back', async () => {
  await framesGoOn();
  await comfy.kill();
  await expect.poll(async () => (await api.film()).state, PATIENCE).toBe('waiting');
  const { framesDone } = await api.film();
  await expect.poll(() => words('state-pill'), PATIENCE).toMatch(/^Waiting\s*\d+ s$/);
  await expect.poll(() => words('status-line'), PATIENCE).toContain(`${framesDone} frames are safe. Next try in `);
  await expect.poll(() => words('wait-redraw'), PATIENCE).toContain('Next try in ');

  await comfy.restart();
  await expect.poll(async () => (await api.film()).framesDone, PATIENCE).toBeGreaterThan(framesDone + 1);
  await expect.poll(() => words('state-pill'), PATIENCE).toBe('Running');
  await page.getByTestId('wait-redraw').waitFor({ state: 'detached' });
});

test('[E2E13] it can be told to try now', async () => {
  await comfy.kill();
  await expect.poll(async () => (await api.film()).state, PATIENCE).toBe('waiting');
  // While the server stays away the button comes back after each try, so there always is one to press.
  const asked = page.waitForRequest(/\/unpause$/);
  await editor.button('try-now').click();
  await asked;
  await comfy.restart();
  await framesGoOn();
});

test('[E2E14] Dream takes over in the same box, and a swap back finds the checkpoint again', async () => {
  const swapTo = async (name: RegExp) => {
    await editor.node('redraw').locator('header').click({ button: 'right' });
    await page.getByRole('menuitem', { name }).click();
  };
  await swapTo(/^Use Dream instead$/);
  await expect.poll(async () => (await redraw())?.type, PATIENCE).toBe('DreamImg2Img');
  // Frames that were begun before end as they began.
  await framesGoOn();
  await framesGoOn();
  const sent = comfy.seen.prompts.length;
  await framesGoOn();
  expect(comfy.seen.prompts).toHaveLength(sent);

  await swapTo(/^Use ComfyUI image to image instead$/);
  await expect.poll(async () => (await redraw())?.params.checkpoint, PATIENCE).toBe(CHECKPOINT);
  await expect.poll(() => comfy.seen.prompts.length, PATIENCE).toBeGreaterThan(sent + 1);
});

test('[E2E15] a workflow let go on the canvas becomes a box with its sockets', async () => {
  const graph = comfy.seen.prompts.at(-1)?.graph;
  const bytes = Buffer.from(JSON.stringify(graph));
  const before = await editor.nodeIds();
  await dropOnCanvas(page, { name: 'portrait.json', type: 'application/json', bytes });
  await page.getByTestId('workflow-sockets').waitFor();
  await expect.poll(() => words('workflow-sockets'), PATIENCE).toMatch(/prompt/i);
  await page.getByTestId('socket-search').fill('prompt');
  await editor.button('workflow-done').click();
  await expect.poll(async () => (await editor.nodeIds()).length, PATIENCE).toBe(before.length + 1);
  const added = (await editor.nodeIds()).find((id) => !before.includes(id)) ?? '';
  const box = async () => (await api.boxes(film.graphId))[added];
  await expect.poll(async () => (await box())?.type, PATIENCE).toBe('ComfyWorkflow');
  expect(Object.keys((await box())?.exposed ?? {})).toEqual(
    expect.arrayContaining(['image', 'prompt', 'negative', 'seed']),
  );
  await editor.socket(added, 'in', 'image').waitFor();
  await editor.button('undo').click();
  await expect.poll(async () => (await editor.nodeIds()).sort(), PATIENCE).toEqual([...before].sort());
});

test('[E2E16] a still let go on the canvas opens its graph at its frame', async () => {
  const bytes = await api.still(film.id, 2);
  await dropOnCanvas(page, { name: 'still.png', type: 'image/png', bytes });
  await page.getByText('is the graph that "still.png" was made by, at frame 2.').waitFor();
  await editor.node('redraw').waitFor();
  await expect.poll(() => words('graph-menu'), PATIENCE).toContain('frame 2');
});

test('[E2E17] the page never complained', () => {
  expect(sitting.complaints).toEqual([]);
});
