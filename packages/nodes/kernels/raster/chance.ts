/** Four numbers in [0, 1) that only depend on the arguments. */
@inline
export function chance4(at: v128, seed: u32): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(hashed4(at, seed), 8)), f32x4.splat(1 / <f32>16777216));
}

/** An integer hash with good avalanche, of four numbers at once. */
@inline
export function hashed4(at: v128, seed: u32): v128 {
  let bits = v128.xor(i32x4.mul(at, i32x4.splat(0x9e3779b1)), i32x4.splat(seed * 0x85ebca77));
  bits = i32x4.mul(v128.xor(bits, i32x4.shr_u(bits, 16)), i32x4.splat(0x7feb352d));
  bits = i32x4.mul(v128.xor(bits, i32x4.shr_u(bits, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(bits, i32x4.shr_u(bits, 16));
}
