import type { Keyframe } from '@epoch/graph-runtime/model';
import type { KeyPlace } from './lane-types.ts';
import type { ParamLane } from './lanes.ts';

/** New keys of one param. */
export interface LaneKeys {
  readonly lane: ParamLane;
  readonly keys: readonly Keyframe[];
}

/** Keys that were copied, each with its lane, counted from the first of them. */
export interface CopiedKey {
  readonly lane: string;
  readonly key: Keyframe;
}

/** How far keys go. @unit frames, and the unit of the param */
export interface Shift {
  readonly frames: number;
  readonly value: number;
}

/**
 * All selected keys moved together: those they land on are replaced, none passes frame 0, and only numbers change their
 * value, inside the limits of their param.
 */
export function shiftKeys(lanes: readonly ParamLane[], chosen: readonly KeyPlace[], shift: Shift): readonly LaneKeys[] {
  const first = Math.min(...chosen.map(({ frame }) => frame));
  const frames = Math.max(-first, shift.frames);
  return touched(lanes, chosen).map(({ lane, keys, rest }) => {
    const moved = keys.map((key) => ({ ...key, frame: key.frame + frames, value: raised(lane, key, shift.value) }));
    return { lane, keys: merged(rest, moved) };
  });
}

/** Lanes without the selected keys; a lane that loses them all has none. */
export function withoutKeys(lanes: readonly ParamLane[], chosen: readonly KeyPlace[]): readonly LaneKeys[] {
  return touched(lanes, chosen).map(({ lane, rest }) => ({ lane, keys: rest }));
}

export function copyKeys(lanes: readonly ParamLane[], chosen: readonly KeyPlace[]): readonly CopiedKey[] {
  const first = Math.min(...chosen.map(({ frame }) => frame));
  return touched(lanes, chosen).flatMap(({ lane, keys }) =>
    keys.map((key) => ({ lane: lane.id, key: { ...key, frame: key.frame - first } })),
  );
}

/** Copied keys put into their own lanes, the first of them at a frame; what stood there is replaced. */
export function pasteKeys(
  lanes: readonly ParamLane[],
  copied: readonly CopiedKey[],
  atFrame: number,
): readonly LaneKeys[] {
  return lanes.flatMap((lane) => {
    const own = copied.filter((entry) => entry.lane === lane.id);
    if (own.length === 0 || lane.kind === 'schedule') return [];
    const added = own.map(({ key }) => ({ ...key, frame: key.frame + atFrame }));
    return [{ lane, keys: merged(lane.keys, added) }];
  });
}

/** The next frame with a key on any lane; null when there is none. */
export function nextKeyFrame(lanes: readonly ParamLane[], frame: number, direction: -1 | 1): number | null {
  const frames = lanes.flatMap((lane) => lane.keys.map((key) => key.frame));
  const ahead = frames.filter((at) => (direction === 1 ? at > frame : at < frame));
  if (ahead.length === 0) return null;
  return direction === 1 ? Math.min(...ahead) : Math.max(...ahead);
}

function touched(lanes: readonly ParamLane[], chosen: readonly KeyPlace[]) {
  return lanes.flatMap((lane) => {
    const frames = new Set(chosen.filter((place) => place.lane === lane.id).map(({ frame }) => frame));
    const keys = lane.keys.filter((key) => frames.has(key.frame));
    const rest = lane.keys.filter((key) => !frames.has(key.frame));
    return keys.length === 0 ? [] : [{ lane, keys, rest }];
  });
}

function raised({ spec }: ParamLane, { value }: Keyframe, by: number): Keyframe['value'] {
  if (typeof value !== 'number' || by === 0 || (spec.kind !== 'number' && spec.kind !== 'integer')) return value;
  const sum = Math.min(spec.max, Math.max(spec.min, value + by));
  return spec.kind === 'integer' ? Math.round(sum) : Number(sum.toPrecision(6));
}

function merged(rest: readonly Keyframe[], added: readonly Keyframe[]): readonly Keyframe[] {
  const taken = new Set(added.map(({ frame }) => frame));
  return [...rest.filter(({ frame }) => !taken.has(frame)), ...added].sort((a, b) => a.frame - b.frame);
}
