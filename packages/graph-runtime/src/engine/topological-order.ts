/**
 * Items in an order in which each comes after those it needs. Among items that could come next, the one that stands
 * first in the list comes first, so the same list always gives the same order.
 *
 * @shape `needs[i]`: indices of the items that item i waits for, each once
 * @throws RangeError when there is a circle; graphs are checked for circles before
 */
export function topologicalOrder(needs: readonly (readonly number[])[]): readonly number[] {
  const waiting = needs.map((list) => list.length);
  const readers: number[][] = needs.map(() => []);
  needs.forEach((list, item) => {
    for (const need of list) readers[need]?.push(item);
  });

  /** Kept falling, so that the smallest is at the end. */
  const ready: number[] = [];
  for (let item = needs.length - 1; item >= 0; item -= 1) if (waiting[item] === 0) ready.push(item);

  const order: number[] = [];
  for (let item = ready.pop(); item !== undefined; item = ready.pop()) {
    order.push(item);
    for (const reader of readers[item] ?? []) {
      const left = (waiting[reader] ?? 0) - 1;
      waiting[reader] = left;
      if (left === 0) ready.splice(placeFor(reader, ready), 0, reader);
    }
  }
  if (order.length < needs.length) throw new RangeError('There is no order in a circle.');
  return order;
}

function placeFor(item: number, falling: readonly number[]): number {
  let low = 0;
  let high = falling.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((falling[middle] ?? 0) > item) low = middle + 1;
    else high = middle;
  }
  return low;
}
