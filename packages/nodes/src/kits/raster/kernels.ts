import { readFileSync } from 'node:fs';
import type { KernelSet } from './team.ts';

/** The sets of kernels, compiled by scripts/build-kernels.mjs. */
export const KERNEL_SETS = ['raster', 'dream'] as const;
export type KernelSetName = (typeof KERNEL_SETS)[number];

export type KernelModules = Readonly<Record<KernelSetName, WebAssembly.Module>>;

/** Compiles all sets; once in a process, for the modules can be sent to threads. @throws Error when one is not built */
export function loadKernelModules(): KernelModules {
  return { raster: load('raster'), dream: load('dream') };
}

function load(set: KernelSetName): WebAssembly.Module {
  const url = new URL(`../../../dist/kernels/${set}.wasm`, import.meta.url);
  try {
    return new WebAssembly.Module(readFileSync(url));
  } catch (cause) {
    throw new Error(`The kernels "${set}" are missing or broken. Build the project: npm run build.`, { cause });
  }
}

type Kernel = (...args: number[]) => number;

/** Every kernel of every set under one running number, the same on all threads of a process. */
export interface KernelTable {
  readonly kernels: readonly Kernel[];
  /** Number of a kernel; of two with the same name, the one in `set`. @throws RangeError when there is none */
  find(set: KernelSetName, name: string): number;
}

/** Makes this thread's instances of all sets over the shared memory. */
export function instantiateKernels(modules: KernelModules, memory: WebAssembly.Memory): KernelTable {
  const kernels: Kernel[] = [];
  const numbers = KERNEL_SETS.map((set) => {
    const entries = Object.entries(kernelsOf(modules[set], memory));
    return [set, new Map(entries.map(([name, kernel]) => [name, kernels.push(kernel) - 1]))] as const;
  });
  // What each set sees: of two kernels with the same name its own, else the one of the set that comes first.
  const seen = new Map(
    numbers.map(([set, own]) => [set, new Map([...numbers.toReversed().flatMap(([, all]) => [...all]), ...own])]),
  );
  return {
    kernels,
    find(set, name) {
      const number = seen.get(set)?.get(name);
      if (number === undefined) throw new RangeError(`There is no kernel named "${name}".`);
      return number;
    },
  };
}

/** The exported functions of one set, instantiated over a memory. */
export function kernelsOf(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelSet {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const functions: Record<string, Kernel> = {};
  for (const [name, value] of Object.entries(exports)) {
    if (typeof value === 'function') functions[name] = (...args) => Number(value(...args) ?? 0);
  }
  return functions;
}
