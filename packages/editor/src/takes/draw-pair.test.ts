// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { type CompareMode, drawPair, isBlack } from './draw-pair.ts';

/** Keeps what is drawn: the picture, how it is put on what is there, and where it is cut. */
function drawn(mode: CompareMode, A: string | null, B: string | null, split = 0.25) {
  const did: string[] = [];
  const context = {
    globalCompositeOperation: 'source-over',
    fillRect: () => did.push('black'),
    rect: (x: number) => did.push(`from ${x}`),
    drawImage: (image: { alt?: string }) => did.push(`${image.alt ?? 'itself'} ${context.globalCompositeOperation}`),
    ...{ save() {}, restore() {}, beginPath() {}, clip() {} },
  };
  const canvas = document.createElement('canvas');
  Object.defineProperty(canvas, 'getContext', { value: () => context });
  const picture = (alt: string | null) => {
    if (alt === null) return null;
    const image = document.createElement('img');
    image.alt = alt;
    Object.defineProperties(image, { naturalWidth: { value: 400 }, naturalHeight: { value: 200 } });
    return image;
  };
  drawPair(canvas, mode, picture(A), picture(B), split);
  return { did, size: [canvas.width, canvas.height] };
}

test('[DR14] a wipe shows A left of the line and B right of it', () => {
  expect(drawn('wipe', 'a', 'b')).toEqual({
    did: ['black', 'a source-over', 'from 100', 'b source-over'],
    size: [400, 200],
  });
});

test('[DR14] the difference is doubled twice, so that it is four times as bright', () => {
  expect(drawn('difference', 'a', 'b').did).toEqual([
    'black',
    'a source-over',
    'b difference',
    'itself lighter',
    'itself lighter',
  ]);
});

test('[DR14] a film that has no such frame leaves black', () => {
  expect(drawn('side', null, null).did).toEqual(['black']);
  expect(drawn('difference', null, 'b').did).toEqual(['black', 'b difference', 'itself lighter', 'itself lighter']);
});

test('[DR14] two frames that are alike leave nothing but black', () => {
  const canvasOf = (...data: number[]) => {
    const canvas = document.createElement('canvas');
    Object.defineProperty(canvas, 'getContext', { value: () => ({ getImageData: () => ({ data }) }) });
    return canvas;
  };
  expect(isBlack(canvasOf(0, 0, 0, 255, 0, 0, 0, 255))).toBe(true);
  expect(isBlack(canvasOf(0, 0, 0, 255, 0, 4, 0, 255))).toBe(false);
});
