/** A number in [0, 1) that only depends on its arguments: an integer hash with good avalanche. */
@inline
export function chance(at: i32, seed: u32): f32 {
  return <f32>(hashed(at, seed) >>> 8) * (1 / <f32>16777216);
}

@inline
export function hashed(at: i32, seed: u32): u32 {
  let bits: u32 = (<u32>at * 0x9e3779b1) ^ (seed * 0x85ebca77);
  bits = (bits ^ (bits >>> 16)) * 0x7feb352d;
  bits = (bits ^ (bits >>> 15)) * 0x846ca68b;
  return bits ^ (bits >>> 16);
}
