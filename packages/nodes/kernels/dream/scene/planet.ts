import { noise2 } from './noise';
import { abs4, above, add, addInto, all, at, below, blendInto, clamp, div, field, first, fourth, fract, int, lanes, least, mix, most, mul, num, only, par, pick, plus, raiseTo, rest, root, rowAt, scaled, second, smooth, some, sub, third, times, unit } from './vec';

/** What the surface is made of; the numbers are the ones planet.ts of the kit writes. */
const GAS = 0, EARTH = 1, ROCKY = 2, LAVA = 3, DRY = 4;

/** How far the outline of a lumpy body lies from its centre, in radii, in the direction of a pixel. 1 for a ball. */
@inline export function outline(dx: v128, dy: v128, lumps: f32, seed: i32): v128 {
  const perLength = div(all(1), root(add(add(mul(dx, dx), mul(dy, dy)), all(1e-8))));
  const ux = mul(dx, perLength), uy = mul(dy, perLength);
  const n = add(times(noise2(scaled(ux, 0.9, 4.3), scaled(uy, 0.9, 7.1), seed), 0.62), times(noise2(scaled(ux, 2.4, 9.4), scaled(uy, 2.4, 3.2), seed), 0.24));
  return scaled(add(n, all(-0.34)), lumps, 1);
}

// Places in the parameter table.
const CENTRE_X = 0, CENTRE_Y = 1, RADIUS = 2, ALPHA = 3, LIGHT = 4, RING_COS = 7, RING_SIN = 8, RING_SQUASH = 9, RING_IN = 10, RING_OUT = 11,
  RING_ROWS = 12, AIR = 13, AIR_AMOUNT = 16, SEA = 17, CLOUDS_MOST = 18, BUMP = 19, SURFACE = 20, RINGED = 21, LEVEL = 22, GRID_LOW = 23,
  GRID_HIGH = 24, GRID_STRIDE = 25, HEIGHT = 26, WARP = 27, FINE = 28, CLOUDS = 29, LATITUDE = 30, LUMPS = 31, SEED = 32, CAPS = 33;

/** Density and colour of the ring at one point of its plane, 0 outside it. */
@inline function ringRow(table: usize, distance: v128): v128 {
  const row = times(sub(distance, par(table, RING_IN)), num(table, RING_ROWS));
  return i32x4.trunc_sat_f32x4_s(clamp(row, 0, (num(table, RING_OUT) - num(table, RING_IN)) * num(table, RING_ROWS)));
}

/**
 * Paints a planet, its air and its rings over the picture.
 *
 * @param colours 257 rows of (red, green, blue, -) by surface height
 * @param ring rows of (red, green, blue, density) by distance from the inner edge
 */
export function planet(R: usize, G: usize, B: usize, M: usize, stride: i32, x0: i32, x1: i32, firstRow: i32, table: usize, colours: usize, ring: usize, y0: i32, y1: i32): void {
  const radius = num(table, RADIUS), perRadius: f32 = <f32>1 / radius, lumps = num(table, LUMPS), seed = int(table, SEED);
  const reach: f32 = max<f32>(1.36, num(table, RINGED) > 0 ? num(table, RING_OUT) : 0);
  const flat: f32 = <f32>1 / num(table, RING_SQUASH), lean: f32 = <f32>sqrt<f32>(<f32>1 - flat * flat);
  for (let y = firstRow + y0; y < firstRow + y1; y++) {
    const row: f32 = (<f32>y - num(table, CENTRE_Y)) * perRadius;
    if (abs<f32>(row) > reach) continue;
    for (let x = x0; x < x1; x += 4) {
      let dx = times(plus(lanes(x), -num(table, CENTRE_X)), perRadius), dy = all(row);
      if (!some(below(add(mul(dx, dx), mul(dy, dy)), reach * reach))) continue;
      if (lumps > 0) {
        const grow = div(all(1), outline(dx, dy, lumps, seed));
        dx = mul(dx, grow); dy = mul(dy, grow);
      }
      const d2 = add(mul(dx, dx), mul(dy, dy)), o = at(stride, x, y);
      let density = all(0), front = all(0), ringR = all(0), ringG = all(0), ringB = all(0);
      if (num(table, RINGED) > 0) {
        const u = add(mul(par(table, RING_COS), dx), mul(par(table, RING_SIN), dy));
        const w = mul(sub(mul(par(table, RING_COS), dy), mul(par(table, RING_SIN), dx)), par(table, RING_SQUASH));
        const distance = root(add(mul(u, u), mul(w, w)));
        const inside = v128.and(f32x4.gt(distance, par(table, RING_IN)), f32x4.lt(distance, par(table, RING_OUT)));
        if (some(inside)) {
          const index = ringRow(table, distance);
          const p = rowAt(ring, index, 0), q = rowAt(ring, index, 1), r = rowAt(ring, index, 2), s = rowAt(ring, index, 3);
          ringR = first(p, q, r, s); ringG = second(p, q, r, s); ringB = third(p, q, r, s);
          density = times(only(inside, fourth(p, q, r, s)), num(table, ALPHA));
          front = above(w, 0);
          // The planet's shadow: a cylinder away from the light. A ring point is no nearer than its inner edge, so it has no hard edge.
          const z = times(w, lean), along = add(add(mul(dx, par(table, LIGHT)), mul(dy, par(table, LIGHT + 1))), mul(z, par(table, LIGHT + 2)));
          const aside = root(most(sub(mul(distance, distance), mul(along, along)), all(0)));
          const shadow = scaled(smooth(0.82, 1.12, aside), 0.88, 0.12);
          const lit = times(pick(below(along, 0), shadow, all(1)), 0.95);
          ringR = mul(ringR, lit); ringG = mul(ringG, lit); ringB = mul(ringB, lit);
          const back = only(v128.or(v128.not(front), above(d2, 1)), times(density, 0.85));
          blendInto(R + o, ringR, back); blendInto(G + o, ringG, back); blendInto(B + o, ringB, back);
          raiseTo(M + o, least(all(1), times(density, 1.3 / num(table, ALPHA))));
        }
      }
      const edge: f32 = <f32>1 + perRadius;
      if (some(below(d2, edge * edge))) {
        surface(R, G, B, M, o, x, y, dx, dy, d2, table, colours, ring);
        const over = only(front, times(density, 0.85));
        blendInto(R + o, ringR, over); blendInto(G + o, ringG, over); blendInto(B + o, ringB, over);
      }
      if (lumps == 0) glow(R + o, G + o, B + o, dx, dy, d2, table);
    }
  }
}

