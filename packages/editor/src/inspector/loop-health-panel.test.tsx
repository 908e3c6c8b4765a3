// @vitest-environment happy-dom
import type { GraphDocument } from '@epoch/graph-runtime/model';
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StatusLine } from '../problems/StatusLine.tsx';
import { productionOf } from '../productions/production-fixture.ts';
import { readHealth } from '../store/actions/health-actions.ts';
import { undo } from '../store/actions.ts';
import { editor, setRun } from '../store/editor-store.ts';
import { testCards, testGraph } from '../store/fixture.ts';
import { emptyTrace, withRow } from '../store/health-trace.ts';
import { applyEvent } from '../store/run-slice.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { engineCard, guardCard, healthOf, healthRows } from './health-fixture.ts';
import { LoopHealth } from './LoopHealth.tsx';

const cards = { ...testCards, Shepherd: guardCard, Engine: engineCard };
const blurring = healthRows(300, (frame) => ({ sharpness: frame > 150 ? 0.01 : 0.03 }));
let page: Rendered;

function loop(): GraphDocument {
  const document = testGraph({ start: 'Picture', delay: 'Delay', film: 'Film' });
  const wire = (id: string, from: string, out: string, to: string, into: string) => [
    id,
    { id, from: { node: from, port: out }, to: { node: to, port: into } },
  ];
  return {
    ...document,
    nodes: {
      ...document.nodes,
      engine: { id: 'engine', type: 'Engine', version: 1, position: { x: 500, y: 0 }, params: {} },
    },
    edges: Object.fromEntries([
      wire('start', 'start', 'image', 'delay', 'initial'),
      wire('into', 'delay', 'out', 'engine', 'image'),
      wire('back', 'engine', 'image', 'delay', 'next'),
      wire('film', 'engine', 'image', 'film', 'image'),
    ]),
  };
}

async function show(rows = blurring, answer: (url: string) => unknown = () => undefined) {
  const health = rows.reduce(withRow, emptyTrace);
  const run = { productions: { p1: productionOf({ graphId: 'g1', state: 'running' }) }, currentId: 'p1', health };
  const sent = openForTest(loop(), cards, { ...run, connection: 'open' }, ({ url }) => answer(url));
  page = await render(
    <>
      <LoopHealth />
      <StatusLine />
    </>,
  );
  return sent;
}
const guards = () =>
  Object.values(editor.getState().graph.document?.nodes ?? {}).filter(({ type }) => type === 'Shepherd');

beforeEach(() => localStorage.clear());
afterEach(() => page.unmount());

test('[LH3] the worst drift stands in the last line and in the inspector', async () => {
  await show();
  expect(page.byId('health-alarm').textContent).toBe('The film blurs: sharpness fell by 67 % since the beginning.');
  expect(page.byId('loop-health').querySelectorAll('[data-alarm="true"]')).toHaveLength(1);
});

test('[LH3] a film that holds says so, and the last line keeps quiet', async () => {
  await show(healthRows(300));
  expect(page.has('health-alarm')).toBe(false);
  expect(page.container.textContent).toContain('All measures hold.');
});

test('[LH4] one click puts a guard before the engine, one undo takes it back; then the way to it is offered', async () => {
  await show();
  await page.click('btn-add-guard');
  const [guard] = guards();
  const document = editor.getState().graph.document ?? loop();
  const ends = Object.values(document.edges).map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`);
  expect(ends).toEqual(expect.arrayContaining([`delay.out > ${guard?.id}.image`, `${guard?.id}.image > engine.image`]));
  expect(ends).not.toContain('delay.out > engine.image');
  expect(page.has('btn-add-guard')).toBe(false);
  expect(page.has('btn-show-guard')).toBe(true);
  await act(async () => undo());
  expect(guards()).toEqual([]);
  expect(page.has('btn-add-guard')).toBe(true);
});

test('[LH5] compared from now on there is no alarm; the browser remembers it for this film', async () => {
  const sent = await show(blurring, (url) => (url.includes('/health') ? { rows: [], total: 0 } : undefined));
  await page.click('btn-health-since');
  expect(page.has('health-alarm')).toBe(false);
  await act(async () => readHealth('p1'));
  expect(sent.map(({ url }) => url)).toContain('/api/productions/p1/health?from=298&limit=24');
  await act(async () => readHealth('p2'));
  expect(sent.map(({ url }) => url)).toContain('/api/productions/p2/health?from=16&limit=24');
});

test('[LH1] what was measured before the page was opened is read, and frames told since then go on from there', async () => {
  const rows = (url: string) => (url.includes('limit=24') ? blurring.slice(8, 32) : blurring);
  await show([], (url) => (url.includes('/health') ? { rows: rows(url), total: 300 } : undefined));
  expect(page.has('loop-health')).toBe(false);
  await act(async () => readHealth('p1'));
  expect(page.byId('loop-health').children).toHaveLength(6);
  const event = { type: 'frame', seq: 9, production: 'p1', frame: 300, reports: {}, health: healthOf(300) } as const;
  await act(async () => setRun((run) => applyEvent(run, event)));
  expect(editor.getState().run.health.recent.at(-1)?.frame).toBe(300);
  await act(async () => setRun((run) => applyEvent(run, { ...event, frame: 301, health: null })));
  expect(editor.getState().run.health.recent.at(-1)?.frame).toBe(300);
});
