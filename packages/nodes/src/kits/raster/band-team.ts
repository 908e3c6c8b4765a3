import { BAND_BITS, CALLS_LENGTH, type Control, MOST_BANDS, WORD } from './control.ts';
import type { KernelSetName, KernelTable } from './kernels.ts';
import type { KernelCall, Team } from './team.ts';

/** Below this many rows a batch is not worth sharing. */
const LEAST_SHARED_ROWS = 24;
const LEAST_BAND_ROWS = 8;
const BANDS_PER_THREAD = 4;
/** Turns of a waiting loop before the lead goes to sleep; about 100 microseconds. */
const LEAD_SPINS = 6000;
/**
 * The same for a helper; about 200 microseconds, mostly longer than a lead takes from one batch to the next: waking a
 * thread costs both sides more than many a batch has work. Much longer would spend time slices that a busy machine then
 * lacks for bands.
 */
const HELPER_SPINS = 12_000;
const NAP_MS = 5;
/** After the death of one helper the others are given this long to finish their bands, before the program fails. */
const LOST_GRACE_MS = 500;

/**
 * The lead's side of a team: offers each batch on the control block, claims bands like everyone else, and returns when
 * all are done. When nobody was invited to help, it runs the kernels directly. Helpers may come at any moment, or never.
 *
 * A claim is one compare-and-swap of a word that carries the generation of the batch. A thread that was slow to look can
 * therefore never claim a band of a batch it has not seen: the lead opens the next generation only after every claimed
 * band of this one was reported done.
 */
export function bandTeam(memory: WebAssembly.Memory, table: KernelTable, control: Control, set: KernelSetName): Team {
  const { words } = control;

  function run(height: number, calls: readonly KernelCall[]): void {
    for (const [name, ...args] of calls) table.kernels[table.find(set, name)]?.(...args, 0, height);
  }

  function share(height: number, calls: readonly KernelCall[]): void {
    const bands = Math.min(
      (Atomics.load(words, WORD.invited) + 1) * BANDS_PER_THREAD,
      Math.ceil(height / LEAST_BAND_ROWS),
      MOST_BANDS,
    );
    writeCalls(control, calls, (name) => table.find(set, name));
    Atomics.store(words, WORD.done, 0);
    Atomics.store(words, WORD.failed, 0);
    Atomics.store(words, WORD.height, height);
    Atomics.store(words, WORD.bands, bands);
    openGeneration(words);
    let failure: unknown;
    claimBands(control, table, (error) => {
      failure ??= error;
    });
    awaitBands(words, bands);
    if (failure !== undefined) throw failure;
    if (Atomics.load(words, WORD.failed) > 0) throw new Error('A kernel failed on a helping thread.');
  }

  return {
    memory,
    rows(height, calls) {
      if (height < LEAST_SHARED_ROWS || Atomics.load(words, WORD.invited) === 0) run(height, calls);
      else for (const part of splitCalls(calls)) share(height, part);
    },
    once: (name, ...args) => table.kernels[table.find(set, name)]?.(...args) ?? 0,
  };
}

/** Tells the helpers that the program is over. */
export function closeProgram({ words }: Control): void {
  Atomics.store(words, WORD.closed, 1);
  Atomics.store(words, WORD.bands, 0);
  openGeneration(words);
}

/** Helps with whatever is offered on a control block until the program ends or `recalled` says to come back. */
export function helpProgram(control: Control, table: KernelTable, recalled: () => boolean): void {
  const { words } = control;
  while (Atomics.load(words, WORD.closed) === 0 && !recalled()) {
    const seen = Atomics.load(words, WORD.claim);
    claimBands(control, table, () => Atomics.add(words, WORD.failed, 1), recalled);
    for (let spin = 0; spin < HELPER_SPINS && claimStays(words, seen) && !recalled(); spin++);
    if (claimStays(words, seen) && !recalled()) sleepUntilNext(words);
  }
}

