import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { type EditorPage, placeOf } from './editor-page.ts';
import { PATIENCE, type Sitting, startSitting } from './sitting.ts';

// One sitting at the timeline, in order: each test goes on where the one before stopped.
const PARAM = 'denoise';
let sitting: Sitting;
let page: Page;
let editor: EditorPage;
let api: Api;

interface Key {
  readonly frame: number;
  readonly value: number;
  readonly easing: string;
  readonly curve?: readonly number[];
}

beforeAll(async () => {
  sitting = await startSitting();
  ({ page, editor, api } = sitting);
  await editor.framesMovePast(1);
  await editor.node('dream').getByText('Dream', { exact: true }).first().click();
});
afterAll(() => sitting?.end());

async function keys(): Promise<readonly Key[]> {
  const { graphId } = await api.film();
  const param = (await api.boxes(graphId)).dream?.params[PARAM];
  return typeof param === 'object' && param !== null && 'keys' in param ? (param.keys as Key[]) : [];
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
  const { x, y, width, height } = await placeOf(track());
  await page.mouse.dblclick(x + width * 0.75, y + height * 0.5);
  await expect.poll(async () => (await keys()).length, PATIENCE).toBe(before.length + 1);
  expect((await keys()).at(-1)?.value).toBe(before.at(-1)?.value);
});

test('[E2E51] a key is dragged in time and in value, which a bubble tells meanwhile', async () => {
  const from = (await keys()).at(-1);
  const handle = page.locator(`[data-key="dream.${PARAM}@${from?.frame}"]`);
  const { x, y, width, height } = await placeOf(handle);
  const middle = { x: x + width / 2, y: y + height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 40, middle.y - 8, { steps: 5 });
  await page.mouse.move(middle.x + 80, middle.y - 14, { steps: 5 });
  await expect.poll(() => page.getByTestId('value-bubble').textContent(), PATIENCE).toMatch(/\d/);
  await page.mouse.up();
  await expect.poll(async () => (await keys()).at(-1)?.frame, PATIENCE).toBeGreaterThan(from?.frame ?? 0);
  await expect.poll(async () => (await keys()).at(-1)?.value, PATIENCE).toBeGreaterThan(from?.value ?? 1);
});

test('[E2E52] the curve between two keys bends where it is pulled, and the playhead tells the value on it', async () => {
  const before = await keys();
  const [start, end] = before.slice(-2);
  if (start === undefined || end === undefined) throw new Error('There are no two keys.');
  const frame = Math.round((start.frame + end.frame) / 2);
  const ruler = await placeOf(page.getByTestId('timeline-ruler'));
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
  await expect.poll(async () => (await keys()).at(-2)?.curve, PATIENCE).toHaveLength(4);
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
  expect(sitting.complaints).toEqual([]);
});
