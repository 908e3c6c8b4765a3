import type { JobName } from './jobs/table.ts';
import type { Seat } from './seat.ts';

/** A job on its way. */
export interface Task {
  readonly id: number;
  readonly name: JobName;
  readonly job: unknown;
  readonly shared: boolean;
  readonly key: string | null;
  /** Settles the promise; only the first call counts. */
  finish(error: unknown, value?: unknown): void;
  /** Gives the job's memory back. */
  release(): void;
}

/** A seat and what it is doing. */
export interface Member {
  seat: Seat | null;
  task: Task | null;
  helping: Member | null;
  recalled: boolean;
  /** After a death: what is left to do once the last helper of its program has come back. */
  estate: (() => void) | null;
  readonly number: number;
  readonly keys: Set<string>;
}

/** Whether a worker, running or yet to be started, can take a task. */
export function isFree({ task, helping, estate }: Member): boolean {
  return task === null && helping === null && estate === null;
}

export function newMember(number: number): Member {
  return { number, seat: null, task: null, helping: null, recalled: false, estate: null, keys: new Set() };
}
