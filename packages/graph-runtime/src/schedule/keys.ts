import { isKeyframed, type Keyframe, type ParamInput } from '../model/index.ts';

/** The param with this key in it, in frame order; a key that stood at the same frame is replaced. */
export function withKey(input: ParamInput | undefined, key: Keyframe): { keys: Keyframe[] } {
  const others = isKeyframed(input) ? input.keys.filter(({ frame }) => frame !== key.frame) : [];
  return { keys: [...others, key].sort((a, b) => a.frame - b.frame) };
}

/** The param without its key at this frame. Taking the last key away leaves its value as a constant. */
export function withoutKey(input: ParamInput, frame: number): ParamInput {
  if (!isKeyframed(input)) return input;
  const keys = input.keys.filter((key) => key.frame !== frame);
  const last = input.keys[0];
  return keys.length === 0 && last !== undefined ? last.value : { keys };
}
