import { abs4, add, all, at, fade, fract, int, mix, most, mul, num, par, plus, root, scaled, smooth, sub, times, whole } from './vec';

const KEY_X = 0x1b873593, KEY_Y = 0x5bd1e995, KEY_Z = 0x68e31da4;

/** Hash of two words in each lane. */
@inline export function hash(a: v128, b: v128): v128 {
  let h = v128.xor(a, b);
  h = v128.xor(h, i32x4.shr_u(h, 15));
  h = i32x4.mul(h, i32x4.splat(0x2c1b3c6d));
  return v128.xor(h, i32x4.shr_u(h, 13));
}
/** Ten bits of a hash as a number 0..1. */
@inline export function tenBits(h: v128, shift: i32): v128 {
  return times(f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(h, shift), i32x4.splat(1023))), 1.0 / 1023.0);
}
@inline export function hashXY(x: v128, y: v128, seed: i32): v128 {
  return hash(v128.xor(i32x4.mul(x, i32x4.splat(KEY_X)), i32x4.splat(seed)), i32x4.mul(y, i32x4.splat(KEY_Y)));
}

@inline function slope2(h: v128, ex: v128, ey: v128): v128 {
  const gx = f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.shl(h, 16), 16)), gy = f32x4.convert_i32x4_s(i32x4.shr_s(h, 16));
  return add(mul(gx, ex), mul(gy, ey));
}
/** Gradient noise in the plane: about -1.1 to 1.1, standard deviation 0.33. */
@inline export function noise2(u: v128, v: v128, seed: i32): v128 {
  const x = whole(u), y = whole(v), ex = fract(u), ey = fract(v);
  const s = i32x4.splat(seed), one = i32x4.splat(1);
  const x0 = v128.xor(i32x4.mul(x, i32x4.splat(KEY_X)), s), x1 = v128.xor(i32x4.mul(i32x4.add(x, one), i32x4.splat(KEY_X)), s);
  const y0 = i32x4.mul(y, i32x4.splat(KEY_Y)), y1 = i32x4.add(y0, i32x4.splat(KEY_Y));
  const fx = plus(ex, -1), fy = plus(ey, -1), sx = fade(ex), sy = fade(ey);
  const top = mix(slope2(hash(x0, y0), ex, ey), slope2(hash(x1, y0), fx, ey), sx);
  const bottom = mix(slope2(hash(x0, y1), ex, fy), slope2(hash(x1, y1), fx, fy), sx);
  return times(mix(top, bottom, sy), 1.45 / 32768.0);
}

@inline function slope3(h: v128, ex: v128, ey: v128, ez: v128): v128 {
  const gx = f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.shl(h, 22), 22));
  const gy = f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.shl(h, 12), 22));
  const gz = f32x4.convert_i32x4_s(i32x4.shr_s(h, 22));
  return add(add(mul(gx, ex), mul(gy, ey)), mul(gz, ez));
}
/** Gradient noise in space: about -1.1 to 1.1. */
@inline export function noise3(x: v128, y: v128, z: v128, seed: i32): v128 {
  const ix = whole(x), iy = whole(y), iz = whole(z), ex = fract(x), ey = fract(y), ez = fract(z);
  const s = i32x4.splat(seed), kx = i32x4.splat(KEY_X), ky = i32x4.splat(KEY_Y), kz = i32x4.splat(KEY_Z);
  const x0 = v128.xor(i32x4.mul(ix, kx), s), x1 = v128.xor(i32x4.mul(i32x4.add(ix, i32x4.splat(1)), kx), s);
  const y0 = i32x4.mul(iy, ky), y1 = i32x4.add(y0, ky), z0 = i32x4.mul(iz, kz), z1 = i32x4.add(z0, kz);
  const a = v128.xor(x0, y0), b = v128.xor(x1, y0), c = v128.xor(x0, y1), d = v128.xor(x1, y1);
  const fx = plus(ex, -1), fy = plus(ey, -1), fz = plus(ez, -1), sx = fade(ex), sy = fade(ey), sz = fade(ez);
  const near = mix(
    mix(slope3(hash(a, z0), ex, ey, ez), slope3(hash(b, z0), fx, ey, ez), sx),
    mix(slope3(hash(c, z0), ex, fy, ez), slope3(hash(d, z0), fx, fy, ez), sx), sy);
  const far = mix(
    mix(slope3(hash(a, z1), ex, ey, fz), slope3(hash(b, z1), fx, ey, fz), sx),
    mix(slope3(hash(c, z1), ex, fy, fz), slope3(hash(d, z1), fx, fy, fz), sx), sy);
  return times(mix(near, far, sz), 1.45 / 512.0);
}
/** 1 on the crease lines of noise, 0 away from them. */
@inline export function ridged(n: v128): v128 {
  const r = most(sub(all(1), times(abs4(n), 1.55)), all(0));
  return mul(r, r);
}
/**
 * Impact craters: below 0 in a bowl, above 0 on its rim, 0 on open ground. Each cell of space holds one ball that stays inside
 * it, so one hash a point is enough; the ball's cut with the surface is the crater.
 */
