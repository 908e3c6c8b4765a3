// @vitest-environment happy-dom
import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { expect, test } from 'vitest';
import { openForTest } from '../testing/open-graph.ts';
import { cancelCue, changeCue, orderCues } from './actions.ts';
import { editor } from './editor-store.ts';
import { testCards, testGraph, testProduction } from './fixture.ts';

const cueOf = (id: string, order: number, change: Partial<CueRecord> = {}): CueRecord => ({
  ...{ id, kind: 'teleport', node: 'n', frame: null, dissolveFrames: 6, fit: 'contain', key: 'L' },
  ...{ image: `/cues/${id}.png`, state: 'held', order },
  ...change,
});

function open(cues: readonly CueRecord[], answer: Parameters<typeof openForTest>[3]) {
  const run = { productions: { p1: testProduction() }, currentId: 'p1', cues };
  return openForTest(testGraph({ n: 'Paint' }), testCards, run, answer);
}

const cues = () => [...editor.getState().run.cues].sort((a, b) => a.order - b.order).map(({ id }) => id);
const lastNotice = () => editor.getState().view.notices.at(-1);

test('[DR21] a cancelled teleport comes back at its place in the queue, with its picture and all it was set to', async () => {
  const sent = open([cueOf('a', 0), cueOf('b', 1), cueOf('c', 2)], ({ method, url }) => {
    if (method === 'DELETE') return {};
    if (url === '/cues/b.png') return { bytes: 1 };
    if (url.endsWith('/teleport')) return { cue: cueOf('b2', 3), actsAt: null };
    if (url.endsWith('/order')) return { cues: [cueOf('a', 0), cueOf('b2', 1), cueOf('c', 2)] };
    return undefined;
  });
  expect(await cancelCue('b')).toBe(true);
  expect(cues()).toEqual(['a', 'c']);
  lastNotice()?.action?.run();
  await expect.poll(cues).toEqual(['a', 'b2', 'c']);
  expect(sent.find(({ url }) => url.endsWith('/order'))?.body).toEqual({ ids: ['a', 'b2', 'c'] });
});

test('[DR22] an order the server refuses is taken back', async () => {
  open([cueOf('a', 0), cueOf('b', 1)], ({ url }) => (url.endsWith('/order') ? { cues: 'no' } : undefined));
  await orderCues(['b', 'a']);
  expect(cues()).toEqual(['a', 'b']);
  expect(lastNotice()?.kind).toBe('error');
});

test('[DR22] the reply to an order does not undo that either', async () => {
  open([cueOf('a', 0), cueOf('b', 1)], ({ url }) => {
    if (!url.endsWith('/order')) return undefined;
    const done = cueOf('a', 0, { state: 'done', frame: 7 });
    editor.setState(({ run }) => ({ run: { ...run, cues: run.cues.map((cue) => (cue.id === 'a' ? done : cue)) } }));
    return { cues: [cueOf('b', 0), cueOf('a', 1, { state: 'armed' })] };
  });
  await orderCues(['b', 'a']);
  expect(editor.getState().run.cues.find(({ id }) => id === 'a')).toMatchObject({ state: 'done', frame: 7 });
});

test('[DR22] the reply to a change does not undo what the event of the frame that took the cue has told', async () => {
  open([cueOf('a', 0)], ({ method }) => {
    if (method !== 'PATCH') return undefined;
    const done = cueOf('a', 0, { state: 'done', frame: 7 });
    editor.setState(({ run }) => ({ run: { ...run, cues: [done] } }));
    return { cue: cueOf('a', 0, { state: 'armed' }), actsAt: 7 };
  });
  expect((await changeCue('a', { state: 'armed', frame: null }))?.actsAt).toBe(7);
  expect(editor.getState().run.cues[0]?.state).toBe('done');
});
