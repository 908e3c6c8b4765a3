import { createMedian, type Median } from './median.ts';

/**
 * The clock that boxes of one production may decide by. What is decided by it is written down before it acts, so a frame
 * that is drawn again, in a replay, after a kill or in a take, gets the same without a look at any clock.
 */
export interface FilmClock {
  /** A frame of a box begins. Frames of one `kind` are those that take about the same time. */
  begins(node: string, frame: number, kind: string): void;
  /** What a box decides at a frame: as it is written down, or as `decide` has it, which then is. */
  decide(node: string, frame: number, decide: (usual: UsualTime) => number): number;
}

/** Median time from one frame to the next over the last few frames of a kind; null until there was one. @unit ms */
export type UsualTime = (kind: string) => number | null;

/** Where decisions are written down. */
export interface Decisions {
  find(node: string, frame: number): number | null;
  /** It outlives the program when this returns. */
  put(node: string, frame: number, value: number): void;
}

/** The clock, and what only the production does with it. */
export interface FilmClockHost extends FilmClock {
  /** No frame is in flight: the time until the next one begins is nobody's. */
  standsStill(): void;
}

interface Begun {
  readonly frame: number;
  readonly kind: string;
  readonly atMs: number;
}

/** @unit now: ms, from anywhere */
export function createFilmClock(decisions: Decisions, now: () => number): FilmClockHost {
  const begun = new Map<string, Begun>();
  const times = new Map<string, Median>();

  function timesOf(node: string, kind: string): Median {
    const key = JSON.stringify([node, kind]);
    const known = times.get(key) ?? createMedian();
    times.set(key, known);
    return known;
  }

  return {
    begins(node, frame, kind) {
      const atMs = now();
      const last = begun.get(node);
      if (last?.frame === frame - 1) timesOf(node, last.kind).add(atMs - last.atMs);
      begun.set(node, { frame, kind, atMs });
    },
    decide(node, frame, decide) {
      const before = decisions.find(node, frame);
      if (before !== null) return before;
      const value = decide((kind) => timesOf(node, kind).value());
      decisions.put(node, frame, value);
      return value;
    },
    standsStill: () => begun.clear(),
  };
}

/** Decisions that live as long as the program: for what belongs to no production, and for tests. */
export function createMemoryDecisions(): Decisions {
  const kept = new Map<string, number>();
  const keyOf = (node: string, frame: number) => JSON.stringify([node, frame]);
  return {
    find: (node, frame) => kept.get(keyOf(node, frame)) ?? null,
    put: (node, frame, value) => void kept.set(keyOf(node, frame), value),
  };
}
