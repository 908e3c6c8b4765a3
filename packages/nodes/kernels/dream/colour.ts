import { blended, farRow, fineHigh, fineLow, nearRow } from './pyramid';
import { clamp4, cubeRoot4, hash4, weigh3 } from './lanes';

// sRGB bytes, linear light and OKLab. @source B. Ottosson, A perceptual color space for image processing, 2020

// @inline functions because a kernel cannot return three vectors.
@inline
function longCone(r: v128, g: v128, b: v128): v128 {
  return cubeRoot4(weigh3(r, 0.4122214708, g, 0.5363325363, b, 0.0514459929));
}
@inline
function middleCone(r: v128, g: v128, b: v128): v128 {
  return cubeRoot4(weigh3(r, 0.2119034982, g, 0.6806995451, b, 0.1073969566));
}
@inline
function shortCone(r: v128, g: v128, b: v128): v128 {
  return cubeRoot4(weigh3(r, 0.0883024619, g, 0.2817188376, b, 0.6299787005));
}
@inline
function lightness(l: v128, m: v128, s: v128): v128 {
  return weigh3(l, 0.2104542553, m, 0.793617785, s, -0.0040720468);
}
@inline
function greenRed(l: v128, m: v128, s: v128): v128 {
  return weigh3(l, 1.9779984951, m, -2.428592205, s, 0.4505937099);
}
@inline
function blueYellow(l: v128, m: v128, s: v128): v128 {
  return weigh3(l, 0.0259040371, m, 0.7827717662, s, -0.808675766);
}

/** One byte of each of four pixels through the 256-entry table of linear light. `p0`..`p3` are the bytes' addresses. */
@inline
function linear4(table: usize, p0: usize, p1: usize, p2: usize, p3: usize): v128 {
  let v = v128.load32_zero(table + (<usize>load<u8>(p0) << 2));
  v = v128.load_lane<f32>(table + (<usize>load<u8>(p1) << 2), v, 1);
  v = v128.load_lane<f32>(table + (<usize>load<u8>(p2) << 2), v, 2);
  return v128.load_lane<f32>(table + (<usize>load<u8>(p3) << 2), v, 3);
}

/** Rows of an RGBA8 picture to OKLab planes. The columns after the picture repeat its last one. */
export function decodeToLab(
  picture: usize, width: i32, stride: i32, planeL: usize, planeA: usize, planeB: usize, table: usize, y0: i32, y1: i32,
): void {
  const last = width - 1;
  for (let y = y0; y < y1; y++) {
    const row = picture + (<usize>(y * width) << 2);
    for (let x = 0; x < stride; x += 4) {
      const p0 = row + (<usize>min(x, last) << 2), p1 = row + (<usize>min(x + 1, last) << 2);
      const p2 = row + (<usize>min(x + 2, last) << 2), p3 = row + (<usize>min(x + 3, last) << 2);
      const r = linear4(table, p0, p1, p2, p3);
      const g = linear4(table, p0 + 1, p1 + 1, p2 + 1, p3 + 1);
      const b = linear4(table, p0 + 2, p1 + 2, p2 + 2, p3 + 2);
      const l = longCone(r, g, b), m = middleCone(r, g, b), s = shortCone(r, g, b);
      const o = (<usize>(y * stride + x)) << 2;
      v128.store(planeL + o, lightness(l, m, s));
      v128.store(planeA + o, greenRed(l, m, s));
      v128.store(planeB + o, blueYellow(l, m, s));
    }
  }
}

/** x (1 + x/9) / (1 + x), at most 1: linear near 0 and exactly 1 at 3, where it meets its ceiling. */
@inline
function shoulder(light: v128): v128 {
  const one = f32x4.splat(1);
  const x = f32x4.max(light, f32x4.splat(0));
  const up = f32x4.mul(x, f32x4.add(one, f32x4.mul(x, f32x4.splat(0.11111111))));
  return f32x4.min(f32x4.div(up, f32x4.add(one, x)), one);
}

@inline
function finishFour(
  red: usize, green: usize, blue: usize, glowR: v128, glowG: v128, glowB: v128, glow: v128, expose: v128, chroma: v128,
): void {
  const r = shoulder(f32x4.mul(expose, f32x4.add(v128.load(red), f32x4.mul(glow, glowR))));
  const g = shoulder(f32x4.mul(expose, f32x4.add(v128.load(green), f32x4.mul(glow, glowG))));
  const b = shoulder(f32x4.mul(expose, f32x4.add(v128.load(blue), f32x4.mul(glow, glowB))));
  const l = longCone(r, g, b), m = middleCone(r, g, b), s = shortCone(r, g, b);
  v128.store(red, lightness(l, m, s));
  v128.store(green, f32x4.mul(chroma, greenRed(l, m, s)));
  v128.store(blue, f32x4.mul(chroma, blueYellow(l, m, s)));
}

/**
 * Finishes the painted light: adds `bloom` times the glow (half size), takes exposure and tone curve, and turns it into
 * OKLab in place, chroma times `saturation`.
 */
