import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiOf } from './api.ts';
import { launchBrowser } from './browser.ts';
import { type EditorPage, editorPage } from './editor-page.ts';
import { startServer, type TestServer } from './server.ts';

// One sitting at the timeline, in order: each test goes on where the one before stopped.
const PATIENCE = { timeout: 60_000 };
const PARAM = 'denoise';
let server: TestServer;
let browser: Browser;
let page: Page;
let editor: EditorPage;
let api: ReturnType<typeof apiOf>;
const complaints: string[] = [];

interface Key {
  readonly frame: number;
  readonly value: number;
  readonly easing: string;
  readonly curve?: readonly number[];
}

beforeAll(async () => {
  server = await startServer();
  api = apiOf(server.url);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(PATIENCE.timeout);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  editor = editorPage(page);
  await page.goto(server.url);
  await editor.framesMovePast(1);
  await editor.node('dream').getByText('Dream', { exact: true }).first().click();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function keys(): Promise<readonly Key[]> {
  const { graphId } = await api.film();
  const param = (await api.boxes(graphId)).dream?.params[PARAM];
  return typeof param === 'object' && param !== null && 'keys' in param ? (param.keys as Key[]) : [];
}

async function boxOf(target: Locator) {
  const box = await target.boundingBox();
  if (box === null) throw new Error(`Nothing to point at: ${target}`);
  return box;
}

const track = () => page.locator(`[data-track="dream.${PARAM}"]`);
const valueHere = async () => Number(await page.getByTestId(`lane-value-dream.${PARAM}`).textContent());

test('[E2E50] a double click on a lane adds a key with the value the curve has there', async () => {
  await editor.button('pause').click();
  await expect.poll(async () => (await api.film()).state, PATIENCE).toBe('paused');
  // The first key makes the lane: the diamond beside the value sets it at the frame in view.
  if ((await keys()).length === 0) await page.getByTestId(`key-${PARAM}`).click();
  await expect.poll(async () => (await keys()).length, PATIENCE).toBeGreaterThan(0);
  const before = await keys();
  const { x, y, width, height } = await boxOf(track());
  await page.mouse.dblclick(x + width * 0.75, y + height * 0.5);
  await expect.poll(async () => (await keys()).length, PATIENCE).toBe(before.length + 1);
  expect((await keys()).at(-1)?.value).toBe(before.at(-1)?.value);
});

test('[E2E51] a key is dragged in time and in value, which a bubble tells meanwhile', async () => {
  const from = (await keys()).at(-1);
  const handle = page.locator(`[data-key="dream.${PARAM}@${from?.frame}"]`);
  const { x, y, width, height } = await boxOf(handle);
  const middle = { x: x + width / 2, y: y + height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 40, middle.y - 8, { steps: 5 });
  await page.mouse.move(middle.x + 80, middle.y - 14, { steps: 5 });
  await expect.poll(() => page.getByTestId('value-bubble').textContent(), PATIENCE).toMatch(/\d/);
  await page.mouse.up();
  await expect.poll(async () => (await keys()).at(-1)?.frame, PATIENCE).toBeGreaterThan(from?.frame ?? 0);
  await editor.saved();
  const to = (await keys()).at(-1);
  expect(to?.value).toBeGreaterThan(from?.value ?? 1);
});

test('[E2E52] the curve between two keys bends where it is pulled, and the playhead tells the value on it', async () => {
  const before = await keys();
  const [start, end] = before.slice(-2);
  if (start === undefined || end === undefined) throw new Error('There are no two keys.');
  const frame = Math.round((start.frame + end.frame) / 2);
  const ruler = await boxOf(page.getByTestId('timeline-ruler'));
  const lengthFrames = Number(await page.getByTestId('timeline-ruler').getAttribute('aria-valuemax'));
  const lookAt = (at: number) => page.mouse.click(ruler.x + (at / lengthFrames) * ruler.width, ruler.y + 6);
  await lookAt(frame);
  await expect.poll(valueHere, PATIENCE).toBeGreaterThan(start.value);
  const unbent = await valueHere();
  expect(unbent).toBeLessThan(end.value);

  const curve = page.getByTestId(`bend-dream.${PARAM}-${start.frame}`);
  const point = await curve.evaluate((path) => {
    if (!(path instanceof SVGGeometryElement)) throw new Error('The curve is no path.');
    const matrix = path.getScreenCTM();
    const middle = path.getPointAtLength(path.getTotalLength() / 2);
    return matrix === null ? null : { x: middle.matrixTransform(matrix).x, y: middle.matrixTransform(matrix).y };
  });
  if (point === null) throw new Error('The curve is not drawn.');
  await page.mouse.move(point.x, point.y);
  await page.mouse.down();
  await page.mouse.move(point.x, point.y + 10, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await keys()).at(-2)?.easing, PATIENCE).toBe('bezier');
  expect((await keys()).at(-2)?.curve).toHaveLength(4);
  await lookAt(frame);
  await expect.poll(valueHere, PATIENCE).toBeLessThan(unbent);
});

test('[E2E53] keys are copied to the playhead and removed with the keyboard', async () => {
  const before = await keys();
  const last = before.at(-1);
  const handle = page.locator(`[data-key="dream.${PARAM}@${last?.frame}"]`);
  await handle.focus();
  await page.keyboard.press('Control+d');
  await expect.poll(async () => (await keys()).length, PATIENCE).toBe(before.length + 1);
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await keys()).length, PATIENCE).toBe(before.length);
  expect(await editor.nodeIds()).toContain('dream');
});

test('[E2E54] the page never complained', () => {
  expect(complaints).toEqual([]);
});
