// Premultiplied layers over a frame with straight alpha.
import { divide255 } from './edge';

/** A layer of many: 32-bit words in this order, written by the raster kit. */
@unmanaged
class LayerAt {
  pixels: u32;
  /** Place of the top left corner; may lie outside. */
  x: i32;
  y: i32;
  width: i32;
  height: i32;
}

const LAYER_BYTES: usize = 20;

/** Lays the parts of `count` layers that fall into rows [y0, y1) of a picture over it, first one lowest. */
export function overLayers(table: usize, count: i32, out: usize, width: i32, y0: i32, y1: i32): void {
  const end = table + LAYER_BYTES * count;
  for (let at = table; at < end; at += LAYER_BYTES) {
    const layer = changetype<LayerAt>(at);
    const left = max(0, layer.x);
    const columns = min(width, layer.x + layer.width) - left;
    const bottom = min(y1, layer.y + layer.height);
    if (columns <= 0) continue;
    for (let y = max(y0, layer.y); y < bottom; y++) {
      const from: usize = layer.pixels + 4 * ((y - layer.y) * layer.width + left - layer.x);
      overRow(from, out + 4 * (y * width + left), columns);
    }
  }
}

/** Rows [y0, y1) of a layer, `width` columns of it, laid over the picture at `out`. Both pointers are at row 0. */
export function over(layer: usize, layerStride: i32, out: usize, outStride: i32, width: i32, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) overRow(layer + y * layerStride, out + y * outStride, width);
}

function overRow(layer: usize, out: usize, width: i32): void {
  const colours = i32x4.splat(0x00ffffff);
  let x: i32 = 0;
  for (; x + 4 <= width; x += 4) {
    const source = v128.load(layer + 4 * x);
    if (!v128.any_true(source)) continue;
    const under = v128.load(out + 4 * x);
    if (i32x4.all_true(i32x4.eq(v128.or(under, colours), i32x4.splat(-1)))) {
      v128.store(out + 4 * x, overOpaque(source, under));
    } else for (let i: i32 = 0; i < 4; i++) overPixel(layer + 4 * (x + i), out + 4 * (x + i));
  }
  for (; x < width; x++) overPixel(layer + 4 * x, out + 4 * x);
}

/** source + under * (255 - alpha) / 255 for four pixels. */
@inline
function overOpaque(source: v128, under: v128): v128 {
  const alphas = v128.shuffle<u8>(source, source, 3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15);
  const rest = v128.not(alphas);
  const low = scale255(i16x8.extend_low_i8x16_u(under), i16x8.extend_low_i8x16_u(rest));
  const high = scale255(i16x8.extend_high_i8x16_u(under), i16x8.extend_high_i8x16_u(rest));
  return i8x16.add_sat_u(source, i8x16.narrow_i16x8_u(low, high));
}

@inline
function scale255(value: v128, by: v128): v128 {
  const t = i16x8.add(i16x8.mul(value, by), i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(t, i16x8.shr_u(t, 8)), 8);
}

/** One pixel, on any ground. */
function overPixel(layer: usize, out: usize): void {
  const alpha = <u32>load<u8>(layer, 3);
  if (load<u32>(layer) == 0) return;
  const under = <u32>load<u8>(out, 3);
  const kept = divide255(under * (255 - alpha));
  const total = alpha + kept;
  if (total == 0) return;
  for (let c: usize = 0; c < 3; c++) {
    const value = <u32>load<u8>(layer + c) * 255 + <u32>load<u8>(out + c) * kept;
    store<u8>(out + c, min((value + (total >> 1)) / total, 255));
  }
  store<u8>(out, total, 3);
}
