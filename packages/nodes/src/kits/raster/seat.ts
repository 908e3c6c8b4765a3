import { Worker } from 'node:worker_threads';
import { EpochError, ERROR_STATUS, type ErrorCode } from '@epoch/graph-runtime/model';
import { type Control, controlOf, WORD } from './control.ts';
import type { KernelModules } from './kernels.ts';
import type { PixelMemory } from './memory.ts';
import type { Order, PostedError, Report, WorkerSetup } from './messages.ts';
import { SCRATCH_BYTES } from './scratch.ts';

/** One worker thread as the main thread sees it. */
export interface Seat {
  readonly number: number;
  readonly control: Control;
  send(order: Order): void;
  /** Whether the process must stay alive for this worker. */
  keepAlive(wanted: boolean): void;
  end(): Promise<void>;
}

export interface SeatEvents {
  onReport(report: Exclude<Report, { type: 'alloc' | 'free' }>): void;
  /**
   * The thread is gone. `cause` is null when it ended without an error. `giveBack` frees its memory; to be called when
   * no helper of its program can touch that any more.
   */
  onDeath(cause: unknown, giveBack: () => void): void;
}

/** The compiled worker, also when this file runs from its sources. */
const WORKER_URL = new URL('../../../dist/kits/raster/worker.js', import.meta.url);

/** Starts a worker thread and answers its requests for memory. */
export function openSeat(number: number, memory: PixelMemory, modules: KernelModules, events: SeatEvents): Seat {
  const scratch = memory.alloc(SCRATCH_BYTES);
  const owned = new Set<number>([scratch]);
  const control = controlOf(memory.memory, number);
  // The worker that sat here before may have died with bands on offer; nobody must claim those now.
  Atomics.store(control.words, WORD.bands, 0);
  Atomics.store(control.words, WORD.closed, 1);
  Atomics.store(control.words, WORD.recall, 0);
  const setup: WorkerSetup = { memory: memory.memory, modules, seat: number, scratch };
  // Options of the process, such as `--eval`, are not for workers.
  const worker = new Worker(WORKER_URL, { workerData: setup, name: `pixels ${number}`, execArgv: [] });

  function answer(bytes: number): void {
    let reply = 2;
    try {
      const pointer = memory.alloc(bytes);
      owned.add(pointer);
      Atomics.store(control.words, WORD.replyPointer, pointer);
      reply = 1;
    } catch (error) {
      if (!(error instanceof EpochError)) throw error;
    }
    Atomics.store(control.words, WORD.reply, reply);
    Atomics.notify(control.words, WORD.reply);
  }

  let cause: unknown = null;
  worker.on('message', (report: Report) => {
    if (report.type === 'alloc') answer(report.bytes);
    else if (report.type === 'free') {
      if (owned.delete(report.pointer)) memory.free(report.pointer);
    } else events.onReport(report);
  });
  worker.on('error', (error) => {
    cause = error;
  });
  worker.on('exit', () => {
    Atomics.store(control.words, WORD.closed, 1);
    events.onDeath(cause, () => {
      for (const pointer of owned) memory.free(pointer);
    });
  });
  // Only now, because listening for messages makes the process wait for them.
  worker.unref();

  return {
    number,
    control,
    send: (order) => worker.postMessage(order),
    keepAlive(wanted) {
      if (wanted) worker.ref();
      else worker.unref();
    },
    async end() {
      await worker.terminate();
    },
  };
}

/** Makes an error of what crossed the threads: the caller's mistakes stay RangeErrors, named errors keep their name. */
export function revive({ name, message, stack, code, detail }: PostedError): Error {
  const error = isErrorCode(code)
    ? new EpochError(code, message, { detail })
    : name === 'RangeError'
      ? new RangeError(message)
      : new Error(message);
  if (stack !== '') error.stack = stack;
  return error;
}

function isErrorCode(code: string | null): code is ErrorCode {
  return code !== null && Object.hasOwn(ERROR_STATUS, code);
}