export function finishLight(
  red: usize, green: usize, blue: usize, width: i32, stride: i32, glowR: usize, glowG: usize, glowB: usize,
  glowWidth: i32, glowHeight: i32, glowStride: i32, bloom: f32, exposure: f32, saturation: f32, y0: i32, y1: i32,
): void {
  const glow = f32x4.splat(bloom), expose = f32x4.splat(exposure), chroma = f32x4.splat(saturation), zero = f32x4.splat(0);
  for (let y = y0; y < y1; y++) {
    const near = <usize>(nearRow(y, glowHeight) * glowStride) << 2, far = <usize>(farRow(y, glowHeight) * glowStride) << 2;
    let hereR = blended(glowR + near, glowR + far, 0, glowWidth, zero), beforeR = v128.shuffle<f32>(hereR, hereR, 0, 0, 0, 0);
    let hereG = blended(glowG + near, glowG + far, 0, glowWidth, zero), beforeG = v128.shuffle<f32>(hereG, hereG, 0, 0, 0, 0);
    let hereB = blended(glowB + near, glowB + far, 0, glowWidth, zero), beforeB = v128.shuffle<f32>(hereB, hereB, 0, 0, 0, 0);
    for (let x = 0; x < width; x += 8) {
      const next = (x >> 1) + 4;
      const afterR = blended(glowR + near, glowR + far, next, glowWidth, hereR);
      const afterG = blended(glowG + near, glowG + far, next, glowWidth, hereG);
      const afterB = blended(glowB + near, glowB + far, next, glowWidth, hereB);
      const o = (<usize>(y * stride + x)) << 2;
      finishFour(
        red + o, green + o, blue + o, fineLow(beforeR, hereR, afterR), fineLow(beforeG, hereG, afterG),
        fineLow(beforeB, hereB, afterB), glow, expose, chroma,
      );
      finishFour(
        red + o + 16, green + o + 16, blue + o + 16, fineHigh(beforeR, hereR, afterR), fineHigh(beforeG, hereG, afterG),
        fineHigh(beforeB, hereB, afterB), glow, expose, chroma,
      );
      beforeR = hereR; hereR = afterR;
      beforeG = hereG; hereG = afterG;
      beforeB = hereB; hereB = afterB;
    }
  }
}

/** Entries of the table from the square root of linear light to sRGB in 1/256 of a byte. */
const ENCODE_STEPS: f32 = 4095;

/** Table index of a light value: the square root spends the entries where the eye does. */
@inline
function encodeIndex(light: v128): v128 {
  const root = f32x4.sqrt(clamp4(light, 0, 1));
  return i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(root, f32x4.splat(ENCODE_STEPS)), f32x4.splat(0.5)));
}

/** One channel of four pixels: the table's values plus a dither of 0..255/256 of a step, cut to whole bytes. */
@inline
function bytes4(table: usize, index: v128, dither: v128): v128 {
  let value = v128.load16_lane(table + (<usize>i32x4.extract_lane(index, 0) << 1), i32x4.splat(0), 0);
  value = v128.load16_lane(table + (<usize>i32x4.extract_lane(index, 1) << 1), value, 2);
  value = v128.load16_lane(table + (<usize>i32x4.extract_lane(index, 2) << 1), value, 4);
  value = v128.load16_lane(table + (<usize>i32x4.extract_lane(index, 3) << 1), value, 6);
  return i32x4.shr_u(i32x4.add(value, v128.and(dither, i32x4.splat(255))), 8);
}

/**
 * Rows of OKLab planes to an opaque RGBA8 picture.
 *
 * The dither is not for beauty: without it a mix that moves a pixel by less than half a step per frame would never move
 * it at all, and the voyage would freeze.
 */
export function encodeFromLab(
  planeL: usize, planeA: usize, planeB: usize, stride: i32, picture: usize, width: i32, table: usize, seed: i32, y0: i32, y1: i32,
): void {
  const columns = i32x4(0, 1, 2, 3);
  for (let y = y0; y < y1; y++) {
    const rowSeed = i32x4.splat((y * 0x5bd1e995) ^ seed);
    for (let x = 0; x < width; x += 4) {
      const o = (<usize>(y * stride + x)) << 2;
      const light = v128.load(planeL + o), a = v128.load(planeA + o), b = v128.load(planeB + o);
      let l = weigh3(light, 1, a, 0.3963377774, b, 0.2158037573);
      let m = weigh3(light, 1, a, -0.1055613458, b, -0.0638541728);
      let s = weigh3(light, 1, a, -0.0894841775, b, -1.291485548);
      l = f32x4.mul(l, f32x4.mul(l, l));
      m = f32x4.mul(m, f32x4.mul(m, m));
      s = f32x4.mul(s, f32x4.mul(s, s));
      const red = encodeIndex(weigh3(l, 4.0767416621, m, -3.3077115913, s, 0.2309699292));
      const green = encodeIndex(weigh3(l, -1.2684380046, m, 2.6097574011, s, -0.3413193965));
      const blue = encodeIndex(weigh3(l, -0.0041960863, m, -0.7034186147, s, 1.707614701));
      const dither = hash4(i32x4.mul(i32x4.add(i32x4.splat(x), columns), i32x4.splat(0x1b873593)), rowSeed);
      const r = bytes4(table, red, dither), g = bytes4(table, green, i32x4.shr_u(dither, 8)), c = bytes4(table, blue, i32x4.shr_u(dither, 16));
      const pixels = v128.or(v128.or(r, i32x4.shl(g, 8)), v128.or(i32x4.shl(c, 16), i32x4.splat(0xff000000)));
      const p = picture + ((<usize>(y * width + x)) << 2), count = width - x;
      if (count >= 4) v128.store(p, pixels);
      else {
        store<u32>(p, i32x4.extract_lane(pixels, 0));
        if (count > 1) store<u32>(p, i32x4.extract_lane(pixels, 1), 4);
        if (count > 2) store<u32>(p, i32x4.extract_lane(pixels, 2), 8);
      }
    }
  }
}

/** Rows copied byte by byte, alpha set to opaque. */
export function copyOpaque(source: usize, target: usize, width: i32, y0: i32, y1: i32): void {
  const end = <usize>(y1 * width) << 2;
  for (let p = <usize>(y0 * width) << 2; p < end; p += 4) store<u32>(target + p, load<u32>(source + p) | 0xff000000);
}
