import { above, add, addInto, all, at, below, blendInto, div, expv, field, lanes, least, mix, most, mul, num, par, pick, plus, raiseTo, rest, root, scaled, smooth, some, sub, times, unit } from './vec';

/** Adds one colour a row: three numbers of the table for each. */
export function addRowLight(R: usize, G: usize, B: usize, stride: i32, width: i32, table: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    const red = par(table, 3 * y), green = par(table, 3 * y + 1), blue = par(table, 3 * y + 2);
    for (let x = 0; x < width; x += 4) {
      const o = at(stride, x, y);
      addInto(R + o, red); addInto(G + o, green); addInto(B + o, blue);
    }
  }
}

/**
 * Clouds: dense gas seen by daylight, lit from above, shaded below.
 *
 * @param table 0 cover, 1 relief, 2 row below which they thin out (negative: none), 3 rows of thinning, 4..6 lit colour, 7..9 shade, 10 light
 */
export function clouds(R: usize, G: usize, B: usize, stride: i32, width: i32, height: i32, density: usize, dust: usize, table: usize, y0: i32, y1: i32): void {
  const cover = num(table, 0), relief = num(table, 1), floor = num(table, 2);
  for (let y = y0; y < y1; y++) {
    const next = y < height - 1 ? <usize>stride << 2 : 0;
    const edge: f32 = floor < 0 ? 1 : 0.4 + 0.6 * min<f32>(1, max<f32>(0, (floor - <f32>y) / num(table, 3)));
    for (let x = 0; x < width; x += 4) {
      const o = at(stride, x, y), own = v128.load(density + o), d = add(own, times(most(v128.load(dust + o), all(0)), 0.35));
      let a = scaled(d, 0.9, 0.52 * cover - 0.12);
      if (!some(above(a, 0))) continue;
      a = unit(a);
      a = least(times(mul(mul(a, a), sub(all(3), add(a, a))), cover * edge), all(1));
      const across = sub(v128.load(density + o + (x + 8 <= width ? 8 : 0)), own), down = sub(v128.load(density + o + next), own);
      const light = unit(add(add(times(across, 0.5 * relief), times(down, -0.6 * relief)), scaled(d, 0.25, num(table, 10))));
      blendInto(R + o, mix(par(table, 7), par(table, 4), light), a);
      blendInto(G + o, mix(par(table, 8), par(table, 5), light), a);
      blendInto(B + o, mix(par(table, 9), par(table, 6), light), a);
    }
  }
}

/** Layers of mist: drifting dust over everything, thickest around one row. Table: 0 amount, 1 row, 2 rows of spread (0: everywhere), 3..5 colour, 6 use dust. */
export function mist(R: usize, G: usize, B: usize, M: usize, stride: i32, width: i32, dust: usize, table: usize, y0: i32, y1: i32): void {
  const amount = num(table, 0), spread = num(table, 2), patches = num(table, 6);
  for (let y = y0; y < y1; y++) {
    let thick = all(amount * 0.25);
    if (spread > 0) {
      const away: f32 = (<f32>y - num(table, 1)) / spread;
      thick = times(expv(all(-away * away)), amount * 0.75);
    }
    for (let x = 0; x < width; x += 4) {
      const o = at(stride, x, y), a = mul(thick, unit(scaled(v128.load(dust + o), patches, 0.6)));
      blendInto(R + o, par(table, 3), a); blendInto(G + o, par(table, 4), a); blendInto(B + o, par(table, 5), a);
    }
  }
}

/**
 * Curtains of polar light. For every curtain and column: the lower edge (row), 1 / height (rows) and brightness, as three
 * planes of one row each.
 *
 * @param streaks half-size plane of vertical rays
 * @param table 0 curtains, 1 rows of the soft lower edge, 2..4 colour below, 5..7 colour above
 */
