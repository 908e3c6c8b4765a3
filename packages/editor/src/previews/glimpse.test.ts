// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import {
  forgetGlimpses,
  forgetPreviews,
  glimpseOf,
  latestPreview,
  onGlimpse,
  receivePreview,
} from './preview-registry.ts';

const jpeg = new Uint8Array(4);
const header = (frame: number, glimpse: boolean) => {
  const size = { width: 8, height: 8, sourceWidth: 64, sourceHeight: 64 };
  return { production: 'p1', node: 'a', frame, ...size, ...(glimpse ? { glimpse } : {}) };
};
const bitmap = () => ({ width: 8, height: 8, close: vi.fn<() => void>() });
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
async function receive(frame: number, glimpse: boolean) {
  const picture = bitmap();
  receivePreview(header(frame, glimpse), jpeg, async () => picture);
  await settle();
  return picture;
}

beforeEach(() => forgetPreviews());

test('[IS13] a picture in the making is shown and never kept as the last one', async () => {
  const done = await receive(3, false);
  const glimpse = await receive(4, true);
  expect(glimpseOf('a')?.bitmap).toBe(glimpse);
  expect(latestPreview('a')?.bitmap).toBe(done);
  expect(done.close).not.toHaveBeenCalled();
});

test('[IS13] the finished picture takes its place, and one that comes too late is thrown away', async () => {
  let told = 0;
  const stop = onGlimpse('a', () => {
    told += 1;
  });
  const first = await receive(4, true);
  await receive(4, false);
  expect(glimpseOf('a')).toBeNull();
  expect(first.close).toHaveBeenCalledOnce();
  const late = await receive(4, true);
  expect(glimpseOf('a')).toBeNull();
  expect(late.close).toHaveBeenCalledOnce();
  expect(told).toBe(2);
  stop();
});

test('[IS13] the finished picture of the frame before does not end it', async () => {
  await receive(5, true);
  await receive(4, false);
  expect(glimpseOf('a')?.frame).toBe(5);
});

test('[IS13] it gives way when nothing works on a frame any more', async () => {
  const glimpse = await receive(4, true);
  forgetGlimpses();
  expect(glimpseOf('a')).toBeNull();
  expect(glimpse.close).toHaveBeenCalledOnce();
});

test('[IS13] one that is still decoded then, or waits for that, is not shown afterwards either', async () => {
  const pictures = [bitmap(), bitmap()];
  for (const picture of pictures) receivePreview(header(4, true), jpeg, async () => picture);
  forgetGlimpses();
  await settle();
  expect(glimpseOf('a')).toBeNull();
  expect(pictures[0]?.close).toHaveBeenCalledOnce();
});
