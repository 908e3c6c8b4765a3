// PNG scanlines. Most rows are smallest as differences from Paeth's prediction. Of a single star, though, that makes three:
// such rows are sent as they are (stars on black) or as differences from the left (stars on one colour), whichever is
// smallest in sum. In a row of zeros the filter byte is zero, too, and runs of black cross the row borders.
import { rowBuffer } from './scratch';

const NONE: u8 = 0;
const SUB: u8 = 1;
const PAETH: u8 = 4;
/** Zeros in front of a packed row: what lies left of the first pixel. */
const MARGIN: usize = 16;

/**
 * Rows [y0, y1) of the filtered stream: one filter byte and `width * channels` bytes to a row. With three channels the
 * alpha is dropped.
 */
export function filterRows(image: usize, width: i32, channels: i32, out: usize, y0: i32, y1: i32): void {
  const rowBytes = width * channels;
  let above = rowBuffer(0) + MARGIN;
  let row = rowBuffer(1) + MARGIN;
  memory.fill(above - MARGIN, 0, MARGIN);
  memory.fill(row - MARGIN, 0, MARGIN);
  if (y0 > 0) pack(image + 4 * width * (y0 - 1), above, width, channels);
  else memory.fill(above, 0, rowBytes + 16);
  let line = out + (rowBytes + 1) * y0;
  for (let y = y0; y < y1; y++) {
    pack(image + 4 * width * y, row, width, channels);
    if (channels == 3) filterRow(row, above, line, rowBytes, 3);
    else filterRow(row, above, line, rowBytes, 4);
    line += rowBytes + 1;
    const swap = above;
    above = row;
    row = swap;
  }
}

/** A row without its alpha, or as it is. May write up to 16 bytes behind its end. */
function pack(pixels: usize, out: usize, width: i32, channels: i32): void {
  if (channels == 4) {
    memory.copy(out, pixels, 4 * width);
    return;
  }
  let x: i32 = 0;
  for (; x + 4 <= width; x += 4) {
    const colours = i8x16.swizzle(
      v128.load(pixels + 4 * x),
      i8x16(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1),
    );
    v128.store(out + 3 * x, colours);
  }
  for (; x < width; x++) {
    store<u16>(out + 3 * x, load<u16>(pixels + 4 * x));
    store<u8>(out + 3 * x, load<u8>(pixels + 4 * x, 2), 2);
  }
}

@inline
function filterRow(row: usize, above: usize, line: usize, count: i32, pixelBytes: usize): void {
  store<u8>(line, PAETH);
  const predicted = paeth(row, above, line + 1, count, pixelBytes);
  const plain = sizeOf(row, count, 0);
  const across = sizeOf(row, count, pixelBytes);
  if (min(plain, across) > predicted) return;
  if (plain <= across) {
    store<u8>(line, NONE);
    memory.copy(line + 1, row, count);
  } else {
    store<u8>(line, SUB);
    for (let i: i32 = 0; i < count; i++) store<u8>(line + 1 + i, load<u8>(row + i) - load<u8>(row + i - pixelBytes));
  }
}

/** Sum of a row's bytes, or of their differences from `back` bytes before, by their distances from zero either way round. */
@inline
function sizeOf(row: usize, count: i32, back: usize): u32 {
  let sums = i32x4.splat(0);
  let i: i32 = 0;
  for (; i + 16 <= count; i += 16) sums = addSizes(sums, sizedBytes(row + i, back));
  let rest: u32 = 0;
  for (; i < count; i++) rest += <u32>abs<i32>(<i32><i8>(load<u8>(row + i) - (back ? load<u8>(row + i - back) : 0)));
  return lanesOf(sums) + rest;
}

@inline
function sizedBytes(at: usize, back: usize): v128 {
  return back ? i8x16.sub(v128.load(at), v128.load(at - back)) : v128.load(at);
}

@inline
function addSizes(sums: v128, bytes: v128): v128 {
  return i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(i8x16.abs(bytes))));
}

@inline
function lanesOf(v: v128): u32 {
  return i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3);
}

/** Writes a row's differences and returns their size. */
@inline
function paeth(row: usize, above: usize, out: usize, count: i32, pixelBytes: usize): u32 {
  let sums = i32x4.splat(0);
  let i: i32 = 0;
  for (; i + 16 <= count; i += 16) {
    const differences = paeth16(row + i, above + i, pixelBytes);
    sums = addSizes(sums, differences);
    v128.store(out + i, differences);
  }
  if (i < count) {
    // The rest goes through the margin behind the buffers, for what follows in the stream may be another thread's.
    const rest = above + count + 16;
    v128.store(rest, paeth16(row + i, above + i, pixelBytes));
    memory.copy(out + i, rest, count - i);
  }
  let size: u32 = lanesOf(sums);
  for (; i < count; i++) size += <u32>abs<i32>(<i32>load<i8>(out + i));
  return size;
}

/** Sixteen bytes minus their Paeth prediction: left, above or above-left, whichever is nearest to left + above - above-left. */
@inline
function paeth16(row: usize, above: usize, pixelBytes: usize): v128 {
  const left = v128.load(row - pixelBytes);
  const up = v128.load(above);
  const corner = v128.load(above - pixelBytes);
  const leftFar = distance(up, corner);
  const upFar = distance(left, corner);
  const cornerFar = i8x16.narrow_i16x8_u(
    cornerDistance(i16x8.extend_low_i8x16_u(left), i16x8.extend_low_i8x16_u(up), i16x8.extend_low_i8x16_u(corner)),
    cornerDistance(i16x8.extend_high_i8x16_u(left), i16x8.extend_high_i8x16_u(up), i16x8.extend_high_i8x16_u(corner)),
  );
  const takeLeft = v128.and(i8x16.le_u(leftFar, upFar), i8x16.le_u(leftFar, cornerFar));
  const prediction = v128.bitselect(left, v128.bitselect(up, corner, i8x16.le_u(upFar, cornerFar)), takeLeft);
  return i8x16.sub(v128.load(row), prediction);
}

@inline
function distance(a: v128, b: v128): v128 {
  return v128.or(i8x16.sub_sat_u(a, b), i8x16.sub_sat_u(b, a));
}

@inline
function cornerDistance(left: v128, up: v128, corner: v128): v128 {
  return i16x8.abs(i16x8.sub(i16x8.add(left, up), i16x8.add(corner, corner)));
}
