import { availableParallelism } from 'node:os';
import { type CancelSignal, EpochError, messageOf } from '@epoch/graph-runtime/model';
import { WORD } from './control.ts';
import type { JobName, JobOf, ResultOf } from './jobs/table.ts';
import { loadKernelModules } from './kernels.ts';
import { MAX_WORKERS } from './layout.ts';
import { isFree, type Member, newMember, type Task } from './member.ts';
import type { PixelMemory } from './memory.ts';
import type { Report } from './messages.ts';
import { openSeat, revive, type Seat } from './seat.ts';

export interface RunOptions {
  readonly signal?: CancelSignal | undefined;
  /** Idle workers are asked to help. Worth it from about a millisecond of row-parallel work. */
  readonly shared?: boolean;
  /** Jobs with the same key run on the same worker, which keeps its caches for them. */
  readonly key?: string;
  /** Called when the worker no longer touches the job's memory: after success, failure, and also long after an abort. */
  readonly onSettled?: () => void;
}

/** The worker threads of the process. They start with the first job and do not keep the process alive while idle. */
export interface Crew {
  readonly size: number;
  /**
   * Does a job on a free worker, in the order of asking.
   *
   * @throws the signal's reason when aborted; EpochError INTERNAL when the worker dies
   */
  run<N extends JobName>(name: N, job: JobOf<N>, options?: RunOptions): Promise<ResultOf<N>>;
  close(): Promise<void>;
}

/** Worker threads to use: EPOCH_WORKERS, else one for each core up to four. */
export function defaultWorkers(): number {
  const asked = Number(process.env.EPOCH_WORKERS);
  const wanted = Number.isInteger(asked) && asked > 0 ? asked : Math.min(4, availableParallelism());
  return Math.max(1, Math.min(wanted, MAX_WORKERS));
}

