import type { GraphDocument, NodeId, Trial } from '@epoch/graph-runtime/model';
import { z } from 'zod';

/** A frame of a trial that is safe. */
export interface TrialFrame {
  /** @unit ms */
  readonly atMs: number;
  /** Of each node; 0 when it had nothing to do. @unit ms */
  readonly durations: ReadonlyMap<NodeId, number>;
  /** What image engines used, by node. */
  readonly used: Readonly<Record<string, unknown>>;
}

interface TrialContext {
  readonly beganMs: number;
  readonly document: Pick<GraphDocument, 'settings'>;
  readonly title: (node: NodeId) => string;
}

/** Shorter is nothing that anybody could save. @unit ms */
const LEAST_MS = 0.01;
/** A clock that does not tick between two frames must not make a film of no length. @unit s */
const LEAST_SECONDS = 0.0001;

const usedSchema = z.object({ steps: z.number().optional(), denoise: z.number().optional() });

interface TimedFrame extends TrialFrame {
  /** From the frame before, or from the beginning. @unit s */
  readonly seconds: number;
}

/**
 * What the frames of a trial say. The first one, which warms everything up, counts only where there is no other of its
 * kind. Where the engine leaves frames out, drawn and moved frames are two kinds, each with its own median.
 */
export function trialResult(frames: readonly TrialFrame[], { beganMs, document, title }: TrialContext): Trial {
  const timed = frames.map((frame, at): TimedFrame => {
    const fromMs = frames[at - 1]?.atMs ?? beganMs;
    return { ...frame, seconds: Math.max(LEAST_SECONDS, (frame.atMs - fromMs) / 1000) };
  });
  const warm = withoutFirst(timed);
  const engine = engineOf(warm);
  const settingsOf = ({ used }: TrialFrame) => usedSchema.safeParse(engine === null ? {} : used[engine]).data ?? {};
  const isDrawn = (frame: TrialFrame) => settingsOf(frame).denoise !== 0;
  const drawn = timed.filter(isDrawn);
  const drawnShare = shareOf(timed, drawn);
  const moved = timed.filter((frame) => !isDrawn(frame));
  const usual = (value: (frame: TimedFrame) => number) => {
    const middle = (kind: readonly TimedFrame[]) => median(withoutFirst(kind, timed[0]).map(value));
    return drawnShare === 1 ? median(warm.map(value)) : drawnShare * middle(drawn) + (1 - drawnShare) * middle(moved);
  };
  const lastDrawn = drawn.at(-1) ?? timed.at(-1);
  const last = lastDrawn === undefined ? {} : settingsOf(lastDrawn);
  const nodes = [...new Set(warm.flatMap(({ durations }) => [...durations.keys()]))]
    .map((node) => ({ node, title: title(node), medianMs: usual(({ durations }) => durations.get(node) ?? 0) }))
    .filter(({ node, medianMs }) => medianMs >= LEAST_MS || node === engine)
    .sort((a, b) => b.medianMs - a.medianMs);
  const { width, height } = document.settings;
  return {
    ...{ frames: warm.length, secondsPerFrame: usual(({ seconds }) => seconds), nodes, engine, drawnShare },
    slowest: Math.max(...warm.map(({ seconds }) => seconds)),
    ...{ width, height, steps: last.steps ?? null, denoise: last.denoise ?? null },
  };
}

function withoutFirst<T>(frames: readonly T[], first = frames[0]): readonly T[] {
  return frames.length > 1 ? frames.filter((frame) => frame !== first) : frames;
}

/** The node that tells of settings and worked longest; null when none tells. */
function engineOf(frames: readonly TimedFrame[]): NodeId | null {
  const worked = (node: NodeId) => frames.reduce((sum, { durations }) => sum + (durations.get(node) ?? 0), 0);
  return Object.keys(frames.at(-1)?.used ?? {}).sort((a, b) => worked(b) - worked(a))[0] ?? null;
}

/** From one drawn frame to the last one, so that a trial which ends between two of them tells the same. */
function shareOf(timed: readonly TimedFrame[], drawn: readonly TimedFrame[]): number {
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (first === undefined || last === undefined || drawn.length === timed.length) return 1;
  if (first === last) return 1 / timed.length;
  return (drawn.length - 1) / (timed.indexOf(last) - timed.indexOf(first));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}
