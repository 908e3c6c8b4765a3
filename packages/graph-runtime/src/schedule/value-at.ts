import { isKeyframed, type Keyframe, type ParamInput, type ParamScalar, type ParamSpec } from '../model/index.ts';
import { ease } from './easing.ts';

/**
 * The value of a param at a frame: its constant, its keys sampled, or the default of its spec when it is not set.
 * Before the first key the first holds, after the last the last. Numbers go from key to key by the easing of the
 * first of the two; everything else jumps at each key. An integer is rounded.
 *
 * @unit `frame`: frames, from 0
 */
export function valueAt(input: ParamInput | undefined, spec: ParamSpec, frame: number): ParamScalar {
  if (input === undefined) return spec.default;
  const value = isKeyframed(input) ? (keysAt(input.keys, frame) ?? spec.default) : input;
  return spec.kind === 'integer' && typeof value === 'number' ? Math.round(value) : value;
}

/** @shape `keys`: rising frames */
function keysAt(keys: readonly Keyframe[], frame: number): ParamScalar | undefined {
  const at = lastKeyUpTo(keys, frame);
  const here = keys[at] ?? keys[0];
  if (at < 0 || here === undefined) return here?.value;
  const next = keys[at + 1];
  if (next === undefined || typeof here.value !== 'number' || typeof next.value !== 'number') return here.value;
  const part = ease(here.easing, (frame - here.frame) / (next.frame - here.frame));
  return here.value + (next.value - here.value) * part;
}

/** Index of the last key at or before the frame; -1 when all keys lie after it. */
function lastKeyUpTo(keys: readonly Keyframe[], frame: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle]?.frame ?? 0) <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
