import type { FramePlan, ProductionRun } from '@epoch/graph-runtime/engine';
import type { Diagnostic, GraphDocument } from '@epoch/graph-runtime/model';
import type { Journal } from './journal.ts';

/** Why a run stands still: after a frame, because of a problem, or because it has ended. */
export type Halt = { readonly kind: 'paused'; readonly problem: Diagnostic | null } | { readonly kind: 'ended' };

interface ReplayOptions {
  /** Paused, about to begin `fromFrame`. */
  readonly run: ProductionRun<unknown>;
  readonly journal: Journal;
  readonly fromFrame: number;
  /** Frames below this exist; they are drawn again. */
  readonly framesDone: number;
  readonly planOf: (document: GraphDocument) => FramePlan<unknown>;
  /** Settles the next time the run stands still. */
  readonly nextHalt: () => Promise<Halt>;
  /** Settles when the user wants to try a failed frame again. */
  readonly nextWish: () => Promise<void>;
}

/**
 * Draws the frames between a checkpoint and the end of the film again, one by one, so that each gets the graph that it had
 * the first time. False when the run ended on the way.
 */
export async function replay(options: ReplayOptions): Promise<boolean> {
  const { run, fromFrame, framesDone } = options;
  while (run.nextFrame < framesDone) {
    if (run.nextFrame > fromFrame) takeOverGraph(options, run.nextFrame);
    const halt = options.nextHalt();
    run.step();
    const stands = await halt;
    if (stands.kind === 'ended') return false;
    if (stands.problem !== null) await options.nextWish();
  }
  if (framesDone > fromFrame) takeOverGraph(options, framesDone);
  return true;
}

function takeOverGraph({ run, journal, planOf }: ReplayOptions, frame: number): void {
  if (journal.nextGraphChange(frame, frame) !== null) run.replan(planOf(journal.graphAt(frame)));
}