@inline function grid(table: usize, plane: i32, x: i32, y: i32): v128 {
  return field(int(table, plane), int(table, GRID_STRIDE), int(table, LEVEL), x, y, int(table, GRID_LOW), int(table, GRID_HIGH));
}

function surface(R: usize, G: usize, B: usize, M: usize, o: usize, x: i32, y: i32, dx: v128, dy: v128, d2: v128, table: usize, colours: usize, ring: usize): void {
  const kind = int(table, SURFACE), d = root(d2), cloudy = kind == EARTH || kind == ROCKY;
  const cover = unit(scaled(rest(d), num(table, RADIUS), 0.5));
  const pull = div(all(1), most(d, all(1)));
  const nx = mul(dx, pull), ny = mul(dy, pull), nz = root(most(rest(d2), all(0)));
  const lit0 = add(add(mul(nx, par(table, LIGHT)), mul(ny, par(table, LIGHT + 1))), mul(nz, par(table, LIGHT + 2)));
  const height = grid(table, HEIGHT, x, y), fine = grid(table, FINE, x, y);
  let tone: v128, shine = all(0), ember = all(0), bump = all(1), town = all(0);
  if (kind == GAS) {
    const wave = scaled(grid(table, LATITUDE, x, y), 13, 0), swirl = times(grid(table, WARP, x, y), 2.2);
    tone = times(add(add(scaled(height, 0.42, 0.5), times(fine, 0.1)), times(sine(add(wave, swirl)), 0.16)), 5);
  } else {
    const rough = add(height, scaled(fine, 0.18, -0.09)), land = plus(rough, -num(table, SEA));
    if (cloudy) {
      const dry = above(land, 0);
      tone = pick(dry, plus(least(times(land, 4.6), all(2.4)), 2), most(scaled(land, 2.2, 1), all(0)));
      shine = v128.andnot(all(kind == EARTH ? 1 : 0.25), dry);
      if (kind == EARTH) town = only(dry, mul(smooth(0.78, 0.98, fine), smooth(0.02, 0.1, land)));
    } else if (kind == LAVA) {
      tone = least(scaled(height, 2.2, 1.2), all(4));
      ember = times(mul(smooth(0.62, 1.05, fine), smooth(0.35, -0.25, height)), 2.6);
    } else tone = least(scaled(rough, 2.6, 2.3), all(4.6));
    if (num(table, CAPS) < 1) {
      const latitude = abs4(grid(table, LATITUDE, x, y)), cap = num(table, CAPS);
      const cold = smooth(cap, cap + 0.12, add(latitude, times(height, 0.12)));
      tone = add(tone, mul(sub(all(kind == EARTH ? 5 : 4.6), tone), cold));
    }
    const rise = add(times(sub(grid(table, HEIGHT, x + 2, y), height), 1.25), times(sub(grid(table, HEIGHT, x, y + 2), height), 0.95));
    bump = plus(mul(clamp(times(rise, num(table, BUMP)), -0.6, 0.6), rest(times(shine, 0.8))), 1);
  }
  const index = i32x4.trunc_sat_f32x4_s(clamp(times(tone, 51.2), 0, 256));
  const p = rowAt(colours, index, 0), q = rowAt(colours, index, 1), r = rowAt(colours, index, 2), s = rowAt(colours, index, 3);
  let red = mul(first(p, q, r, s), bump), green = mul(second(p, q, r, s), bump), blue = mul(third(p, q, r, s), bump);
  if (cloudy) {
    const cloud = times(smooth(0.1, 0.62, grid(table, CLOUDS, x, y)), num(table, CLOUDS_MOST));
    red = mix(red, all(0.92), cloud); green = mix(green, all(0.93), cloud); blue = mix(blue, all(0.95), cloud);
    shine = mul(shine, rest(cloud)); town = mul(town, rest(cloud));
  }
  let light = times(mul(smooth(-0.1, 0.85, lit0), scaled(most(lit0, all(0)), 0.65, 0.35)), 1.55);
  if (num(table, RINGED) > 0) light = mul(light, ringShadow(nx, ny, table, ring));
  const air = num(table, AIR_AMOUNT), fresnel = rest(nz);
  const rim = times(mul(mul(fresnel, mul(fresnel, fresnel)), smooth(-0.25, 0.6, lit0)), 0.75 * air);
  const haze = times(mul(fresnel, smooth(-0.1, 0.5, lit0)), 0.3 * air);
  let glint = most(sub(times(mul(lit0, nz), 2), par(table, LIGHT + 2)), all(0));
  glint = mul(glint, glint); glint = mul(glint, glint); glint = mul(glint, glint); glint = mul(glint, glint);
  glint = mul(mul(glint, times(shine, 0.9)), smooth(0, 0.2, lit0));
  const dusk = times(mul(smooth(0.3, 0.02, lit0), smooth(-0.2, 0.05, lit0)), 0.4 * air);
  const lamps = times(mul(town, smooth(0.02, -0.18, lit0)), 0.55);
  const airR = par(table, AIR), airG = par(table, AIR + 1), airB = par(table, AIR + 2);
  red = mix(add(add(mul(mul(red, light), plus(dusk, 1)), mul(rim, airR)), glint), mul(airR, light), haze);
  green = mix(add(add(mul(mul(green, light), scaled(dusk, -0.15, 1)), mul(rim, airG)), times(glint, 0.95)), mul(airG, light), haze);
  blue = mix(add(add(mul(mul(blue, light), scaled(dusk, -0.4, 1)), mul(rim, airB)), times(glint, 0.85)), mul(airB, light), haze);
  red = add(plus(red, 0.006), scaled(ember, 1.3, 0)); green = add(plus(green, 0.007), times(ember, 0.42)); blue = add(plus(blue, 0.01), times(ember, 0.07));
  red = add(red, lamps); green = add(green, times(lamps, 0.72)); blue = add(blue, times(lamps, 0.36));
  const share = times(cover, num(table, ALPHA));
  blendInto(R + o, red, share); blendInto(G + o, green, share); blendInto(B + o, blue, share);
  raiseTo(M + o, cover);
}

