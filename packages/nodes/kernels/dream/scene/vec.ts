// Four pixels at a time: names for SIMD arithmetic, so that shading reads as formulas. Only IEEE + - * / sqrt floor and
// integer operations are used, so every machine gives the same bits.

@inline export function all(value: f32): v128 { return f32x4.splat(value); }
@inline export function add(a: v128, b: v128): v128 { return f32x4.add(a, b); }
@inline export function sub(a: v128, b: v128): v128 { return f32x4.sub(a, b); }
@inline export function mul(a: v128, b: v128): v128 { return f32x4.mul(a, b); }
@inline export function div(a: v128, b: v128): v128 { return f32x4.div(a, b); }
@inline export function least(a: v128, b: v128): v128 { return f32x4.min(a, b); }
@inline export function most(a: v128, b: v128): v128 { return f32x4.max(a, b); }
@inline export function abs4(a: v128): v128 { return f32x4.abs(a); }
@inline export function root(a: v128): v128 { return f32x4.sqrt(a); }
@inline export function plus(a: v128, k: f32): v128 { return f32x4.add(a, f32x4.splat(k)); }
@inline export function times(a: v128, k: f32): v128 { return f32x4.mul(a, f32x4.splat(k)); }
/** a * k + b */
@inline export function scaled(a: v128, k: f32, b: f32): v128 { return f32x4.add(f32x4.mul(a, f32x4.splat(k)), f32x4.splat(b)); }
@inline export function mix(a: v128, b: v128, share: v128): v128 { return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), share)); }
@inline export function clamp(a: v128, low: f32, high: f32): v128 { return f32x4.min(f32x4.max(a, f32x4.splat(low)), f32x4.splat(high)); }
@inline export function unit(a: v128): v128 { return clamp(a, 0, 1); }
/** 1 - a */
@inline export function rest(a: v128): v128 { return f32x4.sub(f32x4.splat(1), a); }
@inline export function above(a: v128, k: f32): v128 { return f32x4.gt(a, f32x4.splat(k)); }
@inline export function below(a: v128, k: f32): v128 { return f32x4.lt(a, f32x4.splat(k)); }
/** Lanes of `a` where the mask is set, else of `b`. */
@inline export function pick(mask: v128, a: v128, b: v128): v128 { return v128.bitselect(a, b, mask); }
/** `a` where the mask is set, else 0. */
@inline export function only(mask: v128, a: v128): v128 { return v128.and(mask, a); }
@inline export function some(mask: v128): bool { return v128.any_true(mask); }

/** 0 at `from`, 1 at `to`, flat at both ends; `from` may be the larger. */
@inline export function smooth(from: f32, to: f32, a: v128): v128 {
  const t = unit(f32x4.mul(f32x4.sub(a, f32x4.splat(from)), f32x4.splat(<f32>1 / (to - from))));
  return f32x4.mul(f32x4.mul(t, t), f32x4.sub(f32x4.splat(3), f32x4.add(t, t)));
}
/** The same with edges that differ from lane to lane. */
@inline export function smoothBetween(from: v128, to: v128, a: v128): v128 {
  const t = unit(f32x4.div(f32x4.sub(a, from), f32x4.sub(to, from)));
  return f32x4.mul(f32x4.mul(t, t), f32x4.sub(f32x4.splat(3), f32x4.add(t, t)));
}
@inline export function fade(t: v128): v128 {
  return mul(mul(t, mul(t, t)), add(mul(t, scaled(t, 6, -15)), all(10)));
}
@inline export function fract(a: v128): v128 { return f32x4.sub(a, f32x4.floor(a)); }
/** Whole part as integers. */
@inline export function whole(a: v128): v128 { return i32x4.trunc_sat_f32x4_s(f32x4.floor(a)); }

