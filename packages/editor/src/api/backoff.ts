/** How long to wait before trying again: doubles from `firstMs` to `mostMs`. @unit ms */
export interface Backoff {
  next(): number;
  reset(): void;
}

export function makeBackoff(firstMs: number, mostMs: number): Backoff {
  let delayMs = firstMs;
  return {
    next() {
      const waitMs = delayMs;
      delayMs = Math.min(mostMs, delayMs * 2);
      return waitMs;
    },
    reset() {
      delayMs = firstMs;
    },
  };
}
