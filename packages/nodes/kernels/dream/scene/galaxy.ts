import { add, all, at, expv, mul, num, par, rest, scaled, smooth, sub, times } from './vec';

/**
 * Light of a spiral galaxy on a half-size grid, written over its point planes.
 *
 * @param X, Y direction from the centre with the arms unwound; they become red and green
 * @param Z log of the distance; it becomes blue
 * @param table 0 alpha, 1 arms (2 or 3), 2..4 core colour, 5..7 arm colour, 8..10 colour of star-forming knots
 */
export function galaxyLight(X: usize, Y: usize, Z: usize, D: usize, texture: usize, dust: usize, stride: i32, firstRow: i32, spans: usize, table: usize, y0: i32, y1: i32): void {
  const alpha = num(table, 0), three = num(table, 1) > 2;
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const start = load<i32>(spans + (<usize>y << 3)), end = load<i32>(spans + (<usize>y << 3), 4);
    for (let x = start; x < end; x += 4) {
      const o = at(stride, x, y), ux = v128.load(X + o), uy = v128.load(Y + o), d = v128.load(D + o);
      const n = v128.load(texture + o), f = v128.load(dust + o);
      // cos 2a or cos 3a of the unwound angle: one crest an arm.
      const crest = three ? mul(ux, sub(mul(ux, ux), times(mul(uy, uy), 3))) : sub(mul(ux, ux), mul(uy, uy));
      const arm = add(scaled(crest, 0.46, 0.46), times(n, 0.66)), bright = smooth(0.3, 1.15, arm);
      const disc = mul(expv(times(d, -2.3)), smooth(1.7, 0.8, d));
      const bulge = add(times(expv(times(mul(d, d), -60)), 1.7), times(expv(times(d, -9)), 0.8));
      const lanes = rest(times(mul(mul(smooth(0.45, 0.9, f), smooth(0.06, 0.25, d)), scaled(bright, -0.4, 1)), 0.85));
      const stars = mul(mul(disc, scaled(bright, 1.45, 0.12)), lanes);
      const knots = times(mul(disc, smooth(0.75, 1.25, add(arm, times(f, 0.35)))), 0.9);
      v128.store(X + o, times(add(add(mul(bulge, par(table, 2)), mul(stars, par(table, 5))), mul(knots, par(table, 8))), alpha));
      v128.store(Y + o, times(add(add(mul(bulge, par(table, 3)), mul(stars, par(table, 6))), mul(knots, par(table, 9))), alpha));
      v128.store(Z + o, times(add(add(mul(bulge, par(table, 4)), mul(stars, par(table, 7))), mul(knots, par(table, 10))), alpha));
    }
  }
}

/**
 * Light of an exploded star on a half-size grid: a torn shell, rays and a blinding core, written over the point planes.
 *
 * @param X direction from the centre and distance, as for a galaxy
 * @param table 0 alpha, 1 age of the shell (its radius), 2..4 outer, 5..7 inner, 8..10 core colour
 */
export function burstLight(X: usize, Y: usize, Z: usize, D: usize, texture: usize, threads: usize, stride: i32, firstRow: i32, spans: usize, table: usize, y0: i32, y1: i32): void {
  const alpha = num(table, 0), age = num(table, 1);
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const start = load<i32>(spans + (<usize>y << 3)), end = load<i32>(spans + (<usize>y << 3), 4);
    for (let x = start; x < end; x += 4) {
      const o = at(stride, x, y), d = v128.load(D + o), n = v128.load(texture + o), f = v128.load(threads + o);
      const shell = times(sub(d, scaled(n, 0.26, age)), 5.5), torn = smooth(0.25, 1.15, f);
      const outer = mul(expv(times(mul(shell, shell), -1)), scaled(torn, 1.6, 0.16));
      const within = mul(smooth(age, age * 0.35, d), scaled(torn, 0.75, 0.1));
      const rays = mul(smooth(-0.25, 0.8, n), expv(times(d, -3.2)));
      const core = add(times(expv(times(mul(d, d), -320)), 5), times(expv(times(d, -8)), 0.9));
      const cool = add(within, times(rays, 0.6)), fadeOut = times(smooth(1.65, 1.0, d), alpha);
      v128.store(X + o, mul(add(add(mul(outer, par(table, 2)), mul(cool, par(table, 5))), mul(core, par(table, 8))), fadeOut));
      v128.store(Y + o, mul(add(add(mul(outer, par(table, 3)), mul(cool, par(table, 6))), mul(core, par(table, 9))), fadeOut));
      v128.store(Z + o, mul(add(add(mul(outer, par(table, 4)), mul(cool, par(table, 7))), mul(core, par(table, 10))), fadeOut));
    }
  }
}
