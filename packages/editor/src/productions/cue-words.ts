import type { CueFit, CueRecord } from '@epoch/graph-runtime/protocol';

/** How a picture is brought to the film's size, in words. */
export const FITS: readonly { readonly value: CueFit; readonly label: string; readonly doc: string }[] = [
  { value: 'cover', label: 'Fill the frame', doc: 'Fills the frame; what stands over is cut off.' },
  { value: 'contain', label: 'Whole picture', doc: 'The whole picture, with bars where it is too narrow.' },
  { value: 'stretch', label: 'Stretch', doc: 'Pulled to the shape of the frame.' },
];

/** When a cue acts, and how: `at 260, dissolve 12`, `next frame`, `on L`, `taken at 40`. */
export function cueWords({ frame, dissolveFrames, key, state }: CueRecord): string {
  const how = dissolveFrames > 0 ? `, dissolve ${dissolveFrames}` : '';
  return `${whenOf(frame, key, state)}${how}`;
}

function whenOf(frame: number | null, key: string | null, state: CueRecord['state']): string {
  if (state === 'done') return frame === null ? 'taken' : `taken at ${frame}`;
  if (state === 'held') return key === null ? 'held' : `on ${key}`;
  return frame === null ? 'next frame' : `at ${frame}`;
}

/** Cues that no frame has taken, in the order in which they are. */
export function waitingCues(cues: readonly CueRecord[]): readonly CueRecord[] {
  return cues.filter(({ state }) => state !== 'done').sort((a, b) => a.order - b.order);
}

/** Cues that frames have taken, the latest first. */
export function takenCues(cues: readonly CueRecord[]): readonly CueRecord[] {
  return cues.filter(({ state }) => state === 'done').sort((a, b) => (b.frame ?? 0) - (a.frame ?? 0));
}

/** The ids with one of them moved by some places; the same list when it stands at the end already. */
export function movedBy(ids: readonly string[], id: string, places: number): readonly string[] {
  const from = ids.indexOf(id);
  const to = Math.min(ids.length - 1, Math.max(0, from + places));
  if (from < 0 || to === from) return ids;
  const others = ids.filter((other) => other !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
