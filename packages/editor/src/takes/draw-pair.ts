export type CompareMode = 'side' | 'wipe' | 'difference';

/** How much brighter differences are drawn. */
const BRIGHTER = 4;

/**
 * Draws one picture, or two on each other. A film that has no such frame leaves its part black.
 *
 * @unit split: where A ends and B begins in a wipe, share of the width
 */
export function drawPair(
  canvas: HTMLCanvasElement,
  mode: CompareMode,
  A: HTMLImageElement | null,
  B: HTMLImageElement | null,
  split: number,
): void {
  const size = A ?? B;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const width = size?.naturalWidth ?? canvas.width;
  const height = size?.naturalHeight ?? canvas.height;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.globalCompositeOperation = 'source-over';
  context.filter = 'none';
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  if (A !== null) context.drawImage(A, 0, 0, width, height);
  if (mode === 'side' || B === null) return;
  if (mode === 'wipe') {
    context.save();
    context.beginPath();
    context.rect(Math.round(split * width), 0, width, height);
    context.clip();
    context.drawImage(B, 0, 0, width, height);
    context.restore();
    return;
  }
  context.globalCompositeOperation = 'difference';
  context.drawImage(B, 0, 0, width, height);
  // Each time the sum with itself is twice as bright.
  context.globalCompositeOperation = 'lighter';
  for (let times = 1; times < BRIGHTER; times *= 2) context.drawImage(canvas, 0, 0);
}

/** Nothing of a canvas is brighter than black. */
export function isBlack(canvas: HTMLCanvasElement): boolean {
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0) > 0) return false;
  }
  return true;
}
