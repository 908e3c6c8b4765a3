import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createMemoryLedger } from '../../engines/memory-ledger.ts';
import { engineAt, firstPicture, graphOf, jobOf, OUTPUT, PATIENT, SIDE, stageHand } from './testing.ts';

const hand = stageHand();
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

const quiet = () => ({ signal: new AbortController().signal, progress: () => {}, glimpse: () => {} });

describe('a job', () => {
  test('[CC50] each frame is one upload, one prompt and one picture; steps and previews are told on the way', async () => {
    const { fake, film, told } = await hand.open({ faults: { stepDelayMs: 2 } });
    await film(3);
    const count = (path: string) => fake.seen.requests.filter((request) => request.path.startsWith(path)).length;
    expect([count('/upload'), count('/prompt'), count('/view')]).toEqual([3, 3, 3]);
    expect(told.progress.filter((done) => done === 1)).toHaveLength(3);
    expect(told.progress.every((done) => done > 0 && done <= 1)).toBe(true);
    expect(told.glimpses.length).toBeGreaterThan(3);
    expect(
      Buffer.from(told.glimpses[0] ?? [])
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('ffd8');
  });

  test('[CC51] our own canonical id is in the ledger before the prompt leaves', async () => {
    const order: string[] = [];
    const inner = createMemoryLedger('film');
    const { fake, frame } = await hand.open({
      ledger: {
        ...inner,
        async put(record) {
          order.push(`${record.state} ${fake.seen.prompts.length}`);
          expect(record.promptId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
          await inner.put(record);
        },
      },
    });
    await frame(jobOf(0, await firstPicture()));
    expect(order).toEqual(['sent 0']);
  });

  test('[CC52] events that come before the answer of POST are heard', async () => {
    const { frame, told, fake } = await hand.open({ faults: { promptAnswerDelayMs: 80 } });
    expect((await frame(jobOf(0, await firstPicture()))).picture).not.toHaveLength(0);
    expect(told.progress.at(-1)).toBe(1);
    expect(fake.seen.prompts).toHaveLength(1);
  });

  test('[CC53] an answer that was lost later is asked for anew, under the next attempt', async () => {
    const { frame, ledger } = await hand.open();
    const job = jobOf(0, await firstPicture());
    await frame(job);
    const sent = await ledger.find(job.key);
    expect(sent).toMatchObject({ state: 'sent', attempt: 1 });
    if (sent !== null) await ledger.put({ ...sent, state: 'done' });
    await frame(job);
    expect(await ledger.find(job.key)).toMatchObject({ state: 'sent', attempt: 2 });
  });

  test('[CC55] a program that died after sending finds its prompt again, waiting, running or done', async () => {
    for (const stepDelayMs of [0, 40]) {
      const { fake, ledger } = await hand.open({ faults: { stepDelayMs } });
      const job = jobOf(0, await firstPicture());
      const first = engineAt(fake.url);
      // As a crash: nothing of the first program is told to stop, it just is not asked any more.
      const ended = first.run(job, ledger, quiet());
      await expect.poll(() => fake.seen.prompts.length, PATIENT).toBe(1);
      if (stepDelayMs === 0) await ended;
      const second = engineAt(fake.url);
      expect((await second.run(job, ledger, quiet())).picture).not.toHaveLength(0);
      await ended;
      await Promise.all([first.close(), second.close()]);
      expect(fake.seen.prompts).toHaveLength(1);
    }
  });

  test('[CC56] uploads: one file per picture under one folder per production, under the name that the server gives', async () => {
    const { fake, frame } = await hand.open();
    const png = await firstPicture();
    await frame(jobOf(0, png));
    await frame(jobOf(1, png));
    expect(fake.seen.uploads).toHaveLength(1);
    expect(fake.seen.uploads[0]).toMatchObject({
      subfolder: 'es/film',
      name: expect.stringMatching(/^[0-9a-f]{64}\.png$/),
    });

    fake.faults.uploadRenamed = true;
    const other = await firstPicture(SIDE * 2);
    await frame(jobOf(2, other, { size: null }));
    const graph = JSON.stringify(fake.seen.prompts.at(-1)?.graph);
    expect(graph).not.toContain(`"es/film/${fake.seen.uploads[0]?.name}"`);
    expect(graph).toMatch(/"image":"es\/film\/[^"]+"/);
  });

  test('[CC57] a server that was started again gets its pictures again; a picture that is gone is uploaded once more', async () => {
    const { fake, frame } = await hand.open();
    const png = await firstPicture();
    await frame(jobOf(0, png));
    const { name } = fake.seen.uploads[0] ?? { name: '' };
    fake.removeFile('input', `es/film/${name}`);
    await frame(jobOf(1, png));
    expect(fake.seen.uploads).toHaveLength(2);
    await fake.kill();
    await fake.restart();
    await frame(jobOf(2, png));
    expect(fake.seen.uploads).toHaveLength(3);
  });

  test('[CC58] a picture that is cut short is not uploaded: the server would take it and draw a half', async () => {
    const { fake, frame } = await hand.open();
    const png = await firstPicture();
    await expect(frame(jobOf(0, png.subarray(0, png.length >> 1)))).rejects.toMatchObject({ code: 'IMAGE_INVALID' });
    expect(fake.seen.uploads).toEqual([]);
  });

  test("[CC59] the workflow's own file names are replaced", async () => {
    const { fake, frame } = await hand.open();
    const other = { class_type: 'SaveImage', inputs: { images: ['7', 0], filename_prefix: '../../x' } };
    await frame(jobOf(7, await firstPicture(), { graph: { ...graphOf(5), '10:2': other } }));
    const sent = fake.seen.prompts[0]?.graph;
    expect(sent).toMatchObject({
      [OUTPUT]: { inputs: { filename_prefix: 'es/film/n1-000/frame-000007' } },
      '10:2': { inputs: { filename_prefix: 'es/film/n1-000/frame-000007-n10-2' } },
    });
    expect(JSON.stringify(sent)).not.toContain('..');
  });

  test('[CC60] our finished prompts leave the history, all but the last few; those of others stay', async () => {
    const { fake, film } = await hand.open({ pace: { keepHistory: 2 } });
    const theirs = engineAt(fake.url);
    await theirs.run(jobOf(99, await firstPicture()), createMemoryLedger('theirs'), quiet());
    await film(9);
    const history = async () => Object.keys(JSON.parse(await (await fetch(`${fake.url}/history`)).text()));
    const foreign = fake.seen.prompts[0]?.promptId ?? '';
    await expect.poll(async () => (await history()).length, PATIENT).toBeLessThan(9);
    expect(await history()).toContain(foreign);
    expect(await history()).toContain(fake.seen.prompts.at(-1)?.promptId);
    await theirs.close();
  });
});