/** How much of the light reaches a point of the ball past the ring. */
@inline function ringShadow(nx: v128, ny: v128, table: usize, ring: usize): v128 {
  const cos = par(table, RING_COS), sin = par(table, RING_SIN), lx = par(table, LIGHT), ly = par(table, LIGHT + 1);
  const t = sub(mul(sin, nx), mul(cos, ny)), towards = sub(mul(cos, ly), mul(sin, lx));
  const way = div(t, towards), qx = add(nx, mul(way, lx)), qy = add(ny, mul(way, ly));
  const u = add(mul(cos, qx), mul(sin, qy)), w = mul(sub(mul(cos, qy), mul(sin, qx)), par(table, RING_SQUASH));
  const distance = root(add(mul(u, u), mul(w, w)));
  const hit = v128.and(above(way, 0), v128.and(f32x4.gt(distance, par(table, RING_IN)), f32x4.lt(distance, par(table, RING_OUT))));
  if (!some(hit)) return all(1);
  const index = ringRow(table, distance);
  const density = fourth(rowAt(ring, index, 0), rowAt(ring, index, 1), rowAt(ring, index, 2), rowAt(ring, index, 3));
  return rest(times(only(hit, density), 0.55));
}

/** Light scattered by the air beyond the rim, on the day side. */
@inline function glow(R: usize, G: usize, B: usize, dx: v128, dy: v128, d2: v128, table: usize): void {
  const near = v128.and(above(d2, 0.94), below(d2, 1.8225));
  if (!some(near)) return;
  const d = root(d2), lit = div(add(mul(dx, par(table, LIGHT)), mul(dy, par(table, LIGHT + 1))), d), e = times(plus(d, -1), 11.76);
  let outside = most(scaled(e, -0.25, 1), all(0));
  outside = mul(outside, outside); outside = mul(outside, outside);
  const strength = pick(below(e, 0), most(scaled(e, 2, 1), all(0)), outside);
  const w = times(mul(only(near, strength), smooth(-0.5, 0.6, lit)), num(table, ALPHA) * num(table, AIR_AMOUNT) * 0.42);
  addInto(R, mul(w, par(table, AIR))); addInto(G, mul(w, par(table, AIR + 1))); addInto(B, mul(w, par(table, AIR + 2)));
}

/** Sine by a parabola, right to one part in a thousand: enough for cloud bands. */
@inline function sine(angle: v128): v128 {
  const t = scaled(fract(scaled(angle, 0.15915494, 0.5)), 2, -1);
  const p = mul(times(t, 4), rest(abs4(t)));
  return add(times(sub(mul(p, abs4(p)), p), 0.225), p);
}
