import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { outcomeOf } from './outcome.ts';
import { firstPicture, graphOf, jobOf, OUTPUT, stageHand } from './testing.ts';

const hand = stageHand();
afterEach(async () => expect(await hand.closeAll()).toEqual([]));
afterAll(hand.stop);

describe('what became of a prompt', () => {
  test('[CC70] success with an error inside is an error, with the title of the node and its first line', async () => {
    const { fake, frame } = await hand.open({ faults: { failRuns: 1, successWithError: 1 } });
    await expect(frame(jobOf(0, await firstPicture()))).rejects.toMatchObject({
      code: 'ENGINE_REFUSED',
      message: expect.stringMatching(/^KSampler "Sampler" \(5\) failed on http.*: [^\n]+\.$/),
      detail: { engineNode: '5' },
    });
    expect(fake.seen.prompts).toHaveLength(1);
    expect((await frame(jobOf(0, await firstPicture()))).picture).not.toHaveLength(0);
    expect(fake.seen.prompts).toHaveLength(2);
  });

  test('[CC71] a status of null and bare NaN in the history hide no picture', async () => {
    const { fake, frame } = await hand.open({ faults: { nullStatus: 2, nanInHistory: true } });
    expect((await frame(jobOf(0, await firstPicture()))).picture).not.toHaveLength(0);
    expect(fake.seen.prompts).toHaveLength(1);
  });

  test('[CC72] a run that ends well without a picture is tried once under another name, then refused', async () => {
    const { fake, frame } = await hand.open({ faults: { outputsMissing: 1 } });
    const png = await firstPicture();
    expect((await frame(jobOf(0, png))).picture).not.toHaveLength(0);
    fake.faults.outputsMissing = Number.POSITIVE_INFINITY;
    await expect(frame(jobOf(1, png))).rejects.toMatchObject({ message: expect.stringContaining('SaveImage (9)') });
  });

  test('[CC79] a blocked node does not end a run: the picture counts when there is one', async () => {
    const { fake, frame } = await hand.open({ faults: { failRuns: 1, failWith: 'blocked' } });
    expect((await frame(jobOf(0, await firstPicture()))).picture).not.toHaveLength(0);
    expect(fake.seen.prompts).toHaveLength(1);
    const blocked = { type: 'execution_error', data: { node_id: '5', exception_type: 'ExecutionBlocked' } };
    const entry = { files: {}, messages: [blocked], status: 'success' };
    expect(outcomeOf(entry, OUTPUT)).toEqual({ kind: 'nothing' });
    expect(outcomeOf({ ...entry, messages: [], status: 'error' }, OUTPUT)).toMatchObject({ kind: 'failed' });
  });

  test('[CC73] an upload that arrived damaged is sent again once', async () => {
    const { fake, frame } = await hand.open({ faults: { failRuns: 1, failAtClass: 'LoadImage' } });
    expect((await frame(jobOf(0, await firstPicture()))).picture).not.toHaveLength(0);
    expect(fake.seen.uploads).toHaveLength(2);
  });

  test('[CC74] refusals name node, title, field and value, and are not sent again', async () => {
    const { fake, frame } = await hand.open();
    const png = await firstPicture();
    const refused = async (frameNo: number, graph: ReturnType<typeof graphOf>) => {
      const error: unknown = await frame(jobOf(frameNo, png, { graph })).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'ENGINE_REFUSED' });
      return error instanceof Error ? error.message : '';
    };
    expect(await refused(0, graphOf(1, { steps: 0 }))).toContain('KSampler "Sampler" (5): steps 0 is below 1');
    expect(await refused(1, graphOf(1, { denoise: 1.5 }))).toContain('denoise 1.5 is above 1');
    expect(await refused(2, graphOf(1, { scheduler: 'none' }))).toMatch(
      /scheduler "none" is not on .* list \(simple, /,
    );
    expect(await refused(3, graphOf(2n ** 64n))).toContain('seed 18446744073709551616 is above');
    const strange = { ...graphOf(1), 77: { class_type: 'NoSuchNode', inputs: {}, _meta: { title: 'Mine' } } };
    expect(await refused(4, strange)).toContain('no node class NoSuchNode for NoSuchNode "Mine" (77)');
    const bare = { ...graphOf(1), [OUTPUT]: { class_type: 'SaveImage', inputs: {} } };
    expect(await refused(5, bare)).toContain('SaveImage (9): images is missing');
    fake.faults.promptNodeErrors = 1;
    await refused(6, graphOf(6));
    expect(fake.seen.prompts.every(({ graph }) => JSON.stringify(graph).includes('"seed":6'))).toBe(true);
  });

  test('[CC75] a seed of 64 bits arrives as it was written', async () => {
    const { fake, frame } = await hand.open();
    const png = await firstPicture();
    await frame(jobOf(0, png, { graph: graphOf(2n ** 53n) }));
    await frame(jobOf(0, png, { graph: graphOf(2n ** 53n + 1n) }));
    await frame(jobOf(0, png, { graph: graphOf(2n ** 64n - 1n) }));
    expect(fake.seen.sampleCount.size).toBe(3);
  });

  test('[CC76] several pictures where one is wanted are refused', async () => {
    const { frame } = await hand.open();
    const graph = { ...graphOf(1), 8: { class_type: 'RepeatImageBatch', inputs: { image: ['7', 0], amount: 2 } } };
    const output = { class_type: 'SaveImage', inputs: { images: ['8', 0], filename_prefix: 'x' } };
    const job = jobOf(0, await firstPicture(), { graph: { ...graph, [OUTPUT]: output } });
    await expect(frame(job)).rejects.toMatchObject({
      message: expect.stringMatching(/SaveImage \(9\) on .* gave 2 pictures where one is wanted: set its batch size/),
    });
  });
});
