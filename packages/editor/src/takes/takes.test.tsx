// @vitest-environment happy-dom
import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { SessionList } from '../productions/SessionList.tsx';
import { askForTake, setPlayhead } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest, type SentRequest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { NewTakeDialog } from './NewTakeDialog.tsx';
import { TakeFromHere } from './TakeFromHere.tsx';
import { TakesDialog } from './TakesDialog.tsx';

const cueOf = (frame: number | null, state: CueRecord['state']): CueRecord => ({
  ...{ id: `${state}-${frame}`, kind: 'teleport', node: 'portal', frame, dissolveFrames: 0, fit: null, key: null },
  ...{ state, order: 0, image: '/api/nothing' },
});
const stopped = { state: 'stopped' as const };
const p1 = productionOf({ ...stopped, framesDone: 120 });
const p2 = productionOf({
  ...{ ...stopped, id: 'p2', name: 'Ringed planet - take 1', graphId: 'g2', framesDone: 100 },
  take: { parent: 'p1', fromFrame: 40 },
});
let page: Rendered;
afterEach(() => page?.unmount());

function answer({ method, url }: SentRequest): unknown {
  if (url === '/api/productions/p1/takes') return { production: p2, graph: { ...documentFixture({}), id: 'g2' } };
  if (url === '/api/productions/p2/promote') return { production: { ...p2, promoted: true } };
  if (url === '/api/graphs') return { graphs: [] };
  if (url === '/api/graphs/g2') return { graph: { ...documentFixture({}), id: 'g2' } };
  if (method === 'DELETE') return {};
  if (url.endsWith('/restore')) return { production: p1 };
  return undefined;
}

function open(productions: Record<string, typeof p1>, currentId = 'p1') {
  return openForTest(documentFixture({}), { Dream: cardFixture }, { productions, currentId }, answer);
}

const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve)));
const press = (id: string, key: string, shiftKey = false) =>
  act(async () => page.byId(id).dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true })));

test('[DR10] a new take shares the frames before, gets its own graph, and comes to the front', async () => {
  const sent = open({ p1 });
  askForTake(40);
  page = await render(<NewTakeDialog />);
  expect(document.body.textContent).toContain('Frames 0 to 39 are shared with "Ringed planet"');
  expect(document.body.textContent).toContain('keeps all its 120 frames');
  await page.type('take-name', 'Darker');
  await page.click('btn-make-take');
  await settle();
  expect(sent).toContainEqual({
    ...{ method: 'POST', url: '/api/productions/p1/takes' },
    body: { frame: 40, start: true, name: 'Darker' },
  });
  const { run, graph, view } = editor.getState();
  expect([run.currentId, graph.document?.id, view.dialog]).toEqual(['p2', 'g2', null]);
});

test('[DR10] teleports that wait come along, and those that later frames took are repeated when asked', async () => {
  const sent = open({ p1 });
  const cues = [cueOf(12, 'done'), cueOf(60, 'done'), cueOf(90, 'armed'), cueOf(null, 'held')];
  editor.setState(({ run }) => ({ run: { ...run, cues } }));
  askForTake(40);
  page = await render(<NewTakeDialog />);
  expect(document.body.textContent).toContain('The 2 teleports that wait come along.');
  expect(page.byId('take-repeat').textContent).toBe('Repeat 1 teleport that frames from 40 on took');
  await page.click('take-repeat');
  await page.click('btn-make-take');
  await settle();
  expect(sent).toContainEqual({
    ...{ method: 'POST', url: '/api/productions/p1/takes' },
    body: { frame: 40, start: true, repeatTeleports: true },
  });
});

test('[DR10] a take cannot begin past the frames that are done, and a running film is told to stop', async () => {
  open({ p1: productionOf({ framesDone: 30 }) });
  askForTake(500);
  page = await render(<NewTakeDialog />);
  expect(page.byId('btn-make-take').textContent).toBe('Go on from frame 30');
  expect(document.body.textContent).toContain('stops after its present frame');
  await page.click('take-start');
  expect(document.body.textContent).not.toContain('stops after its present frame');
});

