import { createDream, type Dream } from '../../dream/dream.ts';
import { type DreamJob, runDreamJob } from '../../dream/job.ts';
import type { View } from '../../dream/view.ts';
import type { Workbench } from '../workbench.ts';

/** Engines this thread keeps; each holds the planes of one frame size. The one used longest ago goes first. */
const MOST_ENGINES = 2;
const engines = new Map<string, Dream>();

/** Paints a frame with this thread's engine for its size. */
export function runDream(bench: Workbench, job: DreamJob): { view: View } {
  const { width, height } = job.request;
  const key = `${width} x ${height}`;
  const engine = engines.get(key) ?? createDream(bench.dreamTeam, bench.heap);
  engines.delete(key);
  engines.set(key, engine);
  for (const [old, oldest] of engines) {
    if (engines.size <= MOST_ENGINES) break;
    oldest.release();
    engines.delete(old);
  }
  try {
    return runDreamJob(engine, job);
  } catch (error) {
    // An engine that stumbled is not asked again.
    engines.delete(key);
    engine.release();
    throw error;
  }
}
