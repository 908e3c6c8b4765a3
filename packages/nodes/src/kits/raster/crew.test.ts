import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { type Crew, createCrew, defaultWorkers } from './crew.ts';
import type { ResampleJob } from './jobs/resample.job.ts';
import { createMemory } from './memory.ts';
import { openSeat, type Seat } from './seat.ts';
import { samplePicture } from './solo-bench.ts';

let crew: Crew | null = null;
afterEach(async () => {
  await crew?.close();
  crew = null;
});

/** A crew, its memory, its open seats, and a picture to work on. */
function setUp(workers: number, side = 96) {
  const memory = createMemory();
  const seats: Seat[] = [];
  crew = createCrew(memory, workers, (...args) => {
    const seat = openSeat(...args);
    seats.push(seat);
    return seat;
  });
  const image = samplePicture(side, side);
  const pointer = memory.alloc(image.data.length);
  memory.bytes(pointer, image.data.length).set(image.data);
  const zoomed = (zoom: number): ResampleJob => ({
    source: { pointer, width: side, height: side },
    out: { pointer: memory.alloc(image.data.length), width: side, height: side },
    columns: { from: 1, length: side / zoom },
    rows: { from: 2, length: side / zoom },
    filter: 'lanczos3',
    edge: 'mirror',
  });
  const digestOf = ({ out }: ResampleJob) =>
    createHash('sha256').update(memory.bytes(out.pointer, image.data.length)).digest('hex');
  return { crew, memory, seats, zoomed, digestOf };
}

test('[RW1] any number of workers, helping or not, gives the same bytes', async () => {
  const solo = setUp(1);
  const zooms = Array.from({ length: 60 }, (_, i) => 1 + i / 500);
  const wanted: string[] = [];
  for (const zoom of zooms) {
    const job = solo.zoomed(zoom);
    await solo.crew.run('resample', job);
    wanted.push(solo.digestOf(job));
  }
  await solo.crew.close();
  const many = setUp(3);
  const jobs = zooms.map((zoom) => many.zoomed(zoom));
  // Half of them one after the other, so that helpers find the time to come; half at once, so that they are called back.
  for (const job of jobs.slice(0, 30)) await many.crew.run('resample', job, { shared: true });
  await Promise.all(jobs.slice(30).map((job) => many.crew.run('resample', job, { shared: true })));
  expect(jobs.map(many.digestOf)).toEqual(wanted);
});

test('[RW2] a job that fails rejects with its own kind of error, and the worker goes on', async () => {
  const { crew, zoomed } = setUp(1);
  const job = zoomed(1);
  const tooFar = { ...job, out: { ...job.out, width: 1, height: 1 }, columns: { from: 0, length: 1e6 } };
  await expect(crew.run('resample', tooFar)).rejects.toThrow(RangeError);
  await expect(crew.run('resample', zoomed(1))).resolves.toBeUndefined();
});

test('[RW3] a worker that dies takes only its job with it, says so, and is replaced', async () => {
  const { crew, memory, seats, zoomed, digestOf } = setUp(1, 512);
  const whole = zoomed(1.3);
  await crew.run('resample', whole);
  const before = memory.usedBytes;
  const released: string[] = [];
  const doomed = crew.run('resample', zoomed(1.2), { onSettled: () => released.push('doomed') });
  const job = zoomed(1.3);
  const next = crew.run('resample', job, { onSettled: () => released.push('next') });
  void seats[0]?.end();
  await expect(doomed).rejects.toThrow(/pixel worker stopped during "resample"/);
  await next;
  expect(seats.length).toBe(2);
  expect(released).toEqual(['doomed', 'next']);
  expect(digestOf(job)).toBe(digestOf(whole));
  // The dead worker's scratch came back: only the two results of this test are new.
  expect(memory.usedBytes).toBeLessThanOrEqual(before + 2 * 512 * 512 * 4 + 4096);
});

test('[RW3] deaths in the middle of shared work never spoil what succeeds', async () => {
  const { crew, seats, zoomed, digestOf } = setUp(3, 512);
  const jobs = [1, 2, 3].map(() => zoomed(1.05));
  const found = new Set<string>();
  for (let round = 0; round < 12; round++) {
    const work = jobs.map((job) => crew.run('resample', job, { shared: true }).then(() => found.add(digestOf(job))));
    void seats[seats.length - 1 - (round % 3)]?.end();
    await Promise.allSettled(work);
  }
  expect(found.size).toBe(1);
});

test('[RW4] an aborted job rejects at once; its memory is given back when the worker is done with it', async () => {
  const { crew, zoomed } = setUp(1);
  const controller = new AbortController();
  const released: number[] = [];
  const jobs = [0, 1, 2].map((id) =>
    crew.run('resample', zoomed(1.1), { signal: controller.signal, onSettled: () => released.push(id) }),
  );
  controller.abort(new Error('enough'));
  expect(released).toEqual([1, 2]);
  const outcomes = await Promise.allSettled(jobs);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  await expect(jobs[2]).rejects.toThrow('enough');
  await crew.run('resample', zoomed(1.1));
  expect(released).toEqual([1, 2, 0]);
  const late = crew.run('resample', zoomed(1.1), { signal: controller.signal, onSettled: () => released.push(9) });
  await expect(late).rejects.toThrow('enough');
  expect(released).toEqual([1, 2, 0, 9]);
});

test('[RW5] jobs with a key stay on one worker', async () => {
  const { crew, seats, zoomed } = setUp(2);
  const sent: number[] = [];
  await Promise.all([crew.run('resample', zoomed(1.1)), crew.run('resample', zoomed(1.1))]);
  for (const seat of seats) {
    const send = seat.send;
    Object.assign(seat, {
      send(order: Parameters<Seat['send']>[0]) {
        if (order.type === 'run') sent.push(seat.number);
        send(order);
      },
    });
  }
  await Promise.all([1, 2, 3, 4].map(() => crew.run('resample', zoomed(1.1), { key: 'one' })));
  expect(new Set(sent).size).toBe(1);
  expect(sent.length).toBe(4);
});

test('[RW6] closing rejects what is left, and nothing can be asked afterwards', async () => {
  const { crew, zoomed } = setUp(1);
  const left = [zoomed(1.1), zoomed(1.1)].map((job) => crew.run('resample', job));
  const outcomes = Promise.allSettled(left);
  await crew.close();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(crew.run('resample', zoomed(1.1))).rejects.toThrow('closed');
});

test('[RW7] the number of workers follows EPOCH_WORKERS, within what there is room for', () => {
  const before = process.env.EPOCH_WORKERS;
  const asked = (value: string) => {
    process.env.EPOCH_WORKERS = value;
    return defaultWorkers();
  };
  try {
    expect(asked('3')).toBe(3);
    expect(asked('1000')).toBe(16);
    for (const nonsense of ['0', '-2', 'many', '']) expect(asked(nonsense)).toBeGreaterThanOrEqual(1);
  } finally {
    if (before === undefined) delete process.env.EPOCH_WORKERS;
    else process.env.EPOCH_WORKERS = before;
  }
});
