import { evaluateStep, type FrameRun } from './evaluate-step.ts';
import type { Step } from './frame-plan.ts';
import type { FrameMemory } from './run-types.ts';

/**
 * Runs steps in order. A step waits only for those it needs, so slow branches run side by side; where no node is slow
 * there is no promise at all. When a step fails, those already begun are waited for, and the first failure in order is
 * thrown.
 */
export function walk<S>(steps: readonly Step<S>[], run: FrameRun<S>, memoryIn: FrameMemory): void | Promise<void> {
  let pending: Map<number, Promise<void>> | null = null;
  for (const step of steps) {
    const awaited = pending === null ? [] : pendingOf(step, pending);
    if (awaited.length > 0) {
      pending?.set(
        step.index,
        Promise.all(awaited).then(() => evaluateStep(step, run, memoryIn)),
      );
      continue;
    }
    try {
      const outcome = evaluateStep(step, run, memoryIn);
      if (outcome === undefined) continue;
      pending ??= new Map();
      pending.set(step.index, outcome);
    } catch (error) {
      if (pending === null) throw error;
      pending.set(step.index, Promise.reject(error));
      break;
    }
  }
  if (pending !== null) return settled([...pending.values()]);
}

function pendingOf<S>(step: Step<S>, pending: ReadonlyMap<number, Promise<void>>): readonly Promise<void>[] {
  const awaited: Promise<void>[] = [];
  for (const need of step.needs) {
    const promise = pending.get(need);
    if (promise !== undefined) awaited.push(promise);
  }
  return awaited;
}

async function settled(promises: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(promises)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}
