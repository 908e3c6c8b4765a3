import type { Locator, Page } from 'playwright-core';

/** What a person sees and does on the editor's page, in their words. */
export interface EditorPage {
  readonly page: Page;
  node(id: string): Locator;
  socket(node: string, side: 'in' | 'out', port: string): Locator;
  palette(type: string): Locator;
  button(name: string): Locator;
  param(name: string): Locator;
  /** Frame that the program monitor shows; null before the first. */
  monitorFrame(): Promise<number | null>;
  /** Waits until the monitor shows a frame past the given one. */
  framesMovePast(frame: number): Promise<number>;
  /** Drags from the middle of one element to the middle of another, or to a point of the page. */
  drag(from: Locator, to: Locator | { x: number; y: number }): Promise<void>;
  /** Ids of all nodes on the canvas. */
  nodeIds(): Promise<string[]>;
  /** True when a node's preview shows a picture with something in it. */
  previewShows(node: string): Promise<boolean>;
  saved(): Promise<void>;
  /** Presses Undo in the sentence with these words. */
  undoOf(words: string): Promise<void>;
}

const PATIENCE_MS = 60_000;
const STILL_MS = 120;

/** Where an element is once it has come to rest: boxes grow with their first picture, panels slide. */
export async function placeOf(target: Locator) {
  let before = '';
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const place = await target.boundingBox();
    if (place !== null && JSON.stringify(place) === before) return place;
    before = JSON.stringify(place);
    await target.page().waitForTimeout(STILL_MS);
  }
  throw new Error(`Nothing to point at, or it never rests: ${target}`);
}

export function editorPage(page: Page): EditorPage {
  const byId = (id: string) => page.getByTestId(id);
  const monitorFrame = async () => {
    const frame = await byId('monitor-image').getAttribute('data-frame');
    return frame === null || frame === '' ? null : Number(frame);
  };
  const centre = async (target: Locator) => {
    const { x, y, width, height } = await placeOf(target);
    return { x: x + width / 2, y: y + height / 2 };
  };
  return {
    page,
    node: (id) => byId(`node-${id}`),
    socket: (node, side, port) => byId(`socket-${node}-${side}-${port}`),
    palette: (type) => byId(`palette-${type}`),
    button: (name) => byId(`btn-${name}`),
    param: (name) => byId(`param-${name}`),
    monitorFrame,
    async framesMovePast(frame) {
      await page.waitForFunction(
        (past) =>
          Number(document.querySelector('[data-testid="monitor-image"]')?.getAttribute('data-frame') || -1) > past,
        frame,
        { timeout: PATIENCE_MS },
      );
      return (await monitorFrame()) ?? frame;
    },
    async drag(from, to) {
      const start = await centre(from);
      const end = 'x' in to ? to : await centre(to);
      await page.mouse.move(start.x, start.y);
      await page.mouse.down();
      await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 6 });
      await page.mouse.move(end.x, end.y, { steps: 6 });
      await page.mouse.up();
    },
    async nodeIds() {
      const boxes = await page.locator('[data-testid^="node-"]').all();
      const ids = await Promise.all(boxes.map((box) => box.getAttribute('data-testid')));
      return ids.map((id) => (id ?? '').replace('node-', ''));
    },
    async previewShows(node) {
      const canvas = byId(`node-${node}`).locator('canvas').first();
      return canvas.evaluate((element) => {
        if (!(element instanceof HTMLCanvasElement) || element.width === 0) return false;
        const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? [];
        const levels = new Set<number>();
        for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 255) levels.add(pixels[i] ?? 0);
        return levels.size > 16;
      });
    },
    async saved() {
      await page.waitForFunction(
        () => document.querySelector('[data-testid="save-state"]')?.textContent?.includes('Saved') === true,
        undefined,
        { timeout: PATIENCE_MS },
      );
    },
    async undoOf(words) {
      await byId('notices').locator(':scope > *', { hasText: words }).getByRole('button', { name: 'Undo' }).click();
    },
  };
}
