import { premultiplyPixels } from './edge';

/** Sets rows [y0, y1) of a picture to one pixel value. */
export function fillRows(out: usize, width: i32, pixel: i32, y0: i32, y1: i32): void {
  const end = out + 4 * width * y1;
  for (let at = out + 4 * width * y0; at < end; at += 4) store<i32>(at, pixel);
}

/** Copies rows [y0, y1) of `rowBytes` each. */
export function copyRows(source: usize, out: usize, rowBytes: i32, y0: i32, y1: i32): void {
  memory.copy(out + rowBytes * y0, source + rowBytes * y0, rowBytes * (y1 - y0));
}

/** Straight to premultiplied alpha, rows [y0, y1). */
export function premultiplyRows(source: usize, out: usize, width: i32, y0: i32, y1: i32): void {
  copyRows(source, out, 4 * width, y0, y1);
  premultiplyPixels(out + 4 * width * y0, width * (y1 - y0));
}
