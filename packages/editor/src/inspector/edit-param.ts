import type { Keyframe, ParamScalar } from '@epoch/graph-runtime/model';
import { removeKey, setKey, setParam } from '../store/actions.ts';
import { keyFor } from './key-edits.ts';
import type { ParamState } from './param-state.ts';

interface Place {
  readonly node: string;
  readonly param: string;
  readonly state: ParamState;
  /** The frame in view. @unit frames */
  readonly frame: number;
}

/** A new value: for all frames, or where the param has keys, at the frame in view. */
export function changeValue({ node, param, state, frame }: Place, value: ParamScalar, gesture: string): void {
  if (state.keys.length === 0) {
    setParam(node, param, value, gesture);
    return;
  }
  const key: Keyframe = state.keyHere === null ? keyFor(frame, value) : { ...state.keyHere, value };
  setKey(node, param, key, gesture);
}

/** The diamond: sets a key with the present value at the frame in view, or takes the one there away. */
export function toggleKey({ node, param, state, frame }: Place): void {
  if (state.keyHere === null) setKey(node, param, keyFor(frame, state.value));
  else removeKey(node, param, frame);
}
