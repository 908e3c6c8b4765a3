import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type EditorPage, editorPage } from './editor-page.ts';
import { startServer, type TestServer } from './server.ts';
import { greenPicture, meanColour } from './stills.ts';

// One sitting of a newcomer, in order: each test goes on where the one before stopped.
/** Other programs may keep the computer busy. */
const PATIENCE = { timeout: 60_000 };
let server: TestServer;
let browser: Browser;
let page: Page;
let editor: EditorPage;
let added = '';
const complaints: string[] = [];

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(PATIENCE.timeout);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  editor = editorPage(page);
  await page.goto(server.url);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function api(path: string): Promise<unknown> {
  const reply = await fetch(new URL(path, server.url));
  expect(reply.status, path).toBe(200);
  return reply.json();
}

interface Graphs {
  readonly graphs: readonly { readonly id: string }[];
}
interface Graph {
  readonly graph: {
    readonly nodes: Record<string, { readonly type: string; readonly params: Record<string, unknown> }>;
  };
}
interface Productions {
  readonly productions: readonly { readonly id: string; readonly state: string; readonly framesDone: number }[];
}
interface Cues {
  readonly cues: readonly { readonly state: string; readonly frame: number | null }[];
}

async function openGraph(): Promise<Graph['graph']> {
  const { graphs } = (await api('/api/graphs')) as Graphs;
  return ((await api(`/api/graphs/${graphs[0]?.id}`)) as Graph).graph;
}

async function production(): Promise<Productions['productions'][number]> {
  const first = ((await api('/api/productions')) as Productions).productions[0];
  if (first === undefined) throw new Error('There is no production.');
  return first;
}

async function still(frame: number): Promise<Uint8Array> {
  const { id } = await production();
  const reply = await fetch(new URL(`/api/productions/${id}/frames/${frame}`, server.url));
  expect(reply.status).toBe(200);
  return new Uint8Array(await reply.arrayBuffer());
}

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
  expect((await openGraph()).nodes[added]?.type).toBe('Blend');
});

test('[E2E3] denoise changes by typing, and undo takes the change back', async () => {
  await editor.node('dream').getByText('Dream', { exact: true }).first().click();
  const before = (await openGraph()).nodes.dream?.params.denoise;
  await editor.param('denoise').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('0.61');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => JSON.stringify((await openGraph()).nodes.dream?.params.denoise), PATIENCE)
    .toContain('0.61');
  await editor.button('undo').click();
  await expect.poll(async () => (await openGraph()).nodes.dream?.params.denoise, PATIENCE).toEqual(before);
  expect(await editor.previewShows('dream')).toBe(true);
});

test('[E2E4] pause holds the film, unpause lets it go on', async () => {
  await editor.button('pause').click();
  await expect.poll(async () => (await production()).state, PATIENCE).toBe('paused');
  const { framesDone } = await production();
  await page.waitForTimeout(1000);
  expect((await production()).framesDone).toBe(framesDone);
  await editor.button('pause').click();
  await expect.poll(async () => (await production()).framesDone, PATIENCE).toBeGreaterThan(framesDone);
});

test('[E2E5] teleport: the next frame starts from the picture', async () => {
  const { id } = await production();
  const picture = await greenPicture(768, 432);
  await page.getByTestId('teleport-input').setInputFiles({ name: 'green.png', mimeType: 'image/png', buffer: picture });
  await page.getByTestId('btn-teleport-send').click();
  const cue = async () => ((await api(`/api/productions/${id}`)) as Cues).cues.at(-1);
  await expect.poll(async () => (await cue())?.state, PATIENCE).toBe('done');
  const frame = (await cue())?.frame ?? 0;
  await expect.poll(async () => (await production()).framesDone, PATIENCE).toBeGreaterThan(frame);
  const [redBefore, greenBefore] = await meanColour(await still(frame - 1));
  const [redAt, greenAt, blueAt] = await meanColour(await still(frame));
  expect(greenBefore - redBefore).toBeLessThan(20);
  expect(greenAt).toBeGreaterThan(redAt + 30);
  expect(greenAt).toBeGreaterThan(blueAt + 20);
});

test('[E2E6] the graph is kept as a template with a picture', async () => {
  await page.getByTestId('graph-menu').click();
  await page.getByText('Save as template').click();
  await page.getByTestId('template-name').fill('My first film');
  await page.getByTestId('save-template-confirm').click();
  await expect.poll(async () => JSON.stringify(await api('/api/templates')), PATIENCE).toContain('My first film');
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
  expect(complaints).toEqual([]);
});
