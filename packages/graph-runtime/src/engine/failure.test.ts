import { expect, test } from 'vitest';
import { EpochError } from '../model/index.ts';
import { LOOP, levelsOf, planOf, quiet, stage } from '../testing/stage.ts';
import { failureDiagnostic } from './failure.ts';

const away = (retryAfterMs: number | null = 250) =>
  new EpochError('ENGINE_AWAY', 'No ComfyUI answers at http://127.0.0.1:8188.', { detail: { retryAfterMs } });

test('[AW1] an away server pauses the run with its sentence and time, and the frame is made when it goes on', async () => {
  const { run, commits, problems, failing } = stage(planOf(LOOP));
  failing.set('dream3', away());
  await quiet();
  expect(problems).toEqual([
    {
      severity: 'error',
      code: 'engine-away',
      message: 'No ComfyUI answers at http://127.0.0.1:8188.',
      node: 'dream',
      frame: 3,
      retryAfterMs: 250,
    },
  ]);
  expect([run.state, commits.length]).toEqual(['paused', 3]);
  failing.clear();
  run.unpause();
  await expect(run.done).resolves.toBe('finished');
  expect(levelsOf(commits)).toEqual([1, 2, 3, 4, 5, 6]);
});

test.each([
  [null, 8000],
  [-5, 8000],
  [Number.NaN, 8000],
  [0.2, 1],
  [1e12, 600_000],
])('[AW2] asked to wait %s ms, it waits %s', (asked, waits) => {
  const error = new EpochError('NODE_FAILED', 'x', { cause: away(asked) });
  expect(failureDiagnostic({ frame: 1, error }).retryAfterMs).toBe(waits);
});

test('[AW3] a refusal is a failed node, with the param it names', async () => {
  const { problems, failing } = stage(planOf(LOOP));
  failing.set(
    'dream1',
    new EpochError('ENGINE_REFUSED', 'There is no checkpoint "a".', { detail: { param: 'model' } }),
  );
  await quiet();
  expect(problems).toMatchObject([{ code: 'node-failed', node: 'dream', param: 'model', frame: 1 }]);
  expect(problems[0]?.message).toBe('Dream (dream) failed at frame 1: There is no checkpoint "a".');
});
