/** Hands out parts of the shared memory. */
export interface Heap {
  /** @throws Error when the memory is full */
  alloc(bytes: number): number;
  free(pointer: number): void;
}
