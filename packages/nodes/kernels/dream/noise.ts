import { ease4, hash4, lerp4, ROUNDING, ROUNDING_BITS } from './lanes';

const HASH_U: i32 = 0x1b873593;
const HASH_V: i32 = 0x5bd1e995;
/** Turns the bits of one gradient into another one, unrelated to it. */
const HASH_SECOND: i32 = 0x68e31da5;
/** Offsets inside a cell are 16-bit numbers of this scale: up to 1.5 cells fit, and a step is 1/8192 of a cell. */
const OFFSET_SCALE: f32 = 8192;
/** Gradients are signed 16-bit pairs; this brings the noise to a standard deviation of about 0.33. */
const NOISE_SCALE: f32 = 1.45 / (32768.0 * 8192.0);
/** Ridged noise: 1 on the zero lines of the noise, 0 where it is at least 1/1.55. */
const RIDGE_STEEPNESS: f32 = 1.55;

/** One lane holds both offsets as signed 16-bit halves: the low one along u, the high one along v. */
@inline
function packOffsets(alongU: v128, alongV: v128): v128 {
  const u = f32x4.add(alongU, f32x4.splat(ROUNDING));
  const v = f32x4.add(alongV, f32x4.splat(ROUNDING));
  return v128.or(v128.and(u, i32x4.splat(0xffff)), i32x4.shl(v, 16));
}

@inline
function pair16(low: i32, high: i32): v128 {
  return i32x4.splat((low & 0xffff) | (high << 16));
}

/** Scalar product of a corner's gradient (its hash) with the offset from that corner. */
@inline
function slope(hash: v128, offset: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.dot_i16x8_s(hash, offset));
}

@inline
function scaled(value: f32): i32 {
  return <i32>floor<f32>(value * OFFSET_SCALE + 0.5);
}

/**
 * Adds `amplitude` times gradient noise to rows of a plane, or stores it (`accumulate` 0).
 *
 * The gradients of an octave turn with time: instead of turning four of them, the offset within the cell is turned the
 * other way (cos, sin). `ridged` 1 turns the noise into crests between 0 and 1. `warpX`, `warpY` (0 for none) are planes
 * of displacements in picture heights, `cellsPerHeight` brings them to cells. The two columns after the last are written, too,
 * for those who take differences.
 *
 * @source gradient noise and its quintic ease: K. Perlin, Improving Noise, 2002; turning gradients: Perlin and Neyret,
 *   Flow Noise, 2001
 */
export function noiseOctave(
  plane: usize, width: i32, stride: i32, accumulate: i32, baseU: i32, baseV: i32, u0: f32, v0: f32,
  uPerColumn: f32, vPerColumn: f32, uPerRow: f32, vPerRow: f32, seed: i32, cos: f32, sin: f32, amplitude: f32,
  ridged: i32, warpX: usize, warpY: usize, cellsPerHeight: f32, y0: i32, y1: i32,
): void {
  const lane = f32x4(0, 1, 2, 3);
  const laneU = f32x4.mul(lane, f32x4.splat(uPerColumn)), laneV = f32x4.mul(lane, f32x4.splat(vPerColumn));
  const seeds = i32x4.splat(seed), warpScale = f32x4.splat(cellsPerHeight), gain = f32x4.splat(amplitude);
  const turnCos = f32x4.splat(cos * OFFSET_SCALE), turnSin = f32x4.splat(sin * OFFSET_SCALE);
  const c = scaled(cos), s = scaled(sin);
  const right = pair16(c, -s), below = pair16(s, c), across = pair16(c + s, c - s);
  const hashU = i32x4.splat(HASH_U), hashV = i32x4.splat(HASH_V);
  const firstU = i32x4.splat(baseU - ROUNDING_BITS), firstV = i32x4.splat(baseV - ROUNDING_BITS);
  const rounding = f32x4.splat(ROUNDING);
  for (let y = y0; y < y1; y++) {
    const rowU = u0 + <f32>y * uPerRow, rowV = v0 + <f32>y * vPerRow;
    for (let x = 0; x < width + 2; x += 4) {
      const o = (<usize>(y * stride + x)) << 2;
      let u = f32x4.add(f32x4.splat(rowU + <f32>x * uPerColumn), laneU);
      let v = f32x4.add(f32x4.splat(rowV + <f32>x * vPerColumn), laneV);
      if (warpX) {
        u = f32x4.add(u, f32x4.mul(v128.load(warpX + o), warpScale));
        v = f32x4.add(v, f32x4.mul(v128.load(warpY + o), warpScale));
      }
      const cellU = f32x4.floor(u), cellV = f32x4.floor(v);
      const inU = f32x4.sub(u, cellU), inV = f32x4.sub(v, cellV);
      const productU = i32x4.mul(i32x4.add(f32x4.add(cellU, rounding), firstU), hashU);
      const productV = i32x4.mul(i32x4.add(f32x4.add(cellV, rounding), firstV), hashV);
      const left = v128.xor(productU, seeds), rightOf = v128.xor(i32x4.add(productU, hashU), seeds);
      const belowOf = i32x4.add(productV, hashV);
      const offset = packOffsets(
        f32x4.add(f32x4.mul(inU, turnCos), f32x4.mul(inV, turnSin)),
        f32x4.sub(f32x4.mul(inV, turnCos), f32x4.mul(inU, turnSin)),
      );
      const easeU = ease4(inU);
      const top = lerp4(slope(hash4(left, productV), offset), slope(hash4(rightOf, productV), i16x8.sub(offset, right)), easeU);
      const bottom = lerp4(
        slope(hash4(left, belowOf), i16x8.sub(offset, below)), slope(hash4(rightOf, belowOf), i16x8.sub(offset, across)), easeU,
      );
      let n = f32x4.mul(lerp4(top, bottom, ease4(inV)), f32x4.splat(NOISE_SCALE));
      if (ridged) {
        n = f32x4.max(f32x4.sub(f32x4.splat(1), f32x4.mul(f32x4.abs(n), f32x4.splat(RIDGE_STEEPNESS))), f32x4.splat(0));
        n = f32x4.mul(n, n);
      }
      n = f32x4.mul(n, gain);
      v128.store(plane + o, accumulate ? f32x4.add(v128.load(plane + o), n) : n);
    }
  }
}

