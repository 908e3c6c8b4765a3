import { add, all, at, div, first, lanes, least, mul, num, par, rest, root, rowAt, scaled, second, sub, third, times } from './vec';

/**
 * Points on the front of a unit ball for the pixels of a grid, turned by the ball's tilt and spin. Outside the disc the
 * point of the rim is repeated, so that interpolation near the rim stays sane.
 *
 * Parameters: 0 pixels per grid step, 1 pixel of grid point 0, 2 centre x, 3 centre y, 4 1/radius (pixels), 5 cos tilt, 6 sin
 * tilt, 7 cos spin, 8 sin spin.
 */
export function ballPoints(X: usize, Y: usize, Z: usize, stride: i32, firstRow: i32, spans: usize, table: usize, y0: i32, y1: i32): void {
  const step = num(table, 0), origin = num(table, 1), cx = num(table, 2), cy = num(table, 3), perRadius = num(table, 4);
  const cosTilt = par(table, 5), sinTilt = par(table, 6), cosSpin = par(table, 7), sinSpin = par(table, 8);
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const start = load<i32>(spans + (<usize>y << 3)), end = load<i32>(spans + (<usize>y << 3), 4);
    const dy = all((<f32>y * step + origin - cy) * perRadius);
    for (let x = start; x < end; x += 4) {
      const dx = scaled(lanes(x), step * perRadius, (origin - cx) * perRadius);
      const d2 = add(mul(dx, dx), mul(dy, dy));
      const pull = least(all(1), div(all(1), root(f32x4.max(d2, all(1)))));
      const px = mul(dx, pull), py = mul(dy, pull), pz = root(rest(least(all(1), d2)));
      const turned = add(mul(cosTilt, px), mul(sinTilt, py));
      const o = at(stride, x, y);
      v128.store(X + o, add(mul(cosSpin, turned), mul(sinSpin, pz)));
      v128.store(Y + o, sub(mul(cosTilt, py), mul(sinTilt, px)));
      v128.store(Z + o, sub(mul(cosSpin, pz), mul(sinSpin, turned)));
    }
  }
}

/**
 * Points for patterns that wind around a centre: the direction from the centre as a unit vector, turned by an angle that
 * depends on the distance, and a depth that depends on the distance. The distance itself goes to `D`.
 *
 * The table `radial` holds (cos, sin, depth, -) by the square root of the distance.
 * Parameters: 0 pixels per grid step, 1 pixel of grid point 0, 2 centre x, 3 centre y, 4..7 the 2 x 2 matrix from pixels to
 * disc coordinates, 8 radial rows per square root of distance, 9 last radial row.
 */
export function discPoints(X: usize, Y: usize, Z: usize, D: usize, stride: i32, firstRow: i32, spans: usize, table: usize, radial: usize, y0: i32, y1: i32): void {
  const step = num(table, 0), origin = num(table, 1), cx = num(table, 2), cy = num(table, 3);
  const ux = num(table, 4), uy = num(table, 5), wx = num(table, 6), wy = num(table, 7), rows = num(table, 8), last = num(table, 9);
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const start = load<i32>(spans + (<usize>y << 3)), end = load<i32>(spans + (<usize>y << 3), 4);
    const dy: f32 = <f32>y * step + origin - cy;
    for (let x = start; x < end; x += 4) {
      const dx = scaled(lanes(x), step, origin - cx);
      const u = scaled(dx, ux, uy * dy), w = scaled(dx, wx, wy * dy);
      const d = root(add(add(mul(u, u), mul(w, w)), all(1e-10)));
      const row = i32x4.trunc_sat_f32x4_s(least(times(root(d), rows), all(last)));
      const p = rowAt(radial, row, 0), q = rowAt(radial, row, 1), r = rowAt(radial, row, 2), s = rowAt(radial, row, 3);
      const cos = first(p, q, r, s), sin = second(p, q, r, s), inverse = div(all(1), d);
      const o = at(stride, x, y);
      v128.store(X + o, mul(sub(mul(u, cos), mul(w, sin)), inverse));
      v128.store(Y + o, mul(add(mul(u, sin), mul(w, cos)), inverse));
      v128.store(Z + o, third(p, q, r, s));
      v128.store(D + o, d);
    }
  }
}
