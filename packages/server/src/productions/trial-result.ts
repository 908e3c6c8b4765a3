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

/** What the frames of a trial say. Of a single one all that is known is what it took, with all the warming up. */
export function trialResult(frames: readonly TrialFrame[], { beganMs, document, title }: TrialContext): Trial {
  const timed = frames.length > 1 ? frames.slice(1) : frames;
  const seconds = timed.map(({ atMs }, at) => {
    const before = frames.length > 1 ? frames[at]?.atMs : beganMs;
    return Math.max(LEAST_SECONDS, (atMs - (before ?? beganMs)) / 1000);
  });
  const last = frames.at(-1)?.used ?? {};
  const nodes = medians(timed)
    .filter(([node, medianMs]) => medianMs >= LEAST_MS || Object.hasOwn(last, node))
    .map(([node, medianMs]) => ({ node, title: title(node), medianMs }));
  const engine = nodes.find(({ node }) => Object.hasOwn(last, node))?.node ?? null;
  const used = usedSchema.safeParse(engine === null ? {} : last[engine]).data ?? {};
  const { width, height } = document.settings;
  return {
    ...{ frames: timed.length, secondsPerFrame: median(seconds), slowest: Math.max(...seconds), nodes, engine },
    ...{ width, height, steps: used.steps ?? null, denoise: used.denoise ?? null },
  };
}

/** All nodes, the slowest first. */
function medians(frames: readonly TrialFrame[]): readonly (readonly [NodeId, number])[] {
  const nodes = new Set(frames.flatMap(({ durations }) => [...durations.keys()]));
  return [...nodes]
    .map((node) => [node, median(frames.map(({ durations }) => durations.get(node) ?? 0))] as const)
    .sort(([, a], [, b]) => b - a);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}
