import { expect, test } from 'vitest';
import { createAllocator } from './allocator.ts';

const fixed = (end: number) => createAllocator({ start: 64, end, grow: () => end });

test('[RM1] stretches are aligned to 64 bytes and never overlap', () => {
  const allocator = fixed(1 << 20);
  const sizes = [1, 64, 100, 4096, 70_000];
  const stretches = sizes.map((bytes) => ({ bytes, start: allocator.alloc(bytes) ?? -1 }));
  for (const { start, bytes } of stretches) {
    expect(start % 64).toBe(0);
    for (const other of stretches) {
      if (other.start > start) expect(start + bytes).toBeLessThanOrEqual(other.start);
    }
  }
});

test('[RM2] freed neighbours become one stretch again', () => {
  const allocator = fixed(64 + 3 * 1024);
  const [a, b, c] = [allocator.alloc(1024), allocator.alloc(1024), allocator.alloc(1024)];
  expect(allocator.alloc(64)).toBeNull();
  for (const pointer of [a, c, b]) allocator.free(pointer ?? -1);
  expect(allocator.alloc(3 * 1024)).toBe(a);
  expect(allocator.usedBytes).toBe(3 * 1024);
});

test('[RM2] a run that keeps asking for the same sizes never grows', () => {
  let end = 1 << 22;
  let grown = 0;
  const allocator = createAllocator({
    start: 64,
    end,
    grow(bytes) {
      grown += 1;
      end += bytes;
      return end;
    },
  });
  const alive: number[] = [];
  for (let frame = 0; frame < 500; frame++) {
    for (const bytes of [400_000, 1_300, 90_000]) alive.push(allocator.alloc(bytes) ?? -1);
    while (alive.length > 12) allocator.free(alive.shift() ?? -1);
  }
  expect(grown).toBe(0);
});

test('[RM3] it grows by what is missing at the end, and says null when it cannot', () => {
  const asked: number[] = [];
  let end = 64 + 4096;
  const allocator = createAllocator({
    start: 64,
    end,
    grow(bytes) {
      asked.push(bytes);
      if (asked.length === 1) end += bytes;
      return end;
    },
  });
  expect(allocator.alloc(8192)).toBe(64);
  expect(asked).toEqual([4096]);
  expect(allocator.alloc(64)).toBeNull();
});

test('[RM4] freeing what was not handed out is refused', () => {
  const allocator = fixed(1 << 16);
  const pointer = allocator.alloc(64) ?? -1;
  allocator.free(pointer);
  expect(() => allocator.free(pointer)).toThrow(RangeError);
});