/** 2 to the power of a, a between -120 and 120. Error below 1e-5 of the value. */
export function exp2v(a: v128): v128 {
  const held = clamp(a, -120, 120), floor = f32x4.floor(held);
  const f = f32x4.sub(held, floor);
  let p = scaled(f, 0.0013333558, 0.0096181291);
  p = add(mul(p, f), all(0.0555041087));
  p = add(mul(p, f), all(0.2402265070));
  p = add(mul(p, f), all(0.6931471806));
  p = add(mul(p, f), all(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(floor), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}
/** e to the power of a. */
@inline export function expv(a: v128): v128 { return exp2v(times(a, 1.4426950409)); }

/** Number `i` of a parameter table. */
@inline export function num(table: usize, i: i32): f32 { return load<f32>(table + (<usize>i << 2)); }
/** The same in all four lanes. */
@inline export function par(table: usize, i: i32): v128 { return v128.load32_splat(table + (<usize>i << 2)); }
/** An integer stored in a parameter table. */
@inline export function int(table: usize, i: i32): i32 { return load<i32>(table + (<usize>i << 2)); }

/** Byte offset of a pixel in a plane. */
@inline export function at(stride: i32, x: i32, y: i32): usize { return <usize>((y * stride + x) << 2); }
/** x, x+1, x+2, x+3 */
@inline export function lanes(x: i32): v128 { return f32x4.add(f32x4.splat(<f32>x), f32x4(0, 1, 2, 3)); }

/** Moves a stored value towards another one. */
@inline export function blendInto(p: usize, value: v128, share: v128): void {
  const old = v128.load(p);
  v128.store(p, mix(old, value, share));
}
@inline export function addInto(p: usize, value: v128): void { v128.store(p, f32x4.add(v128.load(p), value)); }
@inline export function raiseTo(p: usize, value: v128): void { v128.store(p, f32x4.max(v128.load(p), value)); }

// A row of a table of (red, green, blue, extra) for each lane, then one column of the four rows.
@inline export function rowAt(table: usize, index: v128, lane: u8): v128 {
  switch (lane) {
    case 0: return v128.load(table + (<usize>i32x4.extract_lane(index, 0) << 4));
    case 1: return v128.load(table + (<usize>i32x4.extract_lane(index, 1) << 4));
    case 2: return v128.load(table + (<usize>i32x4.extract_lane(index, 2) << 4));
    default: return v128.load(table + (<usize>i32x4.extract_lane(index, 3) << 4));
  }
}
@inline export function first(p: v128, q: v128, r: v128, s: v128): v128 {
  return v128.shuffle<f32>(v128.shuffle<f32>(p, q, 0, 4, 1, 5), v128.shuffle<f32>(r, s, 0, 4, 1, 5), 0, 1, 4, 5);
}
@inline export function second(p: v128, q: v128, r: v128, s: v128): v128 {
  return v128.shuffle<f32>(v128.shuffle<f32>(p, q, 0, 4, 1, 5), v128.shuffle<f32>(r, s, 0, 4, 1, 5), 2, 3, 6, 7);
}
@inline export function third(p: v128, q: v128, r: v128, s: v128): v128 {
  return v128.shuffle<f32>(v128.shuffle<f32>(p, q, 2, 6, 3, 7), v128.shuffle<f32>(r, s, 2, 6, 3, 7), 0, 1, 4, 5);
}
@inline export function fourth(p: v128, q: v128, r: v128, s: v128): v128 {
  return v128.shuffle<f32>(v128.shuffle<f32>(p, q, 2, 6, 3, 7), v128.shuffle<f32>(r, s, 2, 6, 3, 7), 2, 3, 6, 7);
}

/**
 * Four neighbouring pixels of a field. On level 0 they are read as they are; on level 1 they are interpolated (tent filter)
 * from the half-size field, whose rows are valid in [low, high).
 */
@inline export function field(plane: usize, stride: i32, level: i32, x: i32, y: i32, low: i32, high: i32): v128 {
  if (level == 0) return v128.load(plane + at(stride, x, y));
  const near = max(low, min(high - 1, y >> 1));
  const far = max(low, min(high - 1, (y & 1) ? near + 1 : near - 1));
  const half = x >> 1;
  const n = plane + at(stride, half, near), f = plane + at(stride, half, far);
  // Half-size columns half-1 .. half+2 and half .. half+3.
  const b = add(times(v128.load(n), 0.75), times(v128.load(f), 0.25));
  let a: v128;
  if (half == 0) a = v128.shuffle<f32>(b, b, 0, 0, 1, 2);
  else a = add(times(v128.load(n - 4), 0.75), times(v128.load(f - 4), 0.25));
  // Pixel x leans left: 3/4 b0 + 1/4 a0; pixel x+1 leans right: 3/4 b0 + 1/4 b1; and so on.
  const own = v128.shuffle<f32>(b, b, 0, 0, 1, 1);
  const other = v128.shuffle<f32>(a, b, 0, 5, 1, 6);
  return add(times(own, 0.75), times(other, 0.25));
}