function sleepUntilNext(words: Int32Array): void {
  const now = Atomics.load(words, WORD.claim);
  if ((now & MOST_BANDS) < Atomics.load(words, WORD.bands)) return;
  // Counted first: a lead that opens a batch from here on either sees the sleeper or has already changed the claim.
  Atomics.add(words, WORD.asleep, 1);
  Atomics.wait(words, WORD.claim, now, NAP_MS);
  Atomics.sub(words, WORD.asleep, 1);
}

/** True while no newer generation than the seen one is open. */
function claimStays(words: Int32Array, seen: number): boolean {
  return Atomics.load(words, WORD.claim) >> BAND_BITS === seen >> BAND_BITS;
}

function openGeneration(words: Int32Array): void {
  const generation = (Atomics.load(words, WORD.claim) >> BAND_BITS) + 1;
  Atomics.store(words, WORD.claim, generation << BAND_BITS);
  if (Atomics.load(words, WORD.asleep) > 0) Atomics.notify(words, WORD.claim);
}

/** Claims and runs bands until none of the open batch is left. */
function claimBands(
  { words, calls }: Control,
  table: KernelTable,
  onError: (error: unknown) => void,
  recalled: () => boolean = () => false,
): void {
  while (!recalled()) {
    const word = Atomics.load(words, WORD.claim);
    const band = word & MOST_BANDS;
    if (band >= Atomics.load(words, WORD.bands)) return;
    if (Atomics.compareExchange(words, WORD.claim, word, word + 1) !== word) continue;
    // From here to the report the batch cannot change: it is not done without this band.
    const height = Atomics.load(words, WORD.height);
    const bands = Atomics.load(words, WORD.bands);
    try {
      runCalls(calls, table, Math.floor((height * band) / bands), Math.floor((height * (band + 1)) / bands));
    } catch (error) {
      onError(error);
    }
    if (Atomics.add(words, WORD.done, 1) === bands - 1) Atomics.notify(words, WORD.done);
  }
}

function awaitBands(words: Int32Array, bands: number): void {
  for (let spin = 0; spin < LEAD_SPINS && Atomics.load(words, WORD.done) < bands; spin++);
  let lostSinceMs: number | null = null;
  for (;;) {
    const done = Atomics.load(words, WORD.done);
    if (done >= bands) return;
    if (Atomics.load(words, WORD.lost) !== 0) {
      lostSinceMs ??= Date.now();
      if (Date.now() - lostSinceMs > LOST_GRACE_MS)
        throw new Error('A helping thread ended in the middle of its work.');
    }
    Atomics.wait(words, WORD.done, done, NAP_MS);
  }
}

function writeCalls({ calls: out }: Control, calls: readonly KernelCall[], numberOf: (name: string) => number): void {
  let at = 0;
  out[at++] = calls.length;
  for (const [name, ...args] of calls) {
    out[at++] = numberOf(name);
    out[at++] = args.length;
    out.set(args, at);
    at += args.length;
  }
}

function runCalls(calls: Float64Array, table: KernelTable, y0: number, y1: number): void {
  let at = 1;
  for (let left = calls[0] ?? 0; left > 0; left--) {
    const kernel = table.kernels[calls[at] ?? -1];
    const first = at + 2;
    at = first + (calls[at + 1] ?? 0);
    kernel?.(...calls.subarray(first, at), y0, y1);
  }
}

/** Batches that fit into a control block. Splitting only adds barriers, so it never changes a result. */
function* splitCalls(calls: readonly KernelCall[]): Generator<readonly KernelCall[]> {
  let part: KernelCall[] = [];
  let length = 1;
  for (const call of calls) {
    const needed = call.length + 1;
    if (length + needed > CALLS_LENGTH && part.length > 0) {
      yield part;
      part = [];
      length = 1;
    }
    part.push(call);
    length += needed;
  }
  if (part.length > 0) yield part;
}
