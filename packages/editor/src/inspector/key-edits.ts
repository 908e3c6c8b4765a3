import type { Keyframe, ParamScalar } from '@epoch/graph-runtime/model';

/** Keys with one of them at another frame; whatever stood there is replaced. Sorted by frame. */
export function moveKey(keys: readonly Keyframe[], fromFrame: number, toFrame: number): readonly Keyframe[] {
  const moved = keys.find((key) => key.frame === fromFrame);
  if (moved === undefined || fromFrame === toFrame) return keys;
  const others = keys.filter((key) => key.frame !== fromFrame && key.frame !== toFrame);
  return [...others, { ...moved, frame: toFrame }].sort((a, b) => a.frame - b.frame);
}

/** Keys with other content in one of them. */
export function changeKey(
  keys: readonly Keyframe[],
  frame: number,
  change: Partial<Omit<Keyframe, 'frame'>>,
): readonly Keyframe[] {
  return keys.map((key) => (key.frame === frame ? { ...key, ...change } : key));
}

/** A new key for a param: numbers glide to the next key, everything else jumps. */
export function keyFor(frame: number, value: ParamScalar): Keyframe {
  return { frame, value, easing: typeof value === 'number' ? 'smooth' : 'hold' };
}

/** The next key before or after a frame, for stepping from key to key. */
export function neighbourKey(keys: readonly Keyframe[], frame: number, direction: -1 | 1): Keyframe | null {
  const ahead = keys.filter((key) => (direction === 1 ? key.frame > frame : key.frame < frame));
  return (direction === 1 ? ahead[0] : ahead.at(-1)) ?? null;
}
