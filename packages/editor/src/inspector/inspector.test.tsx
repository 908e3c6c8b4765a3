// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { select, setPlayhead, undo } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { cardFixture, documentFixture } from './card-fixture.ts';
import { Inspector } from './Inspector.tsx';

const cards = { Dream: cardFixture };
let page: Rendered;

async function show(document: ReturnType<typeof documentFixture>, run: Parameters<typeof openForTest>[2] = {}) {
  openForTest(document, cards, run);
  select(['dream']);
  page = await render(<Inspector />);
}

const stored = (param: string) => editor.getState().graph.document?.nodes.dream?.params[param];

afterEach(() => page.unmount());

test('[IN5] every kind of param has a control, and one that does not apply has none', async () => {
  await show(documentFixture({}));
  for (const name of ['prompt', 'denoise', 'steps', 'seed', 'mode', 'loop', 'tint', 'sprite']) {
    expect(page.has(`param-${name}`), name).toBe(true);
  }
  expect(page.has('param-every')).toBe(false);
});

test('[IN5] a zero that is no quantity is said in words', async () => {
  await show(documentFixture({}));
  expect(page.byId('param-side').textContent).toBe('as the film');
});

test('[IN5] any other number is said as a number', async () => {
  await show(documentFixture({ side: 64 }));
  expect(page.byId('param-side').textContent).toContain('64');
});

test('[IN5] a param appears when the one it depends on lets it', async () => {
  await show(documentFixture({ mode: 'ladder' }));
  expect(page.byId('param-every').textContent).toContain('4');
});

test('[IN6] the diamond keys the present value at the frame in view, and takes the key away again', async () => {
  await show(documentFixture({ denoise: 0.7 }));
  await act(async () => setPlayhead(48));
  await page.click('key-denoise');
  expect(stored('denoise')).toEqual({ keys: [{ frame: 48, value: 0.7, easing: 'smooth' }] });
  await page.click('key-denoise');
  expect(stored('denoise')).toBe(0.7);
});

test('[IN6] a keyed value that is changed gets a key at the frame in view and keeps the others', async () => {
  const first = { frame: 0, value: 'moss', easing: 'hold' as const };
  await show(documentFixture({ prompt: { keys: [first] } }));
  await act(async () => setPlayhead(30));
  await page.type('param-prompt', 'lava');
  expect(stored('prompt')).toEqual({ keys: [first, { frame: 30, value: 'lava', easing: 'hold' }] });
});

test('[IN6] while a person types the key stays on its frame though the film goes on', async () => {
  const first = { frame: 0, value: 'moss', easing: 'hold' as const };
  await show(documentFixture({ prompt: { keys: [first] } }), { frame: 10 });
  await page.type('param-prompt', 'l');
  await act(async () => editor.setState(({ run }) => ({ run: { ...run, frame: 25 } })));
  await page.type('param-prompt', 'lava');
  expect(stored('prompt')).toEqual({ keys: [first, { frame: 10, value: 'lava', easing: 'hold' }] });
});

test('[IN6] a field that was left by Enter follows the film again', async () => {
  const keys = [
    { frame: 0, value: 0, easing: 'linear' as const },
    { frame: 100, value: 1, easing: 'hold' as const },
  ];
  await show(documentFixture({ denoise: { keys } }), { frame: 10 });
  const press = (key: string) =>
    act(async () =>
      page.byId('param-denoise').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
    );
  await press('Enter');
  expect(document.activeElement).toBe(page.byId('param-denoise'));
  await press('Enter');
  await act(async () => editor.setState(({ run }) => ({ run: { ...run, frame: 50 } })));
  await act(async () => editor.setState(({ run }) => ({ run: { ...run, frame: 80 } })));
  expect(page.byId('param-denoise').textContent).toContain('0.80');
});

test('[IN7] a wired param shows what comes over the wire and cannot be changed', async () => {
  const reports = { number: { durationMs: 0.1, values: { value: 33 } } };
  await show(documentFixture({ steps: 12 }, 'steps'), { reports });
  expect(page.byId('param-steps').textContent).toContain('33');
  expect(page.byId('param-steps').getAttribute('aria-disabled')).toBe('true');
  expect(page.has('key-steps')).toBe(false);
});

test('[IN9] what is typed in one visit is one undo step', async () => {
  await show(documentFixture({ prompt: 'a' }));
  await page.type('param-prompt', 'ab');
  await page.type('param-prompt', 'abc');
  expect(stored('prompt')).toBe('abc');
  await act(async () => undo());
  expect(stored('prompt')).toBe('a');
});

test('[IN9] the dice draws another seed inside the limits', async () => {
  await show(documentFixture({}));
  await page.click('dice-seed');
  const seed = Number(stored('seed'));
  expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
  expect(stored('steps')).toBeUndefined();
});

test('[IN10] with nothing selected the film itself is set, and its name', async () => {
  await show(documentFixture({}));
  await act(async () => select([]));
  expect(page.byId('graph-name')).toHaveProperty('value', 'First light');
  await page.click('film-endless');
  expect(editor.getState().graph.document?.settings.frames).toBeNull();
});

test('[IN10] several nodes are told as many', async () => {
  await show(documentFixture({}));
  await act(async () => select(['dream', 'number']));
  expect(page.container.textContent).toContain('2 nodes selected');
});

test('[IN11] a broken value is told beside the params, and its cure mends it', async () => {
  await show(documentFixture({ denoise: 5 }));
  const cure = [...page.container.querySelectorAll('button')].find((button) => button.dataset.look === 'link');
  expect(cure).toBeDefined();
  await act(async () => cure?.click());
  expect(stored('denoise')).toBe(1);
});

test('[IN12] a node that takes teleports shows its pictures, and an armed one can be taken back', async () => {
  const look = { fit: 'cover' as const, key: null, order: 0, image: '/c.png' };
  const cue = { kind: 'teleport' as const, node: 'dream', dissolveFrames: 12, ...look };
  const cues = [
    { ...cue, id: 'c1', frame: 40, state: 'done' as const },
    { ...cue, id: 'c2', frame: 260, state: 'armed' as const },
    { ...cue, id: 'c3', frame: 300, state: 'armed' as const, node: 'other' },
  ];
  const sent = openForTest(
    documentFixture({}),
    { Dream: { ...cardFixture, cue: 'teleport' } },
    { cues, currentId: 'p1' },
  );
  select(['dream']);
  page = await render(<Inspector />);
  expect(page.container.textContent).toContain('at 260, dissolve 12');
  expect(page.has('cancel-c1') || page.has('cancel-c3')).toBe(false);
  await page.click('cancel-c2');
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toContain('DELETE /api/productions/p1/cues/c2');
});