export function aurora(R: usize, G: usize, B: usize, stride: i32, width: i32, curtains: usize, streaks: usize, halfStride: i32, halfRows: i32, table: usize, y0: i32, y1: i32): void {
  const count = <i32>num(table, 0), soft: f32 = <f32>1 / num(table, 1), planeBytes = <usize>stride << 2;
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < width; x += 4) {
      let low = all(0), high = all(0);
      for (let c = 0; c < count; c++) {
        const p = curtains + <usize>(c * 3) * planeBytes + (<usize>x << 2), bright = v128.load(p + 2 * planeBytes);
        if (!some(above(bright, 0.004))) continue;
        const rows = sub(v128.load(p), all(<f32>y)), h = mul(rows, v128.load(p + planeBytes));
        const over = most(scaled(h, -0.476, 1), all(0)), under = most(scaled(rows, soft, 1), all(0)), profile = pick(above(rows, 0), over, under);
        const light = mul(bright, mul(profile, profile)), up = unit(times(h, 0.77));
        low = add(low, mul(light, rest(up))); high = add(high, mul(light, up));
      }
      if (!some(above(add(low, high), 0.002))) continue;
      const ray = most(scaled(field(streaks, halfStride, 1, x, y, 0, halfRows), 0.9, 0.5), all(0.04)), o = at(stride, x, y);
      low = mul(low, times(ray, 0.85)); high = mul(high, times(ray, 0.85));
      addInto(R + o, add(mul(low, par(table, 2)), mul(high, par(table, 5))));
      addInto(G + o, add(mul(low, par(table, 3)), mul(high, par(table, 6))));
      addInto(B + o, add(mul(low, par(table, 4)), mul(high, par(table, 7))));
    }
  }
}

/** Shafts of light from a point above the picture. Table: 0 strength, 1..3 colour, 4 picture height. `noise` is a half-size plane of streaks. */
export function shafts(R: usize, G: usize, B: usize, stride: i32, width: i32, noise: usize, halfStride: i32, halfRows: i32, table: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    const fall = smooth(1.05, -0.1, all(<f32>y / num(table, 4)));
    for (let x = 0; x < width; x += 4) {
      const s = most(plus(field(noise, halfStride, 1, x, y, 0, halfRows), 0.25), all(0)), o = at(stride, x, y);
      const light = times(mul(mul(s, s), fall), 1.6 * num(table, 0));
      addInto(R + o, mul(light, par(table, 1))); addInto(G + o, mul(light, par(table, 2))); addInto(B + o, mul(light, par(table, 3)));
    }
  }
}

/**
 * The sun low over the horizon with its glow; striped for a synthetic sunset.
 *
 * @param table 0 x, 1 y, 2 radius, 3 striped, 4..6 upper colour, 7..9 lower colour
 */
export function sunDisc(R: usize, G: usize, B: usize, M: usize, stride: i32, width: i32, table: usize, y0: i32, y1: i32): void {
  const radius = num(table, 2), striped = num(table, 3) > 0;
  for (let y = y0; y < y1; y++) {
    const dy: f32 = (<f32>y - num(table, 1)) / radius, t: f32 = min<f32>(1, max<f32>(0, (dy + 1) * 0.5));
    let open = true;
    if (striped && t > 0.45) {
      const band: f32 = (t - 0.45) * 11, inBand: f32 = band - floor<f32>(band);
      open = inBand >= 0.12 + (t - 0.45) * 0.8;
    }
    for (let x = 0; x < width; x += 4) {
      const dx = times(plus(lanes(x), -num(table, 0)), <f32>1 / radius), d = root(plus(mul(dx, dx), dy * dy));
      if (!some(below(d, 6))) continue;
      const o = at(stride, x, y), glow = mul(div(all(0.3), plus(times(mul(d, d), 0.9), 1)), smooth(6, 2, d));
      addInto(R + o, mul(glow, par(table, 7))); addInto(G + o, mul(glow, par(table, 8))); addInto(B + o, mul(glow, par(table, 9)));
      if (!open) continue;
      const cover = unit(scaled(rest(d), radius, 0.5));
      blendInto(R + o, times(mix(par(table, 4), par(table, 7), all(t)), 1.15), cover);
      blendInto(G + o, times(mix(par(table, 5), par(table, 8), all(t)), 1.15), cover);
      blendInto(B + o, times(mix(par(table, 6), par(table, 9), all(t)), 1.15), cover);
      raiseTo(M + o, cover);
    }
  }
}
