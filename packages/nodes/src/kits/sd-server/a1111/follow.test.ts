import { expect, test } from 'vitest';
import { wireError } from '../../engines/wire/failure.ts';
import { createHttp } from '../../engines/wire/http.ts';
import { followTask } from './follow.ts';

const TIMING = { pollMs: 1, stallMs: 1e9, queueMs: 1e9, lostMs: 1e9 };

test('[SA14] a server that is gone is noticed by those who ask how it is doing, though the long request still hangs', async () => {
  const whole = createHttp({ product: 'A1111', url: 'http://127.0.0.1:9', headers: {} });
  const gone = wireError({ kind: 'away', status: null, retryAfterMs: null, unsent: true }, 'Nothing answers.');
  let asked = 0;
  const http = {
    ...whole,
    json() {
      asked++;
      // It answers once in between: then the count begins anew.
      return asked === 3 ? Promise.resolve({ active: true, progress: 0.5 }) : Promise.reject(gone);
    },
  };
  const ended = new AbortController();
  const watch = { signal: ended.signal, progress() {}, glimpse() {} };
  const reason = await new Promise((resolve) => {
    void followTask(http, 'task', { watch, timing: TIMING }, resolve, ended.signal);
  });
  expect(reason).toBe(gone);
  expect(asked).toBe(6);
  await whole.close();
});
