import { parentPort, workerData } from 'node:worker_threads';
import { bandTeam, closeProgram, helpProgram } from './band-team.ts';
import { type Control, controlOf, WORD } from './control.ts';
import type { Heap } from './heap.ts';
import { JOBS } from './jobs/table.ts';
import { instantiateKernels } from './kernels.ts';
import type { Order, PostedError, Report, WorkerSetup } from './messages.ts';
import { createArena, type Workbench } from './workbench.ts';

// The entry of a worker thread: does the jobs the crew sends, one at a time, and helps other workers' programs in between.
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');
const setup: WorkerSetup = workerData;
const { memory } = setup;
const control = controlOf(memory, setup.seat);
const table = instantiateKernels(setup.modules, memory);
table.kernels[table.find('raster', 'setScratch')]?.(setup.scratch);

const heap = remoteHeap(control, report);
const arena = createArena(heap);
const bench: Workbench = {
  team: bandTeam(memory, table, control, 'raster'),
  dreamTeam: bandTeam(memory, table, control, 'dream'),
  heap,
  take: arena.take,
  bytes: (pointer, length) => new Uint8Array(bufferReaching(pointer + length), pointer, length),
  words: (pointer, length) => new Int32Array(bufferReaching(pointer + 4 * length), pointer, length),
};

port.on('message', (order: Order) => {
  if (order.type === 'run') run(order.id, order.name, order.job);
  else help(order.seat);
});

function run(id: number, name: string, job: unknown): void {
  const outcome = attempt(id, name, job);
  // In this order: once the crew has the report, it may open the next program on this control block.
  closeProgram(control);
  arena.reset();
  const value = outcome.type === 'done' ? outcome.value : null;
  report(outcome, value instanceof Uint8Array ? [value.buffer] : []);
}

function attempt(id: number, name: string, job: unknown): Extract<Report, { type: 'done' | 'failed' }> {
  try {
    return { type: 'done', id, value: runNamed(name, job) };
  } catch (error) {
    return { type: 'failed', id, error: posted(name, error) };
  }
}

/** The crew's types have paired the name with its job; messages lose that. */
function runNamed(name: string, job: unknown): unknown {
  const entry = Object.entries(JOBS).find(([known]) => known === name);
  if (entry === undefined) throw new RangeError(`There is no job named "${name}".`);
  return (entry[1] as (bench: Workbench, job: unknown) => unknown)(bench, job);
}

function help(seat: number): void {
  const other = controlOf(memory, seat);
  helpProgram(other, table, () => Atomics.load(control.words, WORD.recall) !== 0);
  const closed = Atomics.load(other.words, WORD.closed) !== 0;
  Atomics.store(control.words, WORD.recall, 0);
  report({ type: 'helped', seat, closed });
}

function report(message: Report, transfer: ArrayBufferLike[] = []): void {
  port?.postMessage(
    message,
    transfer.filter((buffer) => buffer instanceof ArrayBuffer),
  );
}

/** The memory's buffer, renewed when another thread has grown the memory past what this thread has seen. */
function bufferReaching(end: number): ArrayBufferLike {
  if (end > memory.buffer.byteLength) memory.grow(0);
  return memory.buffer;
}

/** Asks the main thread, which owns the allocator, and sleeps until it has answered. It is never long busy. */
function remoteHeap({ words }: Control, send: (message: Report) => void): Heap {
  return {
    alloc(bytes) {
      Atomics.store(words, WORD.reply, 0);
      send({ type: 'alloc', bytes });
      while (Atomics.load(words, WORD.reply) === 0) Atomics.wait(words, WORD.reply, 0, 1000);
      if (Atomics.load(words, WORD.reply) === 2) throw new Error('The picture memory is full.');
      return Atomics.load(words, WORD.replyPointer);
    },
    free: (pointer) => send({ type: 'free', pointer }),
  };
}

/** An error as a message. Only the caller's mistakes and named errors speak for themselves. */
function posted(job: string, error: unknown): PostedError {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const code = hasText(error, 'code') ? error.code : null;
  const speaks = code !== null || name === 'RangeError';
  const sentence = speaks ? message : `The pixel work "${job}" failed: ${message}`;
  return { name, message: sentence, stack, code, detail: detailOf(error) };
}

function hasText<K extends string>(value: unknown, key: K): value is Record<K, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Object.getOwnPropertyDescriptor(value, key)?.value === 'string'
  );
}

function detailOf(error: unknown): PostedError['detail'] {
  const named = typeof error === 'object' && error !== null && 'detail' in error ? error.detail : null;
  return typeof named === 'object' && named !== null ? { ...named } : {};
}
