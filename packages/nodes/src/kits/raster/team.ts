/**
 * One kernel call of a batch: the export's name and its arguments. The team appends the rows it wants: `y0, y1`.
 * Pointers are byte offsets into the shared memory.
 */
export type KernelCall = readonly [kernel: string, ...args: number[]];

/** The exported functions of one kernel set. */
export type KernelSet = Readonly<Record<string, (...args: number[]) => number>>;

/**
 * The threads that work on one picture. A program runs on one thread (the lead) and hands row-parallel work to the team;
 * the other threads help whenever they are free. The result never depends on how many of them came.
 */
export interface Team {
  readonly memory: WebAssembly.Memory;
  /**
   * Runs every call over rows [0, height), cut into bands. Within one band the calls run in order; bands run in any
   * order and at the same time, so a call may read other rows only of what an earlier `rows` wrote. Returns when all
   * bands are done.
   */
  rows(height: number, calls: readonly KernelCall[]): void;
  /** Runs one kernel whole on the calling thread and returns its result. Nothing is appended to the arguments. */
  once(...call: KernelCall): number;
}

/** A team of one: everything runs on the calling thread. For tests and for single-core machines. */
export function soloTeam(memory: WebAssembly.Memory, kernels: KernelSet): Team {
  const kernelNamed = (name: string) => {
    const kernel = kernels[name];
    if (kernel === undefined) throw new RangeError(`There is no kernel named "${name}".`);
    return kernel;
  };
  return {
    memory,
    rows(height, calls) {
      for (const [name, ...args] of calls) kernelNamed(name)(...args, 0, height);
    },
    once: (name, ...args) => kernelNamed(name)(...args),
  };
}
