// Noise with no mean of its own: it roughens a picture and leaves its brightness where it is. Four pixels at a time.
import { hashed4 } from './chance';

const GAUSSIAN: i32 = 0;

/**
 * Rows [y0, y1) of `image` with noise added. `amount` is its standard deviation in levels. Near black and white it is
 * held to what fits on both sides, so that clipping does not shift the mean.
 *
 * @param kind     0 Gaussian, each pixel by itself; 1 Perlin, `octaves` layers of which the first has cells of `cell` px
 * @param coloured 1: red, green and blue each have noise of their own; 0: the same for all three
 */
export function grainRows(
  image: usize, out: usize, width: i32, kind: i32, amount: f32, seed: u32, cell: f32, octaves: i32, coloured: i32,
  y0: i32, y1: i32,
): void {
  const strength = f32x4.splat(amount);
  for (let y = y0; y < y1; y++) {
    for (let x: i32 = 0; x < width; x += 4) {
      const red = f32x4.mul(strength, noise(kind, x, y, seed, cell, octaves));
      const green = coloured == 0 ? red : f32x4.mul(strength, noise(kind, x, y, seed + 1, cell, octaves));
      const blue = coloured == 0 ? red : f32x4.mul(strength, noise(kind, x, y, seed + 2, cell, octaves));
      const first: usize = 4 * (width * y + x);
      const left = width - x;
      add(image + first, out + first, f32x4.extract_lane(red, 0), f32x4.extract_lane(green, 0), f32x4.extract_lane(blue, 0));
      if (left > 1) add(image + first + 4, out + first + 4, f32x4.extract_lane(red, 1), f32x4.extract_lane(green, 1), f32x4.extract_lane(blue, 1));
      if (left > 2) add(image + first + 8, out + first + 8, f32x4.extract_lane(red, 2), f32x4.extract_lane(green, 2), f32x4.extract_lane(blue, 2));
      if (left > 3) add(image + first + 12, out + first + 12, f32x4.extract_lane(red, 3), f32x4.extract_lane(green, 3), f32x4.extract_lane(blue, 3));
    }
  }
}

@inline
function add(pixel: usize, to: usize, red: f32, green: f32, blue: f32): void {
  store<u8>(to, added(load<u8>(pixel), red));
  store<u8>(to, added(load<u8>(pixel, 1), green), 1);
  store<u8>(to, added(load<u8>(pixel, 2), blue), 2);
  store<u8>(to, load<u8>(pixel, 3), 3);
}

@inline
function added(level: u8, change: f32): u8 {
  const room = <f32>min<i32>(level, 255 - <i32>level);
  const held = min<f32>(room, max<f32>(-room, change));
  return <u8>(<f32>level + held + <f32>0.5);
}

/** Noise of deviation about 1 at the four pixels from x on. */
@inline
function noise(kind: i32, x: i32, y: i32, seed: u32, cell: f32, octaves: i32): v128 {
  return kind == GAUSSIAN ? gaussian(x, y, seed) : perlin(x, y, seed, cell, octaves);
}

/** Nearly normal, with mean 0 and deviation 1: the sum of four random bytes. */
@inline
function gaussian(x: i32, y: i32, seed: u32): v128 {
  const bits = hashed4(i32x4.add(i32x4.splat(x + y * 65537), i32x4(0, 1, 2, 3)), seed);
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bits));
  return f32x4.mul(f32x4.sub(f32x4.convert_i32x4_s(sums), f32x4.splat(510)), f32x4.splat(1 / <f32>147.8));
}

/** Gradient noise in octaves, each half as wide and half as strong as the one before; deviation about 1. */
function perlin(x: i32, y: i32, seed: u32, cell: f32, octaves: i32): v128 {
  const across = f32x4.add(f32x4.splat(<f32>x), f32x4(0, 1, 2, 3));
  let scale: f32 = 1 / cell;
  let weight: f32 = 1;
  let sum = f32x4.splat(0);
  let power: f32 = 0;
  for (let octave: i32 = 0; octave < octaves; octave++) {
    const layer = gradientNoise(f32x4.mul(across, f32x4.splat(scale)), <f32>y * scale, seed + 7919 * octave);
    sum = f32x4.add(sum, f32x4.mul(layer, f32x4.splat(weight)));
    power += weight * weight;
    scale *= 2;
    weight *= 0.5;
  }
  return f32x4.mul(sum, f32x4.splat(<f32>3.6 / sqrt<f32>(power)));
}

@inline
function gradientNoise(x: v128, y: f32, seed: u32): v128 {
  const corner = f32x4.floor(x);
  const row = <i32>floor<f32>(y);
  const u = f32x4.sub(x, corner);
  const v = y - <f32>row;
  const beyond = f32x4.sub(u, f32x4.splat(1));
  const left = i32x4.add(i32x4.trunc_sat_f32x4_s(corner), i32x4.splat(row * 65537));
  const right = i32x4.add(left, i32x4.splat(1));
  const down = i32x4.splat(65537);
  const part = eased(u);
  const top = mixed(slope(left, u, v, seed), slope(right, beyond, v, seed), part);
  const below = mixed(slope(i32x4.add(left, down), u, v - 1, seed), slope(i32x4.add(right, down), beyond, v - 1, seed), part);
  const height = v * v * v * (v * (6 * v - 15) + 10);
  return mixed(top, below, f32x4.splat(height));
}

@inline
function eased(part: v128): v128 {
  const bow = f32x4.sub(f32x4.mul(part, f32x4.splat(6)), f32x4.splat(15));
  const rise = f32x4.add(f32x4.mul(part, bow), f32x4.splat(10));
  return f32x4.mul(f32x4.mul(f32x4.mul(part, part), part), rise);
}

@inline
function mixed(a: v128, b: v128, part: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), part));
}

/** Height over a corner's slope, which points into one of eight directions. */
@inline
function slope(corner: v128, u: v128, v: f32, seed: u32): v128 {
  const bits = hashed4(corner, seed);
  const along = v128.xor(u, i32x4.shl(bits, 31));
  const across = v128.xor(f32x4.splat(v), i32x4.shl(i32x4.shr_u(bits, 1), 31));
  const steep = i32x4.shr_s(i32x4.shl(bits, 29), 31);
  const half = f32x4.splat(0.5);
  return v128.bitselect(
    f32x4.add(across, f32x4.mul(along, half)),
    f32x4.add(along, f32x4.mul(across, half)),
    steep,
  );
}
