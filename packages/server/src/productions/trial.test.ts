import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EpochError, type GraphDocument } from '@epoch/graph-runtime/model';
import { afterEach, expect, test } from 'vitest';
import { engineGraph, handTimers } from '../testing/engine-film.ts';
import { fakeKit, loopGraph } from '../testing/fake-kit.ts';
import { waitFor, withParams } from '../testing/film-helper.ts';
import { runTrial, type TrialOptions } from './trial.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A trial whose timers ring by hand. */
function trialOf(document: GraphDocument, more: Partial<TrialOptions> = {}) {
  const folder = join(mkdtempSync(join(tmpdir(), 'epoch-trial-')), 'trial');
  folders.push(folder);
  const timers = handTimers();
  const kit = fakeKit();
  let frames = 0;
  kit.fake.engine = async () => {
    frames += 1;
  };
  const options = { folder, document, kit, seconds: 10, program: 'test', after: timers.after, ...more };
  return { folder, kit, timers, run: () => runTrial(options), frames: () => frames };
}

test('[TY1] a trial runs the graph for its time, tells what a frame costs, and leaves nothing behind', async () => {
  const { folder, kit, timers, run, frames } = trialOf(engineGraph({ frames: 4, width: 64, height: 64 }));
  const trial = run();
  await waitFor(() => frames() > 12);
  expect(existsSync(folder)).toBe(true);
  expect(timers.delays()).toEqual([10_000, 20_000]);
  timers.ring(10_000);
  const told = await trial;
  expect(told).toMatchObject({ engine: 'engine', steps: 20, denoise: 0.4, width: 64, height: 64 });
  // The graph's own length is no end of a trial.
  expect(told.frames).toBeGreaterThan(4);
  expect(told.secondsPerFrame).toBeGreaterThan(0);
  expect(told.slowest).toBeGreaterThanOrEqual(told.secondsPerFrame);
  expect(existsSync(folder)).toBe(false);
  expect([kit.pinned(), kit.openStages()]).toEqual([0, 0]);
});

test('[TY1] a quick graph is not tried for longer than a median needs', async () => {
  const { run, folder } = trialOf(loopGraph({ frames: null }));
  const told = await run();
  expect(told).toMatchObject({ frames: 149, engine: null, steps: null });
  expect(existsSync(folder)).toBe(false);
});

test('[TY4] without a frame the trial goes on for as long again, and then says so', async () => {
  const late = trialOf(engineGraph());
  let answer: () => void = () => {};
  late.kit.fake.engine = ({ signal, frame }) =>
    new Promise((resolve, reject) => {
      if (frame.index === 0) answer = resolve;
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  const told = late.run();
  await waitFor(() => late.timers.delays().includes(20_000));
  late.timers.ring(10_000);
  answer();
  await endedAt(late.timers);
  expect((await told).frames).toBe(1);

  const never = trialOf(engineGraph());
  never.kit.fake.engine = late.kit.fake.engine;
  const refused = never.run().catch((error: unknown) => error);
  await waitFor(() => never.timers.delays().includes(20_000));
  never.timers.ring(20_000);
  await endedAt(never.timers);
  expect(await refused).toMatchObject({ code: 'SERVICE_UNAVAILABLE', message: expect.stringMatching(/in 20 s/) });
  expect(existsSync(never.folder)).toBe(false);
});

test('[TY4] a trial that is ended before a frame is there says so', async () => {
  const abort = new AbortController();
  const { kit, run, timers } = trialOf(engineGraph(), { signal: abort.signal });
  let isAsked = false;
  kit.fake.engine = ({ signal }) =>
    new Promise((_resolve, reject) => {
      isAsked = true;
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  const refused = run().catch((error: unknown) => error);
  await waitFor(() => isAsked);
  abort.abort();
  await endedAt(timers);
  expect(await refused).toMatchObject({ message: 'The trial was ended before a frame was finished.' });
});

/** The frame in flight at the end of a trial is abandoned. */
async function endedAt(timers: ReturnType<typeof handTimers>): Promise<void> {
  await waitFor(() => timers.delays().includes(2000));
  timers.ring(2000);
}

test('[TY4] a failing node and an image server that is away end it with their sentence', async () => {
  const broken = trialOf(withParams(loopGraph(), 'fragile', { failsAt: 0 }));
  await expect(broken.run()).rejects.toMatchObject({ code: 'NODE_FAILED', detail: { node: 'fragile', frame: 0 } });
  const away = trialOf(engineGraph());
  away.kit.fake.engine = async () => {
    throw new EpochError('ENGINE_AWAY', 'Nobody answers at http://away.', { detail: { retryAfterMs: 1000 } });
  };
  await expect(away.run()).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    message: expect.stringMatching(/Nobody answers/),
  });
  const unfit = trialOf({ ...loopGraph(), nodes: {}, edges: {} });
  await expect(unfit.run()).rejects.toMatchObject({ code: 'GRAPH_INVALID' });
  for (const { folder } of [broken, away, unfit]) expect(existsSync(folder)).toBe(false);
});
