// What lies outside a picture. The numbers are those of EDGE_CODE in the raster kit.

const CLAMP: i32 = 0;
const MIRROR: i32 = 1;
const WRAP: i32 = 2;
export const TRANSPARENT: i32 = 3;

/** The index inside [0, size) that stands for `index`, or -1 where there is nothing. */
export function insideIndex(index: i32, size: i32, edge: i32): i32 {
  if (<u32>index < <u32>size) return index;
  if (edge == CLAMP) return index < 0 ? 0 : size - 1;
  if (edge == WRAP) return modulo(index, size);
  if (edge == MIRROR) {
    const place = modulo(index, 2 * size);
    return place < size ? place : 2 * size - 1 - place;
  }
  return -1;
}

@inline
function modulo(value: i32, by: i32): i32 {
  const rest = value % by;
  return rest < 0 ? rest + by : rest;
}

/**
 * Columns [start, start + count) of a source row, as a pointer to whole pixels. Points into the picture itself when they
 * all exist and need no change, else at a copy in `buffer`.
 */
export function sourceSegment(
  image: usize,
  stride: usize,
  width: i32,
  height: i32,
  edge: i32,
  premultiply: bool,
  row: i32,
  start: i32,
  count: i32,
  buffer: usize,
): usize {
  const y = insideIndex(row, height, edge);
  if (y < 0) {
    memory.fill(buffer, 0, 4 * count);
    return buffer;
  }
  const line = image + stride * y;
  const end = start + count;
  if (start >= 0 && end <= width) {
    if (!premultiply) return line + 4 * start;
    memory.copy(buffer, line + 4 * start, 4 * count);
  } else {
    const from = max(start, 0);
    const to = min(end, width);
    if (to > from) memory.copy(buffer + 4 * (from - start), line + 4 * from, 4 * (to - from));
    for (let x = start; x < end; x++) {
      if (x >= from && x < to) x = to;
      if (x >= end) break;
      const column = insideIndex(x, width, edge);
      store<u32>(buffer + 4 * (x - start), column < 0 ? 0 : load<u32>(line + 4 * column));
    }
  }
  if (premultiply) premultiplyPixels(buffer, count);
  return buffer;
}

/** Straight to premultiplied alpha, in place, rounded. */
export function premultiplyPixels(pixels: usize, count: i32): void {
  for (let i: i32 = 0; i < count; i++) {
    const pixel = pixels + 4 * i;
    const alpha = <u32>load<u8>(pixel, 3);
    if (alpha == 255) continue;
    store<u8>(pixel, divide255(load<u8>(pixel) * alpha));
    store<u8>(pixel, divide255(load<u8>(pixel, 1) * alpha), 1);
    store<u8>(pixel, divide255(load<u8>(pixel, 2) * alpha), 2);
  }
}

/** Premultiplied to straight alpha, in place, rounded. Colours above their alpha (overshoot) become full. */
export function straightenPixels(pixels: usize, count: i32): void {
  for (let i: i32 = 0; i < count; i++) {
    const pixel = pixels + 4 * i;
    const alpha = <u32>load<u8>(pixel, 3);
    if (alpha == 255) continue;
    if (alpha == 0) {
      store<u32>(pixel, 0);
      continue;
    }
    store<u8>(pixel, straighten(load<u8>(pixel), alpha));
    store<u8>(pixel, straighten(load<u8>(pixel, 1), alpha), 1);
    store<u8>(pixel, straighten(load<u8>(pixel, 2), alpha), 2);
  }
}

@inline
function straighten(value: u32, alpha: u32): u32 {
  return min((value * 255 + (alpha >> 1)) / alpha, 255);
}

/** value / 255, rounded, for 0..65025. */
@inline
export function divide255(value: u32): u32 {
  const t = value + 128;
  return (t + (t >> 8)) >> 8;
}
