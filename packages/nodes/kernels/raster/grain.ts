// Noise with no mean of its own: it roughens a picture and leaves its brightness where it is.
import { hashed } from './chance';

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
  for (let y = y0; y < y1; y++) {
    for (let x: i32 = 0; x < width; x++) {
      const pixel: usize = 4 * (width * y + x);
      const first = kind == GAUSSIAN ? gaussian(x, y, seed) : perlin(x, y, seed, cell, octaves);
      let second = first;
      let third = first;
      if (coloured != 0) {
        second = kind == GAUSSIAN ? gaussian(x, y, seed + 1) : perlin(x, y, seed + 1, cell, octaves);
        third = kind == GAUSSIAN ? gaussian(x, y, seed + 2) : perlin(x, y, seed + 2, cell, octaves);
      }
      store<u8>(out + pixel, added(load<u8>(image + pixel), amount * first));
      store<u8>(out + pixel, added(load<u8>(image + pixel, 1), amount * second), 1);
      store<u8>(out + pixel, added(load<u8>(image + pixel, 2), amount * third), 2);
      store<u8>(out + pixel, load<u8>(image + pixel, 3), 3);
    }
  }
}

@inline
function added(level: u8, change: f32): u8 {
  const room = <f32>min<i32>(level, 255 - <i32>level);
  const held = min<f32>(room, max<f32>(-room, change));
  return <u8>(<f32>level + held + <f32>0.5);
}

/** Nearly normal, with mean 0 and deviation 1: the sum of four random bytes. */
@inline
function gaussian(x: i32, y: i32, seed: u32): f32 {
  const bits = hashed(x + y * 65537, seed);
  const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
  return (<f32>sum - 510) * (1 / <f32>147.8);
}

/** Gradient noise in octaves, each half as wide and half as strong as the one before; deviation about 1. */
function perlin(x: i32, y: i32, seed: u32, cell: f32, octaves: i32): f32 {
  let scale: f32 = 1 / cell;
  let weight: f32 = 1;
  let sum: f32 = 0;
  let power: f32 = 0;
  for (let octave: i32 = 0; octave < octaves; octave++) {
    sum += weight * gradientNoise(<f32>x * scale, <f32>y * scale, seed + 7919 * octave);
    power += weight * weight;
    scale *= 2;
    weight *= 0.5;
  }
  return sum * <f32>3.6 / sqrt<f32>(power);
}

@inline
function gradientNoise(x: f32, y: f32, seed: u32): f32 {
  const column = <i32>floor<f32>(x);
  const row = <i32>floor<f32>(y);
  const u = x - <f32>column;
  const v = y - <f32>row;
  const right = eased(u);
  const top = mixed(slope(column, row, u, v, seed), slope(column + 1, row, u - 1, v, seed), right);
  const bottom = mixed(slope(column, row + 1, u, v - 1, seed), slope(column + 1, row + 1, u - 1, v - 1, seed), right);
  return mixed(top, bottom, eased(v));
}

@inline
function eased(part: f32): f32 {
  return part * part * part * (part * (6 * part - 15) + 10);
}

@inline
function mixed(a: f32, b: f32, part: f32): f32 {
  return a + (b - a) * part;
}

/** Height over a corner's slope, which points into one of eight directions. */
@inline
function slope(column: i32, row: i32, u: f32, v: f32, seed: u32): f32 {
  const bits = hashed(column + row * 65537, seed);
  const along: f32 = (bits & 1) == 0 ? u : -u;
  const across: f32 = (bits & 2) == 0 ? v : -v;
  return (bits & 4) == 0 ? along + across * <f32>0.5 : across + along * <f32>0.5;
}
