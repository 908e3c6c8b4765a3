import type { ScheduleFilm } from './clock.ts';
import type { ParsedSchedule, ScheduleKey } from './schedule-key.ts';

/** A key at its frame. */
export interface PlacedKey {
  /** @unit frames, from 0 */
  readonly frame: number;
  readonly key: ScheduleKey;
}

/** Frames beyond this are taken for a slip of the pen. */
const FRAME_LIMIT = 10_000_000;

/** What does not fit the film, though the text could be read. The schedule is used all the same. */
export interface ScheduleWarning {
  readonly message: string;
  readonly at: number;
  readonly length: number;
}

export interface PlacedSchedule {
  /** Rising frames; of two keys at one frame the one written later holds. */
  readonly keys: readonly PlacedKey[];
  readonly warnings: readonly ScheduleWarning[];
}

/** Puts each key at its frame: seconds by the frame rate, beats by the tempo, percent by the length of the film. */
export function placeKeys({ keys }: ParsedSchedule, film: ScheduleFilm): PlacedSchedule {
  const warnings: ScheduleWarning[] = [];
  const placed = new Map<number, PlacedKey>();
  let before = 0;
  for (const key of keys) {
    const frame = frameOf(key, film, before);
    if (frame === null) {
      warnings.push(warn(key, `${unplacedWords(key, film)} The key is left out.`));
      continue;
    }
    before = frame;
    if (placed.has(frame)) warnings.push(warn(key, `There is another key at frame ${frame}; this later one holds.`));
    if (film.count !== null && frame >= film.count) {
      warnings.push(warn(key, `Frame ${frame} lies past the end: the last frame of this film is ${film.count - 1}.`));
    }
    placed.set(frame, { frame, key });
  }
  const inOrder = [...placed.values()].sort((a, b) => a.frame - b.frame);
  const first = inOrder[0];
  if (first !== undefined && first.frame > 0) {
    warnings.push(
      warn(first.key, `There is no key at frame 0: the value of frame ${first.frame} holds from the start.`),
    );
  }
  return { keys: inOrder, warnings };
}

/** The frame of a key; null when the film does not say enough, or the number makes no sense. */
function frameOf({ position, unit }: ScheduleKey, film: ScheduleFilm, before: number): number | null {
  const value = position.evaluate({ ...film, frame: 0 });
  const frames = {
    frames: value,
    relative: before + value,
    seconds: value * film.fps,
    beats: (value * 60 * film.fps) / film.bpm,
    percent: film.count === null ? Number.NaN : (value / 100) * (film.count - 1),
  }[unit];
  const frame = Math.round(frames);
  return frame >= 0 && frame <= FRAME_LIMIT ? frame : null;
}

function unplacedWords({ position, unit }: ScheduleKey, film: ScheduleFilm): string {
  const value = position.evaluate({ ...film, frame: 0 });
  if (film.count === null && (unit === 'percent' || Number.isNaN(value))) {
    return 'This film runs until it is stopped, so it has no last frame and no percent.';
  }
  if (!Number.isFinite(value)) return 'The frame of this key has no value.';
  return value < 0 ? 'The frame of this key lies before the film.' : `The frame of this key is beyond ${FRAME_LIMIT}.`;
}

function warn({ at, length }: ScheduleKey, message: string): ScheduleWarning {
  return { message, at, length };
}
