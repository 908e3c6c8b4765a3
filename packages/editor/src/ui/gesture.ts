let last = 0;

/** Names one drag, or one visit of a field: all changes under the same name are one undo step. */
export function newGesture(what: string): string {
  last += 1;
  return `${what}-${last}`;
}
