import { expect, test } from 'vitest';
import { withPatience } from './patience.ts';

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function failing(times: number, error: Error) {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw error;
    return calls;
  };
}

const options = () => {
  const said: string[] = [];
  const { signal } = new AbortController();
  return { said, patience: { signal, waitMs: 1, diskFull: () => said.push('full'), room: () => said.push('room') } };
};

test('[PT1] on a full disk a commit waits as long as it takes, and says so once', async () => {
  const { said, patience } = options();
  expect(await withPatience(failing(9, fault('ENOSPC')), patience)).toBe(10);
  expect(said).toEqual(['full', 'room']);
});

test('[PT2] another fault of the system is tried three times, a fault of the program never again', async () => {
  const { said, patience } = options();
  expect(await withPatience(failing(2, fault('EBUSY')), patience)).toBe(3);
  await expect(withPatience(failing(3, fault('EBUSY')), patience)).rejects.toThrow('EBUSY');
  let calls = 0;
  const broken = async () => {
    calls += 1;
    throw new Error('a mistake');
  };
  await expect(withPatience(broken, patience)).rejects.toThrow('a mistake');
  expect(calls).toBe(1);
  expect(said).toEqual([]);
});

test('[PT3] stopping ends the wait', async () => {
  const control = new AbortController();
  const waiting = withPatience(failing(1e9, fault('ENOSPC')), {
    ...options().patience,
    waitMs: 60_000,
    signal: control.signal,
  });
  control.abort();
  await expect(waiting).rejects.toThrow();
});