export function createCrew(memory: PixelMemory, size = defaultWorkers(), open = openSeat): Crew {
  const members = Array.from({ length: size }, (_, number) => newMember(number));
  const waiting: Task[] = [];
  let modules: ReturnType<typeof loadKernelModules> | null = null;
  let lastId = 0;
  let closed = false;

  function seatOf(member: Member): Seat {
    modules ??= loadKernelModules();
    member.seat ??= open(member.number, memory, modules, {
      onReport: (report) => take(member, report),
      onDeath: (cause, giveBack) => bury(member, cause, giveBack),
    });
    return member.seat;
  }

  function take(member: Member, report: Exclude<Report, { type: 'alloc' | 'free' }>): void {
    if (report.type === 'helped') comeBack(member);
    else {
      const task = endTask(member);
      if (report.type === 'done') task?.finish(null, report.value);
      else task?.finish(revive(report.error));
    }
    dispatch();
  }

  function endTask(member: Member): Task | null {
    const { task } = member;
    member.task = null;
    task?.release();
    return task;
  }

  function bury(member: Member, cause: unknown, giveBack: () => void): void {
    const helped = member.helping?.seat;
    if (helped) Atomics.store(helped.control.words, WORD.lost, 1);
    const { task } = member;
    member.task = null;
    member.seat = null;
    member.estate = () => {
      giveBack();
      task?.release();
    };
    comeBack(member);
    settleEstate(member);
    const reason = cause === null ? 'it was ended from outside' : messageOf(cause);
    const sentence = `A pixel worker stopped during "${task?.name}": ${reason}. A new one takes its place.`;
    task?.finish(new EpochError('INTERNAL', sentence, { cause }));
    if (!closed) dispatch();
  }

  function comeBack(member: Member): void {
    const lead = member.helping;
    member.helping = null;
    if (lead !== null) settleEstate(lead);
  }

  /** A helper may still write what the dead worker's program asked for; only then is its memory free, and its seat. */
  function settleEstate(member: Member): void {
    if (members.some(({ helping }) => helping === member)) return;
    const { estate } = member;
    member.estate = null;
    estate?.();
  }

  function dispatch(): void {
    for (const task of [...waiting]) {
      const member = memberFor(task);
      if (member !== null) {
        waiting.splice(waiting.indexOf(task), 1);
        start(member, task);
      }
    }
    for (const task of waiting) recallHelper(task);
    inviteHelpers();
    // Helpers count as well: a task may wait for one to come back.
    const busy = waiting.length > 0 || members.some(({ task }) => task !== null);
    for (const { seat } of members) seat?.keepAlive(busy);
  }

  /** The worker that should do a task now, or null when it has to wait. Keyed tasks stick to their worker. */
  function memberFor(task: Task): Member | null {
    const free = candidates(task).filter(isFree);
    return free.sort((one, other) => one.keys.size - other.keys.size)[0] ?? null;
  }

  function candidates({ key }: Task): Member[] {
    const owner = key === null ? undefined : members.find(({ keys }) => keys.has(key));
    return owner === undefined ? [...members] : [owner];
  }

  function start(member: Member, task: Task): void {
    let seat: Seat;
    try {
      seat = seatOf(member);
    } catch (error) {
      task.release();
      task.finish(error);
      return;
    }
    member.task = task;
    if (task.key !== null) member.keys.add(task.key);
    Atomics.store(seat.control.words, WORD.closed, 0);
    Atomics.store(seat.control.words, WORD.lost, 0);
    Atomics.store(seat.control.words, WORD.invited, task.shared ? size - 1 : 0);
    seat.send({ type: 'run', id: task.id, name: task.name, job: task.job });
  }

  function inviteHelpers(): void {
    const lead = members.find(({ task, seat }) => task?.shared && seat && seat.control.words[WORD.closed] === 0);
    if (lead === undefined) return;
    for (const member of members) {
      if (!isFree(member)) continue;
      const seat = helperSeat(member);
      if (seat === null) return;
      Atomics.store(seat.control.words, WORD.recall, 0);
      member.helping = lead;
      member.recalled = false;
      seat.send({ type: 'help', seat: lead.number });
    }
  }

  /** Help is welcome, not needed: a worker that cannot be started is no reason to fail. */
  function helperSeat(member: Member): Seat | null {
    try {
      return seatOf(member);
    } catch {
      return null;
    }
  }

  /** Calls back one helper that could do a waiting task. */
  function recallHelper(task: Task): void {
    const helper = candidates(task).find(({ helping, recalled }) => helping !== null && !recalled);
    if (!helper?.seat) return;
    helper.recalled = true;
    Atomics.store(helper.seat.control.words, WORD.recall, 1);
    if (helper.helping?.seat) Atomics.notify(helper.helping.seat.control.words, WORD.claim);
  }

  return {
    size,
    run(name, job, { signal, shared = false, key, onSettled } = {}) {
      return new Promise((resolve, reject) => {
        const leave = () => {
          const place = waiting.indexOf(task);
          if (place >= 0) {
            waiting.splice(place, 1);
            task.release();
          }
          task.finish(signal?.reason ?? new Error('aborted'));
        };
        const task: Task = {
          id: ++lastId,
          name,
          job,
          shared: shared && size > 1,
          key: key ?? null,
          finish(error, value) {
            signal?.removeEventListener('abort', leave);
            if (error === null) resolve(value as ResultOf<typeof name>);
            else reject(error);
          },
          release: () => onSettled?.(),
        };
        if (closed) return leaveClosed(task);
        waiting.push(task);
        if (signal?.aborted) return leave();
        signal?.addEventListener('abort', leave, { once: true });
        dispatch();
      });
    },
    async close() {
      closed = true;
      for (const task of waiting.splice(0)) leaveClosed(task);
      await Promise.all(members.map(({ seat }) => seat?.end()));
    },
  };
}

function leaveClosed(task: Task): void {
  task.release();
  task.finish(new EpochError('INTERNAL', 'The pixel workers have been closed.'));
}
