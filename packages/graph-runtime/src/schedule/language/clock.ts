/** What a schedule may know of the film and of the frame it is asked for. */
export interface ScheduleClock {
  /** @unit frames, from 0 */
  readonly frame: number;
  /** Length of the film; null when it runs until stopped. @unit frames */
  readonly count: number | null;
  /** @unit frames per second */
  readonly fps: number;
  /** @unit beats per minute */
  readonly bpm: number;
  readonly seed: number;
}

/** Everything of a clock but the frame: what keys in seconds, beats and percent are counted by. */
export type ScheduleFilm = Omit<ScheduleClock, 'frame'>;

export interface ScheduleVariable {
  readonly doc: string;
  readonly read: (clock: ScheduleClock) => number;
}

/** All names by which an expression can ask for time. `t`, `s` and `max_f` are Deforum's. */
export const VARIABLES: ReadonlyMap<string, ScheduleVariable> = new Map<string, ScheduleVariable>([
  ['t', { doc: 'frame, from 0', read: ({ frame }) => frame }],
  ['s', { doc: 'seed of the production', read: ({ seed }) => seed }],
  ['fps', { doc: 'frames per second', read: ({ fps }) => fps }],
  ['bpm', { doc: 'beats per minute', read: ({ bpm }) => bpm }],
  ['max_f', { doc: 'last frame of the film', read: ({ count }) => (count === null ? Number.NaN : count - 1) }],
  ['seconds', { doc: 'time in seconds', read: ({ frame, fps }) => frame / fps }],
  ['beats', { doc: 'time in beats', read: ({ frame, fps, bpm }) => (frame / fps) * (bpm / 60) }],
  ['pi', { doc: '3.14159...', read: () => Math.PI }],
  ['e', { doc: '2.71828...', read: () => Math.E }],
]);
