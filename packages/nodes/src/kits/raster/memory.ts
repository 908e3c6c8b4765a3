import { EpochError } from '@epoch/graph-runtime/model';
import { createAllocator } from './allocator.ts';
import { MAX_PAGES, PAGE_BYTES, RESERVED_BYTES } from './layout.ts';

/**
 * The one WebAssembly memory that all threads and all kernels share, and who may use which part of it. Lives on the main
 * thread; workers ask it for what they need. It grows on demand and never shrinks: freed parts are used again, which is
 * what keeps the resident size of a long run flat.
 */
export interface PixelMemory {
  readonly memory: WebAssembly.Memory;
  /**
   * Address of a free stretch of at least `bytes`, aligned to 64.
   *
   * @throws EpochError SERVICE_UNAVAILABLE when the memory is full
   */
  alloc(bytes: number): number;
  free(pointer: number): void;
  /** The bytes at an address. Growing the memory leaves it valid. */
  bytes(pointer: number, length: number): Uint8Array;
  readonly usedBytes: number;
  readonly reservedBytes: number;
}

const INITIAL_PAGES = 256;
/** Growing costs a system call and tells every thread; so it goes in steps of at least 16 MiB. */
const GROW_STEP_PAGES = 256;

export function createMemory(): PixelMemory {
  const { memory, maximumPages } = reserve();
  const pagesNow = () => memory.buffer.byteLength / PAGE_BYTES;

  const allocator = createAllocator({
    start: RESERVED_BYTES,
    end: memory.buffer.byteLength,
    grow(bytes) {
      const needed = Math.ceil(bytes / PAGE_BYTES);
      const room = maximumPages - pagesNow();
      if (needed <= room) memory.grow(Math.min(Math.max(needed, GROW_STEP_PAGES), room));
      return memory.buffer.byteLength;
    },
  });

  return {
    memory,
    alloc(bytes) {
      const pointer = allocator.alloc(bytes);
      if (pointer !== null) return pointer;
      const mib = Math.round(allocator.usedBytes / 2 ** 20);
      throw new EpochError(
        'SERVICE_UNAVAILABLE',
        `The picture memory is full: ${mib} MiB are in use. Choose a smaller frame size or run fewer productions at once.`,
      );
    },
    free: (pointer) => allocator.free(pointer),
    bytes: (pointer, length) => new Uint8Array(memory.buffer, pointer, length),
    get usedBytes() {
      return allocator.usedBytes;
    },
    get reservedBytes() {
      return memory.buffer.byteLength;
    },
  };
}

/** The largest memory the system lets us reserve address space for: 2 GiB, else a half, and so on. */
function reserve(): { memory: WebAssembly.Memory; maximumPages: number } {
  for (let maximumPages = MAX_PAGES; ; maximumPages /= 2) {
    try {
      const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: maximumPages, shared: true });
      return { memory, maximumPages };
    } catch (cause) {
      if (maximumPages / 2 < 2 * INITIAL_PAGES) throw cause;
    }
  }
}