/**
 * Two unrelated noises on one lattice for little more than the price of one: the second takes its gradients from a
 * further multiplication of the first one's hash. Otherwise as {@link noiseOctave}, without ridges.
 */
export function noisePair(
  planeA: usize, planeB: usize, width: i32, stride: i32, accumulate: i32, baseU: i32, baseV: i32, u0: f32, v0: f32,
  uPerColumn: f32, vPerColumn: f32, uPerRow: f32, vPerRow: f32, seed: i32, cos: f32, sin: f32,
  amplitudeA: f32, amplitudeB: f32, warpX: usize, warpY: usize, cellsPerHeight: f32, y0: i32, y1: i32,
): void {
  const lane = f32x4(0, 1, 2, 3);
  const laneU = f32x4.mul(lane, f32x4.splat(uPerColumn)), laneV = f32x4.mul(lane, f32x4.splat(vPerColumn));
  const seeds = i32x4.splat(seed), warpScale = f32x4.splat(cellsPerHeight), second = i32x4.splat(HASH_SECOND);
  const gainA = f32x4.splat(amplitudeA * NOISE_SCALE), gainB = f32x4.splat(amplitudeB * NOISE_SCALE);
  const turnCos = f32x4.splat(cos * OFFSET_SCALE), turnSin = f32x4.splat(sin * OFFSET_SCALE);
  const c = scaled(cos), s = scaled(sin);
  const right = pair16(c, -s), below = pair16(s, c), across = pair16(c + s, c - s);
  const hashU = i32x4.splat(HASH_U), hashV = i32x4.splat(HASH_V);
  const firstU = i32x4.splat(baseU - ROUNDING_BITS), firstV = i32x4.splat(baseV - ROUNDING_BITS);
  const rounding = f32x4.splat(ROUNDING);
  for (let y = y0; y < y1; y++) {
    const rowU = u0 + <f32>y * uPerRow, rowV = v0 + <f32>y * vPerRow;
    for (let x = 0; x < width + 2; x += 4) {
      const o = (<usize>(y * stride + x)) << 2;
      let u = f32x4.add(f32x4.splat(rowU + <f32>x * uPerColumn), laneU);
      let v = f32x4.add(f32x4.splat(rowV + <f32>x * vPerColumn), laneV);
      if (warpX) {
        u = f32x4.add(u, f32x4.mul(v128.load(warpX + o), warpScale));
        v = f32x4.add(v, f32x4.mul(v128.load(warpY + o), warpScale));
      }
      const cellU = f32x4.floor(u), cellV = f32x4.floor(v);
      const inU = f32x4.sub(u, cellU), inV = f32x4.sub(v, cellV);
      const productU = i32x4.mul(i32x4.add(f32x4.add(cellU, rounding), firstU), hashU);
      const productV = i32x4.mul(i32x4.add(f32x4.add(cellV, rounding), firstV), hashV);
      const left = v128.xor(productU, seeds), rightOf = v128.xor(i32x4.add(productU, hashU), seeds);
      const belowOf = i32x4.add(productV, hashV);
      const o00 = packOffsets(
        f32x4.add(f32x4.mul(inU, turnCos), f32x4.mul(inV, turnSin)),
        f32x4.sub(f32x4.mul(inV, turnCos), f32x4.mul(inU, turnSin)),
      );
      const o10 = i16x8.sub(o00, right), o01 = i16x8.sub(o00, below), o11 = i16x8.sub(o00, across);
      const h00 = hash4(left, productV), h10 = hash4(rightOf, productV);
      const h01 = hash4(left, belowOf), h11 = hash4(rightOf, belowOf);
      const easeU = ease4(inU), easeV = ease4(inV);
      let a = lerp4(
        lerp4(slope(h00, o00), slope(h10, o10), easeU), lerp4(slope(h01, o01), slope(h11, o11), easeU), easeV,
      );
      let b = lerp4(
        lerp4(slope(i32x4.mul(h00, second), o00), slope(i32x4.mul(h10, second), o10), easeU),
        lerp4(slope(i32x4.mul(h01, second), o01), slope(i32x4.mul(h11, second), o11), easeU),
        easeV,
      );
      a = f32x4.mul(a, gainA);
      b = f32x4.mul(b, gainB);
      v128.store(planeA + o, accumulate ? f32x4.add(v128.load(planeA + o), a) : a);
      v128.store(planeB + o, accumulate ? f32x4.add(v128.load(planeB + o), b) : b);
    }
  }
}
