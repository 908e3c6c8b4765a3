import type { QueueItem, Ram } from './world.ts';

/**
 * Whether `a` runs before `b`: by number, then by id.
 *
 * @throws TypeError when both are equal: the real queue goes on to compare two objects then, which fails. The item is
 *         in the queue by that time, so the caller hears an error for a prompt that runs all the same.
 */
function before(a: QueueItem, b: QueueItem): boolean {
  if (a.number !== b.number) return a.number < b.number;
  if (a.id !== b.id) return a.id < b.id;
  throw new TypeError("'<' not supported between instances of 'dict' and 'dict'");
}

/** @throws TypeError see `before`; the item was added */
export function push({ heap }: Ram, item: QueueItem): void {
  heap.push(item);
  rise(heap, 0, heap.length - 1);
}

/** The next one to run. @throws TypeError see `before`; the worker dies of it */
export function pop({ heap }: Ram): QueueItem | undefined {
  const last = heap.pop();
  const first = heap[0];
  if (last === undefined || first === undefined) return last;
  heap[0] = last;
  // The hole sinks to a leaf along the smaller children, then the item rises from there: fewer comparisons, and the
  // same order of the list that the real server shows.
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    const [left, right] = [heap[child], heap[child + 1]];
    if (left === undefined) break;
    const next = right !== undefined && !before(left, right) ? child + 1 : child;
    heap[at] = next === child ? left : (right ?? left);
    at = next;
  }
  heap[at] = last;
  rise(heap, 0, at);
  return first;
}

function rise(heap: QueueItem[], top: number, from: number): void {
  const item = heap[from];
  if (item === undefined) return;
  let at = from;
  while (at > top) {
    const parentAt = (at - 1) >> 1;
    const parent = heap[parentAt];
    if (parent === undefined || !before(item, parent)) break;
    heap[at] = parent;
    at = parentAt;
    heap[at] = item;
  }
  heap[at] = item;
}

/** Takes the first pending prompt of this id out. */
export function removePending(ram: Ram, id: string): boolean {
  const at = ram.heap.findIndex((item) => item.id === id);
  if (at < 0) return false;
  const rest = ram.heap.filter((_, index) => index !== at);
  ram.heap.length = 0;
  for (const item of rest) push(ram, item);
  return true;
}

/** Pending and running together, as `status` tells. */
export function remaining(ram: Ram): number {
  return ram.heap.length + (ram.running === null ? 0 : 1);
}