@inline function craters(x: v128, y: v128, z: v128, seed: i32): v128 {
  const s = v128.xor(i32x4.mul(whole(x), i32x4.splat(KEY_X)), i32x4.splat(seed));
  const h = hash(v128.xor(s, i32x4.mul(whole(y), i32x4.splat(KEY_Y))), i32x4.mul(whole(z), i32x4.splat(KEY_Z)));
  const radius = scaled(tenBits(h, 2), 0.26, 0.12);
  const room = sub(all(1), add(radius, radius));
  const dx = sub(fract(x), add(radius, mul(room, tenBits(h, 12)))), dy = sub(fract(y), add(radius, mul(room, tenBits(h, 20))));
  const dz = sub(fract(z), add(radius, mul(room, tenBits(i32x4.mul(h, i32x4.splat(0x2c1b3c6d)), 15))));
  const d = f32x4.div(root(add(add(mul(dx, dx), mul(dy, dy)), mul(dz, dz))), radius);
  const bowl = mul(smooth(0.95, 0.45, d), all(-1)), rim = mul(smooth(0.62, 0.84, d), smooth(1, 0.84, d));
  return mul(add(bowl, times(rim, 0.9)), smooth(0.25, 0.45, tenBits(h, 7)));
}

/** One octave in the table of `noiseStack`: 16 words. */
const OCTAVE_BYTES: usize = 64;
const RIDGED = 1, CRATERS = 2;

/**
 * Sums octaves of noise at given points of space. Of row y, columns [spans[2y], spans[2y+1]) are computed, multiples of 4.
 * Octaves come in order, so a later one may be displaced by what an earlier one wrote.
 *
 * An octave is (plane, frequency x 3, offset x 3, seed, amplitude, mode, warp plane or 0, warp strength).
 */
export function noiseStack(X: usize, Y: usize, Z: usize, stride: i32, firstRow: i32, spans: usize, octaves: usize, count: i32, y0: i32, y1: i32): void {
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const start = load<i32>(spans + (<usize>y << 3)), end = load<i32>(spans + (<usize>y << 3), 4);
    if (start >= end) continue;
    for (let k = 0; k < count; k++) {
      const octave = octaves + <usize>k * OCTAVE_BYTES, target: usize = int(octave, 0);
      for (let x = start; x < end; x += 4) v128.store(target + at(stride, x, y), all(0));
    }
    for (let k = 0; k < count; k++) addOctave(X, Y, Z, octaves + <usize>k * OCTAVE_BYTES, at(stride, start, y), at(stride, end, y));
  }
}

function addOctave(X: usize, Y: usize, Z: usize, octave: usize, start: usize, end: usize): void {
  const target: usize = int(octave, 0), seed = int(octave, 7), mode = int(octave, 9), warp: usize = int(octave, 10);
  const fx = num(octave, 1), fy = num(octave, 2), fz = num(octave, 3), ox = num(octave, 4), oy = num(octave, 5), oz = num(octave, 6);
  const amplitude = par(octave, 8), warpBy = num(octave, 11);
  for (let o = start; o < end; o += 16) {
    let x = scaled(v128.load(X + o), fx, ox), y = scaled(v128.load(Y + o), fy, oy), z = scaled(v128.load(Z + o), fz, oz);
    if (warp) {
      const w = times(v128.load(warp + o), warpBy);
      x = add(x, w); y = add(y, w); z = sub(z, w);
    }
    let n: v128;
    if (mode == CRATERS) n = craters(x, y, z, seed);
    else {
      n = noise3(x, y, z, seed);
      if (mode == RIDGED) n = ridged(n);
    }
    v128.store(target + o, add(v128.load(target + o), mul(n, amplitude)));
  }
}
