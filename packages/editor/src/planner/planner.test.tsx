// @vitest-environment happy-dom
import { type NodeCard, param, type Trial } from '@epoch/graph-runtime/model';
import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { applyPlan, undo } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import type { RunSlice } from '../store/state.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { PlannerDialog } from './PlannerDialog.tsx';
import { obstacleOf, placesOf } from './plan-places.ts';
import { clockTime, perFrame, secondsUntil, span } from './plan-words.ts';

const trial: Trial = {
  ...{
    frames: 14,
    secondsPerFrame: 2,
    slowest: 2.4,
    engine: 'dream',
    width: 768,
    height: 432,
    steps: 20,
    denoise: 0.4,
    drawnShare: 1,
  },
  nodes: [
    { node: 'dream', title: 'Dream', medianMs: 1900 },
    { node: 'number', title: 'Number', medianMs: 1 },
  ],
};
const tween: NodeCard = {
  ...cardFixture,
  type: 'Number',
  params: {
    mode: param.choice({ default: 'fixed', choices: [{ value: 'fixed', label: '' }], doc: '' }),
    cadence: param.integer({
      ...{ default: 1, min: 1, max: 8, unit: 'frames', doc: '' },
      visibleWhen: { param: 'mode', is: ['fixed'] },
    }),
  },
};
const cards = { Dream: cardFixture, Number: tween };
const noonMs = new Date(2026, 4, 4, 12, 0, 0).getTime();
let page: Rendered;
afterEach(() => page?.unmount());

const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve)));

async function show(run: Partial<RunSlice> = {}, reply: unknown = trial) {
  const sent = openForTest(documentFixture({}), cards, run, ({ url }) =>
    url === '/api/graphs/g1/trial' ? reply : undefined,
  );
  page = await render(<PlannerDialog />);
  return sent;
}

test('[DR15] a trial runs for the time that was chosen and tells what a frame takes', async () => {
  const sent = await show();
  await page.click('trial-seconds-60');
  await page.click('btn-trial');
  await settle();
  expect(sent).toContainEqual({ method: 'POST', url: '/api/graphs/g1/trial', body: { seconds: 60 } });
  expect(page.byId('trial-report').textContent).toContain('2.00 s for a frame');
  expect(page.byId('plan-outlook').textContent).toContain('600 frames, 0:25 of film, take 20 min');
});

test('[DR15] while it runs it says how far it is, and nothing starts twice', async () => {
  await show({}, new Promise(() => undefined));
  await page.click('btn-trial');
  expect(page.byId('trial-progress').textContent).toBe('0 of 30 s');
  expect(page.byId('btn-trial').hasAttribute('disabled')).toBe(true);
});

test('[DR15] closing the planner ends its trial', async () => {
  await show({}, new Promise(() => undefined));
  const answered = globalThis.fetch;
  const signals: (AbortSignal | null | undefined)[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    if (url.endsWith('/trial')) signals.push(init.signal);
    return answered(url, init);
  });
  await page.click('btn-trial');
  expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
  await page.unmount();
  expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
});

test('[DR16] a film at work is stopped first, by a button that says what is safe', async () => {
  const sent = await show({ productions: { p1: productionOf() }, currentId: 'p1' });
  expect(page.byId('btn-trial').hasAttribute('disabled')).toBe(true);
  expect(page.byId('planner-busy').textContent).toContain('142 frames are safe');
  await page.click('planner-stop');
  expect(sent.map(({ url }) => url)).toContain('/api/productions/p1/stop');
});

test('[DR15] frames that the engine left out are told of', async () => {
  await show({}, { ...trial, drawnShare: 1 / 3 });
  await page.click('btn-trial');
  await settle();
  expect(page.byId('trial-report').textContent).toContain('14 frames tried, 33 % drawn, the slowest');
});

test('[DR17] a suggestion is set in the graph as one undo step', async () => {
  await show();
  const before = editor.getState().graph.document;
  if (before === null) throw new Error('No graph is open.');
  const places = placesOf(before, cards, trial);
  applyPlan({ cadence: 3, steps: 12, width: 512, height: 288 }, places);
  const after = editor.getState().graph.document;
  expect(after?.nodes.dream?.params.steps).toBe(12);
  expect(after?.nodes.number?.params).toMatchObject({ mode: 'fixed', cadence: 3 });
  expect(after?.settings).toMatchObject({ width: 512, height: 288 });
  undo();
  expect(editor.getState().graph.document).toEqual(before);
});

test('[DR17] a suggestion that has no place says what is missing', () => {
  const wired = documentFixture({}, 'steps');
  const places = placesOf(wired, { Dream: cardFixture }, trial);
  expect(places).toEqual({ steps: null, cadence: null, addCadence: null });
  expect(obstacleOf({ steps: 12 }, places)).toContain('wire');
  expect(obstacleOf({ cadence: 2 }, places)).toContain('Tween');
  expect(obstacleOf({ width: 512, height: 288 }, places)).toBeNull();
});

test('[DR18] an hour means its next time on the clock', () => {
  expect(secondsUntil('13:30', noonMs)).toBe(5400);
  expect(secondsUntil('08:00', noonMs)).toBe(20 * 3600);
  expect(secondsUntil('', noonMs)).toBeNull();
  expect(clockTime(noonMs + 3600_000, noonMs)).toBe('13:00');
  expect(clockTime(noonMs + 20 * 3600_000, noonMs)).toBe('08:00 tomorrow');
});

test('[DR18] times are told as a person plans with them', () => {
  expect([0.0714, 1.84, 12.54].map(perFrame)).toEqual(['71 ms', '1.84 s', '12.5 s']);
  expect([48, 1200, 25_920, 7200].map(span)).toEqual(['48 s', '20 min', '7 h 12 min', '2 h']);
});
