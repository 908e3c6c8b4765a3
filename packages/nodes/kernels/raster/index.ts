const T = memory.data<f32>([1, 2, 3]);
export function fill(p: usize, n: i32, v: f32, y0: i32, y1: i32): void {
  let x = f32x4.splat(v);
  for (let i = y0; i < y1; i++) for (let j = 0; j < n; j += 4) v128.store(p + ((i * n + j) << 2), f32x4.mul(x, f32x4.splat(load<f32>(T))));
}
