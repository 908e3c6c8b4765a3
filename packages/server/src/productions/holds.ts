import type { Diagnostic } from '@epoch/graph-runtime/model';
import { noOutputWords } from './film-words.ts';
import { isWithoutOutput } from './plan.ts';
import { watchRoom } from './room.ts';

/** Why a film stands still though nobody paused it: no room on the disk, or a graph of which nothing is saved. */
export interface Holds {
  /** What the film says while it waits; null when nothing holds it. */
  said(framesDone: number): { readonly message: string; readonly problem: Diagnostic | null } | null;
  /** Problems that an edit brought: the film waits while there is no output, and goes on when there is one again. */
  judge(problems: readonly Diagnostic[]): readonly Diagnostic[];
  stop(): void;
}

interface HoldsOptions {
  readonly folder: string;
  readonly problemsAtStart: readonly Diagnostic[];
  readonly bytesPerFrame: () => number;
  /** Something holds the film. */
  readonly began: () => void;
  /** A cause to wait is gone; another may be there. */
  readonly ended: () => void;
}

export function createHolds({ folder, problemsAtStart, bytesPerFrame, began, ended }: HoldsOptions): Holds {
  let shortOfRoom: string | null = null;
  let withoutOutput = problemsAtStart.find(isWithoutOutput) ?? null;
  const room = watchRoom(folder, {
    bytesPerFrame,
    short(message) {
      shortOfRoom = message;
      began();
    },
    enough() {
      shortOfRoom = null;
      ended();
    },
  });
  return {
    said(framesDone) {
      if (shortOfRoom !== null) return { message: shortOfRoom, problem: null };
      if (withoutOutput === null) return null;
      return { message: noOutputWords(withoutOutput, framesDone), problem: withoutOutput };
    },
    judge(problems) {
      const cause = problems.find(isWithoutOutput) ?? null;
      if (cause === null && problems.length > 0) return problems;
      const wasWithout = withoutOutput !== null;
      withoutOutput = cause;
      if (cause !== null) began();
      else if (wasWithout) ended();
      return problems;
    },
    stop: room.stop,
  };
}
