import type { ScheduleFilm } from '@epoch/graph-runtime/schedule';

/** A frame this near to a mark jumps onto it. @unit px */
export const SNAP_PX = 6;

/**
 * The frame a dragged key lands on: the nearest mark within reach, else where it is. Marks are the keys and the playhead
 * given, whole seconds and beats; those that stand closer than twice the reach are no help and are left out.
 *
 * @unit frame, reach, marks: frames
 */
export function snapFrame(frame: number, reach: number, marks: readonly number[], film: ScheduleFilm): number {
  const seconds = gridMark(frame, film.fps, reach);
  const beats = gridMark(frame, (60 * film.fps) / film.bpm, reach);
  const near = [...marks, seconds, beats].filter((mark) => mark !== null && Math.abs(mark - frame) <= reach);
  const nearest = near.reduce<number | null>(
    (best, mark) => (mark !== null && (best === null || Math.abs(mark - frame) < Math.abs(best - frame)) ? mark : best),
    null,
  );
  return Math.max(0, Math.round(nearest ?? frame));
}

function gridMark(frame: number, spacing: number, reach: number): number | null {
  return spacing <= 2 * reach ? null : Math.round(Math.round(frame / spacing) * spacing);
}
