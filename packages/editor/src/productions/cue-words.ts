import type { CueRecord } from '@epoch/graph-runtime/protocol';

/** When a cue acts, and how: `armed for 260, dissolve 12`, `next frame`, `at 40`. */
export function cueWords({ frame, dissolveFrames, state }: CueRecord): string {
  const when = frame === null ? 'next frame' : state === 'armed' ? `armed for ${frame}` : `at ${frame}`;
  return dissolveFrames > 0 ? `${when}, dissolve ${dissolveFrames}` : when;
}