test('[DR10] a frame that is done can be branched from where the playhead stands, one that is not cannot', async () => {
  open({ p1 });
  page = await render(<TakeFromHere />);
  expect(page.has('timeline-new-take')).toBe(false);
  await act(async () => setPlayhead(130));
  expect(page.has('timeline-new-take')).toBe(false);
  await act(async () => setPlayhead(40));
  await page.click('timeline-new-take');
  expect(editor.getState().view).toMatchObject({ dialog: 'new-take', takeFrame: 40 });
});

test('[DR11] two takes stand side by side at the frame where they part, and step together', async () => {
  open({ p1, p2 });
  page = await render(<TakesDialog />);
  expect(page.byId('compare-name-A').textContent).toBe('A Ringed planet');
  expect(page.byId('compare-name-B').textContent).toContain('take 1');
  const frame = () => page.byId('compare-scrubber').getAttribute('aria-valuenow');
  expect(frame()).toBe('40');
  await press('compare-scrubber', 'ArrowRight', true);
  expect(frame()).toBe('50');
});

test('[DR11] a film that ended before says so; taking the other side changes the two places', async () => {
  open({ p1, p2 });
  page = await render(<TakesDialog />);
  for (let tens = 0; tens < 7; tens += 1) await press('compare-scrubber', 'ArrowRight', true);
  expect(page.byId('compare-B').textContent).toContain('Ends before, at frame 99');
  await page.click('compare-p2-A');
  expect(page.byId('compare-name-A').textContent).toContain('take 1');
  expect(page.byId('compare-name-B').textContent).toBe('B Ringed planet');
});

test('[DR11] a film without takes says what one is', async () => {
  open({ p1 });
  page = await render(<TakesDialog />);
  expect(document.body.textContent).toContain('no takes yet');
  await page.click('btn-first-take');
  expect(editor.getState().view).toMatchObject({ dialog: 'new-take', takeFrame: 120 });
});

test('[DR12] a take is promoted by its star', async () => {
  const sent = open({ p1, p2 });
  page = await render(<TakesDialog />);
  await page.click('promote-p2');
  await settle();
  expect(sent.map(({ url }) => url)).toContain('/api/productions/p2/promote');
  expect(editor.getState().run.productions.p2?.promoted).toBe(true);
});

test('[DR12] a take is opened together with the graph that draws it', async () => {
  open({ p1, p2 });
  page = await render(<TakesDialog />);
  await page.click('open-p2');
  await settle();
  expect(editor.getState().graph.document?.id).toBe('g2');
  expect(editor.getState().run.currentId).toBe('p2');
});

test('[DR13] a production goes to the trash with a way back; one that runs does not', async () => {
  const sent = open({ p1, p3: productionOf({ id: 'p3' }) });
  page = await render(<SessionList />);
  expect(page.byId('trash-p3').hasAttribute('disabled')).toBe(true);
  await page.click('trash-p1');
  await settle();
  expect(editor.getState().run.productions.p1).toBeUndefined();
  await act(async () => editor.getState().view.notices.at(-1)?.action?.run());
  await settle();
  expect(sent.at(-1)?.url).toBe('/api/productions/p1/restore');
  expect(editor.getState().run.productions.p1?.name).toBe('Ringed planet');
  expect(editor.getState().run.currentId).toBe('p1');
});

test('[DR14] the line of a wipe is moved by keys as well', async () => {
  open({ p1, p2 });
  page = await render(<TakesDialog />);
  await page.click('compare-mode-wipe');
  const place = () => page.byId('wipe-line').getAttribute('aria-valuenow');
  for (const [key, at] of [
    ['ArrowRight', '52'],
    ['ArrowLeft', '50'],
    ['End', '100'],
    ['ArrowRight', '100'],
    ['Home', '0'],
  ] as const) {
    await press('wipe-line', key);
    expect(place()).toBe(at);
  }
});
