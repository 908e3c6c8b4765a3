/**
 * Memory of a unit delay: the last values that arrived at `next`, oldest first. Plain JSON and rasters.
 * `null` stands for a frame at which nothing arrived.
 */
export interface DelayRing {
  /** Values that have arrived since the first frame, also those that have been let go. */
  readonly pushed: number;
  readonly values: readonly unknown[];
}

const EMPTY: DelayRing = { pushed: 0, values: [] };

/** Memory as it comes from a checkpoint, or from before the node was a delay; what is no ring counts as empty. */
export function asRing(memory: unknown): DelayRing {
  if (typeof memory !== 'object' || memory === null) return EMPTY;
  if (!('pushed' in memory) || !('values' in memory)) return EMPTY;
  const { pushed, values } = memory;
  return typeof pushed === 'number' && Array.isArray(values) ? { pushed, values } : EMPTY;
}

/**
 * What the delay emits: y[n] = x[n - delayFrames]; `initial` while there is no such frame.
 * When the delay has just been made longer than what it holds, it emits the oldest it has.
 */
export function emitted(ring: DelayRing, delayFrames: number, initial: unknown): unknown {
  if (ring.pushed < delayFrames) return initial;
  const value = ring.values[Math.max(0, ring.values.length - delayFrames)];
  return value === null || value === undefined ? initial : value;
}

/** The ring after this frame's value has arrived. */
export function taken(ring: DelayRing, delayFrames: number, value: unknown): DelayRing {
  const kept = delayFrames > 1 ? ring.values.slice(-(delayFrames - 1)) : [];
  return { pushed: ring.pushed + 1, values: [...kept, value === undefined ? null : value] };
}

/** The delay that a param asks for. @unit frames, whole, at least 1 */
export function delayLength(value: unknown): number {
  return typeof value === 'number' && value >= 1 ? Math.round(value) : 1;
}
