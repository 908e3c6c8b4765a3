import type { ServerEvent } from '@epoch/graph-runtime/protocol';
import { expect, test } from 'vitest';
import { initialState } from './editor-store.ts';
import { testCards, testGraph, testProduction } from './fixture.ts';
import { emptyTrace } from './health-trace.ts';
import { applyEvent, emptyRun, withCueReply } from './run-slice.ts';
import { frameInView, isFlowing, problemsByNode, problemsOf, reportOf } from './selectors.ts';
import type { RunSlice } from './state.ts';

const settings = { lastGraphId: null, lastProductionId: 'old', theme: 'dark', previews: true } as const;
const problem = { severity: 'error', code: 'node-failed', message: 'Paint failed.', node: 'p' } as const;

function hello(productions: ReturnType<typeof testProduction>[]): ServerEvent {
  const state = { cues: [], reports: {}, remarks: {}, frame: 2 };
  return { type: 'hello', seq: 0, protocol: 1, version: '1', session: 's', settings, productions, ...state };
}
const run = (...events: ServerEvent[]): RunSlice => events.reduce(applyEvent, emptyRun);

test('[ED36] hello brings the production that runs to the front, else the one seen last', () => {
  const old = testProduction({ id: 'old', state: 'finished' });
  expect(run(hello([old, testProduction()])).currentId).toBe('p1');
  expect(run(hello([old, testProduction({ state: 'stopped' })])).currentId).toBe('old');
  expect(run(hello([])).currentId).toBeNull();
});

test('[ED36] what was measured stays with its production when the connection comes back, and with no other', () => {
  const health = { ...emptyTrace, since: 40 };
  const lost = { ...run(hello([testProduction()])), health };
  expect(applyEvent(lost, hello([testProduction()])).health).toBe(health);
  expect(applyEvent(lost, hello([testProduction({ id: 'p2' })])).health).toEqual(emptyTrace);
});

test('[ED37] reports that say the same keep their identity', () => {
  const frame = (index: number, ms: number): ServerEvent => {
    const reports = { a: { durationMs: null, values: { value: 1 } }, b: { durationMs: ms, values: {} } };
    return { type: 'frame', seq: index, production: 'p1', frame: index, reports, health: null };
  };
  const first = run(hello([testProduction()]), frame(1, 5));
  const second = applyEvent(first, frame(2, 6));
  expect(second.reports.a).toBe(first.reports.a);
  expect(second.reports.b).not.toBe(first.reports.b);
  expect(second.frame).toBe(2);
});

test('[ED38] a production that begins to run comes to the front and forgets the one before', () => {
  const failed: ServerEvent = { type: 'problem', seq: 1, production: 'p1', problem };
  const before = run(hello([testProduction()]), failed);
  expect(before.serverProblems).toHaveLength(1);
  const after = applyEvent(before, { type: 'production', seq: 2, production: testProduction({ id: 'p2' }) });
  expect(after).toMatchObject({ currentId: 'p2', frame: null, serverProblems: [] });
});

test('[ED38] events of productions that are not in front change nothing here', () => {
  const before = run(hello([testProduction()]));
  const other: ServerEvent = { type: 'frame', seq: 1, production: 'p9', frame: 5, reports: {}, health: null };
  expect(applyEvent(before, other)).toBe(before);
});

test('[ED39] values flow only while the film of this graph runs and the node was evaluated', () => {
  const base = initialState();
  const reports = {
    a: { durationMs: null, values: {} },
    p: { durationMs: 3, values: {} },
    d: { durationMs: null, values: {} },
  };
  const document = testGraph({ a: 'Amount', p: 'Paint', d: 'Delay' });
  const running = {
    ...base,
    graph: { ...base.graph, document },
    catalogue: { ...base.catalogue, cards: testCards },
    run: { ...run(hello([testProduction()])), reports },
  };
  expect(['a', 'p', 'd'].map((id) => isFlowing(running, id))).toEqual([false, true, true]);
  const paused = { ...running, run: { ...running.run, productions: { p1: testProduction({ state: 'paused' }) } } };
  expect(isFlowing(paused, 'p')).toBe(false);
  expect(isFlowing({ ...running, run: { ...running.run, connection: 'lost' } }, 'p')).toBe(false);
  const off = {
    ...document,
    nodes: { ...document.nodes, p: { ...(document.nodes.p ?? expect.unreachable()), disabled: true } },
  };
  expect(isFlowing({ ...running, graph: { ...running.graph, document: off } }, 'p')).toBe(false);
  const elsewhere = { ...running, graph: { ...running.graph, document: { ...document, id: 'g2' } } };
  expect(isFlowing(elsewhere, 'p')).toBe(false);
  expect(reportOf(elsewhere, 'p')).toBeUndefined();
});

test('[ED40] problems of the server stand before those of the document, and each node shows its worst', () => {
  const base = initialState();
  const state = {
    ...base,
    graph: { ...base.graph, document: testGraph({ p: 'Paint', f: 'Film' }, ['p.image > f.image']) },
    catalogue: { ...base.catalogue, cards: testCards },
    run: { ...base.run, serverProblems: [problem] },
  };
  expect(problemsOf(state)[0]).toBe(problem);
  expect(problemsOf(state).length).toBeGreaterThan(1);
  expect(problemsOf(state)).toBe(problemsOf({ ...state }));
  expect(problemsByNode(state).get('p')?.severity).toBe('error');
});

test('[ED97] the reply to a teleport does not undo what the event of the frame that took it has told', () => {
  const armed = {
    id: 'c1',
    kind: 'teleport',
    node: 't',
    dissolveFrames: 0,
    image: '/c1',
    fit: 'cover',
    key: null,
    order: 0,
    frame: null,
    state: 'armed',
  } as const;
  const begun = run(hello([testProduction()]));
  expect(withCueReply(begun, 'p1', armed).cues).toEqual([armed]);
  const done = { ...armed, frame: 14, state: 'done' } as const;
  const told = applyEvent(begun, { type: 'cue', seq: 1, production: 'p1', cue: done, removed: false });
  expect(withCueReply(told, 'p1', armed).cues).toEqual([done]);
});

test('[ED98] a film that does not run is looked at where it ended', () => {
  const stopped = { ...run(hello([testProduction({ state: 'stopped', framesDone: 428 })])), frame: null };
  const state = initialState();
  expect(frameInView({ ...state, run: { ...stopped, currentId: 'p1' } })).toBe(427);
});

test('[ED99] a production that went to the trash is not listed or shown any more', () => {
  const known = run(hello([testProduction(), testProduction({ id: 'p2', state: 'stopped' })]));
  const gone = applyEvent(known, { type: 'production-removed', seq: 1, production: 'p1' });
  expect([Object.keys(gone.productions), gone.currentId]).toEqual([['p2'], null]);
  expect(applyEvent(known, { type: 'production-removed', seq: 1, production: 'p2' }).currentId).toBe('p1');
});
