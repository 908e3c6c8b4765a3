/** How fast a film goes, seen over its last seconds. */
export interface Pace {
  /** A frame was committed now. */
  tick(): void;
  /** Forgets what was before a pause. */
  reset(): void;
  /** null until two frames have been seen. */
  framesPerSecond(): number | null;
}

const WINDOW_MS = 5000;
/** So that slow films have a pace, too, the last few frames count however old they are. */
const LEAST_TICKS = 4;

export function createPace(now: () => number): Pace {
  let ticks: number[] = [];
  return {
    tick() {
      const at = now();
      ticks.push(at);
      const first = ticks.findIndex((tick) => at - tick <= WINDOW_MS);
      ticks = ticks.slice(Math.max(0, Math.min(first, ticks.length - LEAST_TICKS)));
    },
    reset() {
      ticks = [];
    },
    framesPerSecond() {
      const [first, last] = [ticks[0], ticks.at(-1)];
      if (first === undefined || last === undefined || last === first) return null;
      return ((ticks.length - 1) * 1000) / (last - first);
    },
  };
}
