/** The middle of the last few values: one that stands out, such as that of a frame that loads a model, does not count. */
export interface Median {
  add(value: number): void;
  /** The lower one of two in the middle; null when there is none. */
  value(): number | null;
}

const KEPT = 5;

export function createMedian(): Median {
  let last: readonly number[] = [];
  return {
    add(value) {
      last = [...last, value].slice(-KEPT);
    },
    value: () => last.toSorted((a, b) => a - b)[Math.floor((last.length - 1) / 2)] ?? null,
  };
}
