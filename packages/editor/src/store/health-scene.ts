import { type GraphDocument, isKeyframed } from '@epoch/graph-runtime/model';
import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { EARLY_ROWS, type HealthTrace } from './health-trace.ts';

/** A new prompt, often with a burst of denoise, needs this long to become a picture of its own. @unit frames */
const SETTLING_FRAMES = 48;

/**
 * Where the scene that is on at a frame began: at the last key of a text (a prompt), after its fade, or at the last
 * teleport. 0: at the beginning of the film.
 */
export function sceneStart(document: GraphDocument, cues: readonly CueRecord[], frame: number): number {
  const inputs = Object.values(document.nodes).flatMap(({ params }) => Object.values(params));
  const keys = inputs.flatMap((input) => (isKeyframed(input) ? input.keys : []));
  const cuts = keys.flatMap(({ frame: at, value, fadeFrames = 0 }) =>
    typeof value === 'string' ? at + fadeFrames : [],
  );
  const jumps = cues.flatMap(({ state, frame: at }) => (state === 'done' && at !== null ? at : []));
  return Math.max(0, ...[...cuts, ...jumps].filter((at) => at <= frame));
}

/**
 * The trace with the beginning of the scene that is on: another scene is another film, and no illness. What a person chose
 * to compare with later than that stays. Of a scene that is longer than the trace, its first known rows count.
 */
export function traceOfScene(trace: HealthTrace, startFrame: number): HealthTrace {
  const since = startFrame + SETTLING_FRAMES;
  if (startFrame === 0 || since <= trace.since) return trace;
  return { ...trace, since, early: trace.recent.filter(({ frame }) => frame >= since).slice(0, EARLY_ROWS) };
}
