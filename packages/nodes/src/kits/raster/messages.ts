import type { KernelModules } from './kernels.ts';

/** What a worker is born with. */
export interface WorkerSetup {
  readonly memory: WebAssembly.Memory;
  readonly modules: KernelModules;
  readonly seat: number;
  /** Where the scratch of this thread is. */
  readonly scratch: number;
}

/** Main thread to worker. */
export type Order =
  | { readonly type: 'run'; readonly id: number; readonly name: string; readonly job: unknown }
  | { readonly type: 'help'; readonly seat: number };

/** Worker to main thread. */
export type Report =
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: PostedError }
  | { readonly type: 'helped'; readonly seat: number; readonly closed: boolean }
  | { readonly type: 'alloc'; readonly bytes: number }
  | { readonly type: 'free'; readonly pointer: number };

/** An error as it crosses threads; structured clone would drop its code and detail. */
export interface PostedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code: string | null;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}
