import { expect, test } from 'vitest';
import { openEar } from './ear.ts';
import type { Ears, Events } from './events.ts';

/** One prompt, and how what it hears is told. */
function listening() {
  const ears: Ears[] = [];
  const events: Events = {
    ...{ cuts: 0, connected: true, clientId: async () => 'us', close: async () => {} },
    listen(_promptId, each) {
      ears.push(each);
      return () => {};
    },
  };
  const told = { progress: [] as number[], glimpses: [] as number[] };
  const ear = openEar(
    events,
    'p',
    { progress: (done) => told.progress.push(done), glimpse: ({ length }) => told.glimpses.push(length) },
    1,
  );
  return { ear, heard: ears[0], told };
}

test('[CC93] previews are told up to 1 MB each and until the end; steps within 0 and 1', () => {
  const { ear, heard, told } = listening();
  heard?.preview(new Uint8Array(1024 * 1024));
  heard?.preview(new Uint8Array(1024 * 1024 + 1));
  for (const [value, max] of [
    [1, 2],
    [9, 3],
    [1, 0],
    ['x', 3],
  ]) {
    heard?.event({ type: 'progress', data: { value: value ?? null, max: max ?? null } });
  }
  heard?.event({ type: 'executing', data: { node: null } });
  heard?.preview(new Uint8Array(1));
  expect(ear.ended).toBe(true);
  expect(told).toEqual({ progress: [0.5, 1], glimpses: [1024 * 1024] });
});
