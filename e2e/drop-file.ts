import type { Page } from 'playwright-core';

export interface DroppedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Lets a file go on the empty canvas, as a hand does that brings it from the desktop. */
export async function dropOnCanvas(page: Page, { name, type, bytes }: DroppedFile): Promise<void> {
  await page.locator('.react-flow__pane').evaluate(
    (pane, file) => {
      const data = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([data], file.name, { type: file.type }));
      const { left, bottom } = pane.getBoundingClientRect();
      const at = { clientX: left + 240, clientY: bottom - 120 };
      for (const kind of ['dragover', 'drop']) {
        pane.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer, ...at }));
      }
    },
    { name, type, base64: bytes.toString('base64') },
  );
}

/** Lets a file go on the program monitor. @unit at: shares of its width and height, 0..1 */
export async function dropOnMonitor(page: Page, { name, type, bytes }: DroppedFile, at: { x: number; y: number }) {
  await page.getByTestId('monitor-image').evaluate(
    (screen, { file, place }) => {
      const data = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([data], file.name, { type: file.type }));
      const { left, top, width, height } = screen.getBoundingClientRect();
      const point = { clientX: left + width * place.x, clientY: top + height * place.y };
      for (const kind of ['dragover', 'drop']) {
        screen.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer, ...point }));
      }
    },
    { file: { name, type, base64: bytes.toString('base64') }, place: at },
  );
}
