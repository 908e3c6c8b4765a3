/** 1 when every one of `count` pixels has alpha 255. */
export function isOpaque(pixels: usize, count: i32): i32 {
  const end = pixels + 4 * count;
  const ends16 = pixels + 4 * (count & ~15);
  let at = pixels;
  while (at < ends16) {
    const all = v128.and(
      v128.and(v128.load(at), v128.load(at, 16)),
      v128.and(v128.load(at, 32), v128.load(at, 48)),
    );
    // Colours are set to full, so that the whole vector is ones exactly when the alphas are.
    if (!i32x4.all_true(i32x4.eq(v128.or(all, i32x4.splat(0x00ffffff)), i32x4.splat(-1)))) return 0;
    at += 64;
  }
  for (; at < end; at += 4) if (load<u8>(at, 3) != 255) return 0;
  return 1;
}
