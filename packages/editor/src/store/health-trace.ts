import type { FrameHealth } from '@epoch/graph-runtime/protocol';

/** What was measured of the film in front: its beginning, which everything is compared with, and its last frames. */
export interface HealthTrace {
  /** First frame of the beginning. @unit frames */
  readonly since: number;
  readonly early: readonly FrameHealth[];
  readonly recent: readonly FrameHealth[];
}

/** A loop needs its first frames to leave its first picture behind. @unit frames */
export const EARLY_FROM_FRAME = 16;
/** Rows that make up the beginning: about 48 frames. */
export const EARLY_ROWS = 24;
/** About a thousand frames. */
export const RECENT_ROWS = 500;

export const emptyTrace: HealthTrace = { since: EARLY_FROM_FRAME, early: [], recent: [] };

/** The trace with one more row. A row of an earlier frame takes the place of all after it: the film was set back. */
export function withRow(trace: HealthTrace, row: FrameHealth): HealthTrace {
  const isBefore = ({ frame }: FrameHealth) => frame < row.frame;
  const early = trace.early.filter(isBefore);
  const joins = row.frame >= trace.since && early.length < EARLY_ROWS;
  const kept = (trace.recent.at(-1)?.frame ?? -1) < row.frame ? trace.recent : trace.recent.filter(isBefore);
  return { ...trace, early: joins ? [...early, row] : early, recent: [...kept, row].slice(-RECENT_ROWS) };
}

/** What the server had, and after it what was told since then. */
export function joined(
  read: Pick<HealthTrace, 'early' | 'recent'>,
  since: number,
  told: readonly FrameHealth[],
): HealthTrace {
  const last = read.recent.at(-1)?.frame ?? -1;
  return told.filter(({ frame }) => frame > last).reduce(withRow, { since, ...read });
}

/** Compares from the last frame on: another prompt is another film, and no illness. */
export function comparedFromNow(trace: HealthTrace): HealthTrace {
  const last = trace.recent.at(-1);
  return last === undefined ? trace : { ...trace, since: last.frame, early: [last] };
}
