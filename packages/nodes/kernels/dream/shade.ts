import { clamp4, lerp4 } from './lanes';

/** Largest and smallest effect of the relief light on the gas. */
const MOST_RELIEF: f32 = 1.1;
const LEAST_RELIEF: f32 = -0.6;
/** Filaments count from this ridge height on. */
const FILAMENT_FLOOR: f32 = 0.34;

/** The palette's rows, and the bytes from one to the next (256 densities of 4 floats). */
const HUES: f32 = 32;
const HUE_BYTES: usize = 4096;

/** A colour between two neighbouring hues of the palette; whole hues would show as contour lines. */
@inline
function paletteAt(palette: usize, entry: i32, share: v128): v128 {
  const p = palette + <usize>entry;
  return lerp4(v128.load(p), v128.load(p + HUE_BYTES), share);
}

/** Paints the sky behind everything: every row in its own colour, three floats a row. */
export function paintSky(red: usize, green: usize, blue: usize, stride: i32, sky: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    const colour = sky + <usize>y * 12, o = <usize>(y * stride) << 2;
    const r = f32x4.splat(load<f32>(colour)), g = f32x4.splat(load<f32>(colour, 4)), b = f32x4.splat(load<f32>(colour, 8));
    for (let x = 0; x < stride; x += 4) {
      v128.store(red + o + (<usize>x << 2), r);
      v128.store(green + o + (<usize>x << 2), g);
      v128.store(blue + o + (<usize>x << 2), b);
    }
  }
}

/**
 * Paints glowing gas over the sky colours: density, filaments, hue and dust through the palette (32 hues x 256 densities
 * of 4 floats), with light from the side across the slopes of the density.
 *
 * `parameters`: density bias, density gain, filament strength, hue bias, hue gain, dust bias, dust gain, dust strength,
 * light along x, light along y, emission gain.
 */
export function paintGas(
  red: usize, green: usize, blue: usize, width: i32, height: i32, stride: i32, density: usize, filament: usize, hue: usize,
  dust: usize, palette: usize, sky: usize, parameters: usize, y0: i32, y1: i32,
): void {
  const bias = v128.load32_splat(parameters), gain = v128.load32_splat(parameters, 4), strands = v128.load32_splat(parameters, 8);
  const hueBias = v128.load32_splat(parameters, 12), hueGain = v128.load32_splat(parameters, 16);
  const dustBias = v128.load32_splat(parameters, 20), dustGain = v128.load32_splat(parameters, 24);
  const dusty = v128.load32_splat(parameters, 28), lightX = v128.load32_splat(parameters, 32);
  const lightY = v128.load32_splat(parameters, 36), emission = v128.load32_splat(parameters, 40);
  const one = f32x4.splat(1), zero = f32x4.splat(0);
  for (let y = y0; y < y1; y++) {
    const above = y > 0 ? <usize>stride << 2 : 0, below = y < height - 1 ? <usize>stride << 2 : 0;
    const colour = sky + <usize>y * 12;
    const skyR = v128.load32_splat(colour), skyG = v128.load32_splat(colour, 4), skyB = v128.load32_splat(colour, 8);
    let o = <usize>(y * stride) << 2;
    let before = v128.load32_splat(density + o);
    for (let x = 0; x < width; x += 4, o += 16) {
      const d = v128.load(density + o);
      const ahead = x + 4 < width ? v128.load(density + o + 4) : v128.shuffle<f32>(d, d, 1, 2, 3, 3);
      const slopeX = f32x4.sub(ahead, v128.shuffle<f32>(before, d, 3, 4, 5, 6));
      const slopeY = f32x4.sub(v128.load(density + o + below), v128.load(density + o - above));
      before = d;
      let f = f32x4.max(f32x4.sub(v128.load(filament + o), f32x4.splat(FILAMENT_FLOOR)), zero);
      f = f32x4.mul(f32x4.mul(f, f), strands);
      let thick = f32x4.add(f32x4.mul(d, gain), bias);
      thick = f32x4.add(thick, f32x4.mul(f, f32x4.add(f32x4.splat(0.25), thick)));
      thick = clamp4(thick, 0, 1);
      const veil = clamp4(f32x4.add(f32x4.mul(v128.load(dust + o), dustGain), dustBias), 0, 1);
      const through = f32x4.sub(one, f32x4.mul(veil, dusty));
      const relief = clamp4(f32x4.add(f32x4.mul(slopeX, lightX), f32x4.mul(slopeY, lightY)), LEAST_RELIEF, MOST_RELIEF);
      const glow = f32x4.mul(f32x4.mul(emission, through), f32x4.add(one, f32x4.mul(relief, thick)));
      const tint = f32x4.mul(clamp4(f32x4.add(f32x4.mul(v128.load(hue + o), hueGain), hueBias), 0, 0.9999), f32x4.splat(HUES - 1));
      const hueRow = f32x4.floor(tint), share = f32x4.sub(tint, hueRow);
      const column = i32x4.trunc_sat_f32x4_s(f32x4.mul(thick, f32x4.splat(255)));
      const entry = i32x4.shl(i32x4.add(i32x4.shl(i32x4.trunc_sat_f32x4_s(hueRow), 8), column), 4);
      const p0 = paletteAt(palette, i32x4.extract_lane(entry, 0), v128.shuffle<f32>(share, share, 0, 0, 0, 0));
      const p1 = paletteAt(palette, i32x4.extract_lane(entry, 1), v128.shuffle<f32>(share, share, 1, 1, 1, 1));
      const p2 = paletteAt(palette, i32x4.extract_lane(entry, 2), v128.shuffle<f32>(share, share, 2, 2, 2, 2));
      const p3 = paletteAt(palette, i32x4.extract_lane(entry, 3), v128.shuffle<f32>(share, share, 3, 3, 3, 3));
      const rg01 = v128.shuffle<f32>(p0, p1, 0, 4, 1, 5), rg23 = v128.shuffle<f32>(p2, p3, 0, 4, 1, 5);
      const b01 = v128.shuffle<f32>(p0, p1, 2, 6, 3, 7), b23 = v128.shuffle<f32>(p2, p3, 2, 6, 3, 7);
      v128.store(red + o, f32x4.add(skyR, f32x4.mul(v128.shuffle<f32>(rg01, rg23, 0, 1, 4, 5), glow)));
      v128.store(green + o, f32x4.add(skyG, f32x4.mul(v128.shuffle<f32>(rg01, rg23, 2, 3, 6, 7), glow)));
      v128.store(blue + o, f32x4.add(skyB, f32x4.mul(v128.shuffle<f32>(b01, b23, 0, 1, 4, 5), glow)));
    }
  }
}

/** Rows of the glow's source: what is brighter than `threshold`, at most `ceiling`. In place. */
export function keepBright(plane: usize, width: i32, stride: i32, threshold: f32, ceiling: f32, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < width; x += 4) {
      const o = (<usize>(y * stride + x)) << 2;
      v128.store(plane + o, clamp4(f32x4.sub(v128.load(plane + o), f32x4.splat(threshold)), 0, ceiling));
    }
  }
}
