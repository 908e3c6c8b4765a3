import type { ScheduleFilm } from '@epoch/graph-runtime/schedule';

export const TIME_UNITS = ['frames', 'seconds', 'beats'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Frames of one second, one beat or one frame. */
export function framesPer(unit: TimeUnit, film: ScheduleFilm): number {
  if (unit === 'seconds') return film.fps;
  return unit === 'beats' ? (60 * film.fps) / film.bpm : 1;
}

/** A frame as the ruler writes it in this unit. */
export function timeText(frame: number, unit: TimeUnit, film: ScheduleFilm): string {
  if (unit === 'frames') return String(Math.round(frame));
  const time = frame / framesPer(unit, film);
  const shown = Number(time.toFixed(2));
  return unit === 'seconds' ? `${shown} s` : `${shown}`;
}
