/** Index of the last key at or before the frame; -1 when all keys lie after it. @shape keys: rising frames */
export function lastKeyUpTo(keys: readonly { readonly frame: number }[], frame: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle]?.frame ?? 0) <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
