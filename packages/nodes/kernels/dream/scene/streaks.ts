import { above, add, addInto, all, at, div, fract, int, lanes, least, mix, most, mul, num, par, plus, raiseTo, rest, scaled, smooth, some, sub, times, unit } from './vec';

/**
 * A comet: a head and a tail that widens and thins out.
 *
 * @param table 0 head x, 1 head y, 2..3 direction of the tail, 4 its length, 5 size of the head (pixels), 6 strength, 7..9 colour
 */
export function comet(R: usize, G: usize, B: usize, stride: i32, x0: i32, x1: i32, firstRow: i32, table: usize, y0: i32, y1: i32): void {
  const size = num(table, 5), length = num(table, 4);
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const dy: f32 = <f32>y - num(table, 1);
    for (let x = x0; x < x1; x += 4) {
      const dx = plus(lanes(x), -num(table, 0)), along = scaled(dx, num(table, 2), dy * num(table, 3)), aside = f32x4.abs(scaled(dx, num(table, 3), -dy * num(table, 2)));
      const far = unit(times(along, <f32>1 / length)), wide = scaled(far, 3.2 * size, 0.8 * size), open = most(rest(div(aside, wide)), all(0)), thin = rest(far);
      const inTail = v128.and(above(along, 0), f32x4.lt(along, all(length)));
      const tail = v128.and(inTail, times(mul(mul(thin, thin), mul(open, open)), 0.9));
      const near = times(plus(mul(dx, dx), dy * dy), <f32>1 / (size * size)), head = div(all(1.5), plus(times(mul(near, near), 0.6), 1));
      const light = times(add(tail, head), num(table, 6));
      if (!some(above(light, 0.003))) continue;
      const white = least(light, all(1)), o = at(stride, x, y);
      addInto(R + o, mul(light, mix(par(table, 7), all(1), white))); addInto(G + o, mul(light, mix(par(table, 8), all(1), white))); addInto(B + o, mul(light, mix(par(table, 9), all(1), white)));
    }
  }
}

/**
 * Strokes of lightning. A stroke is 8 numbers: x, y, direction x, y (pixels), strength, radius, lowest and highest row it reaches.
 *
 * @param colour three numbers
 */
export function lightning(R: usize, G: usize, B: usize, stride: i32, width: i32, strokes: usize, count: i32, colour: usize, y0: i32, y1: i32): void {
  for (let y = y0; y < y1; y++) {
    for (let k = 0; k < count; k++) {
      const stroke = strokes + (<usize>k << 5);
      if (<f32>y < num(stroke, 6) || <f32>y > num(stroke, 7)) continue;
      const sx = num(stroke, 0), tx = num(stroke, 2), ty = num(stroke, 3), radius = num(stroke, 5), reach: f32 = radius * 14, dy: f32 = <f32>y - num(stroke, 1);
      const left = max<i32>(0, <i32>(min<f32>(sx, sx + tx) - reach)) & ~3, right = min<i32>(width, <i32>(max<f32>(sx, sx + tx) + reach) + 1), perLength: f32 = <f32>1 / (tx * tx + ty * ty + 1e-6);
      for (let x = left; x < right; x += 4) {
        const dx = plus(lanes(x), -sx), t = unit(times(scaled(dx, tx, dy * ty), perLength));
        const ex = sub(dx, times(t, tx)), ey = sub(all(dy), times(t, ty)), d = times(add(mul(ex, ex), mul(ey, ey)), <f32>1 / (radius * radius));
        const light = times(mul(add(div(all(1.6), plus(d, 1)), div(all(0.1), scaled(d, 0.12, 1))), smooth(190, 150, d)), num(stroke, 4)), o = at(stride, x, y);
        addInto(R + o, mul(light, par(colour, 0))); addInto(G + o, mul(light, par(colour, 1))); addInto(B + o, mul(light, par(colour, 2)));
      }
    }
  }
}

/**
 * A plane of glowing lines that runs to the horizon.
 *
 * @param table 0 horizon row, 1 picture height, 2 picture width, 3 lines along (cells), 4 lines across (cells), 5..7 line colour, 8..10 floor colour
 */
export function gridFloor(R: usize, G: usize, B: usize, M: usize, stride: i32, width: i32, table: usize, y0: i32, y1: i32): void {
  const horizon = <i32>num(table, 0), tall = num(table, 1);
  for (let y = horizon + y0; y < horizon + y1; y++) {
    const drop: f32 = (<f32>(y - horizon) + 0.5) / tall, depth: f32 = <f32>1 / drop, place: f32 = depth * 0.35 + num(table, 4), perRow: f32 = 0.35 / (drop * drop) / tall;
    const inCell: f32 = place - floor<f32>(place), line: f32 = max<f32>(0, 1 - min<f32>(inCell, 1 - inCell) / (perRow * 0.9 + 0.018));
    const rise: f32 = min<f32>(1, drop / 0.09), fadeIn: f32 = rise * rise * (3 - 2 * rise), perColumn: f32 = depth * 0.55 / tall;
    for (let x = 0; x < width; x += 4) {
      const u = fract(scaled(plus(lanes(x), -0.5 * num(table, 2)), perColumn, num(table, 3))), along = most(rest(times(least(u, rest(u)), <f32>1 / (perColumn * 0.9 + 0.012))), all(0));
      const both = plus(along, line), light = add(times(most(along, all(line)), fadeIn), scaled(both, 0.1 * fadeIn, (1 - fadeIn) * 0.5)), o = at(stride, x, y);
      v128.store(R + o, add(par(table, 8), times(mul(light, par(table, 5)), 1.1)));
      v128.store(G + o, add(par(table, 9), times(mul(light, par(table, 6)), 1.1)));
      v128.store(B + o, add(par(table, 10), times(mul(light, par(table, 7)), 1.1)));
      raiseTo(M + o, all(0.8));
    }
  }
}
