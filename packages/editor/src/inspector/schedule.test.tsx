// @vitest-environment happy-dom
import { param } from '@epoch/graph-runtime/model';
import { valueAt } from '@epoch/graph-runtime/schedule';
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { select, setParam, setPlayhead } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { cardFixture, documentFixture } from './card-fixture.ts';
import { Inspector } from './Inspector.tsx';
import { asSchedule, keysAsSchedule, scheduleAsKeys } from './schedule-convert.ts';

const film = { count: 600, fps: 24, bpm: 120, seed: 1 };
const ratio = param.number({ default: 0.4, min: 0, max: 1, unit: 'ratio', doc: 'Change.' });
const words = param.text({ default: '', maxLength: 2000, doc: 'Words.' });
let page: Rendered | null = null;

async function show(own: Parameters<typeof documentFixture>[0]) {
  openForTest(documentFixture(own), { Dream: cardFixture });
  select(['dream']);
  page = await render(<Inspector />);
  return page;
}
const textOf = (shown: Rendered) => {
  const field = shown.byId('schedule-text-denoise');
  return field instanceof HTMLTextAreaElement ? field.value : null;
};
const stored = (name: string) => editor.getState().graph.document?.nodes.dream?.params[name];
async function chooseFrom(shown: Rendered, menu: string, entry: string) {
  await shown.click(menu);
  const item = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(
    ({ textContent }) => textContent === entry,
  );
  if (item === undefined) throw new Error(`The menu has no entry "${entry}".`);
  await act(async () => item.click());
}

afterEach(async () => {
  await page?.unmount();
  page = null;
});

test('[SC1] keys become a schedule and a schedule keys with the same value on every frame', () => {
  const keys = [
    { frame: 0, value: 0.3, easing: 'linear' as const },
    { frame: 24, value: 0.7, easing: 'bezier' as const, curve: [0.2, 0.9, 0.4, 1] as const },
    { frame: 60, value: 0.2, easing: 'ease-in-out' as const },
    { frame: 90, value: 0.5, easing: 'hold' as const },
  ];
  const schedule = keysAsSchedule(keys);
  if (schedule === null) throw new Error('Keys of numbers can always be written.');
  const back = scheduleAsKeys({ schedule }, ratio, film);
  for (let frame = 0; frame < 100; frame += 3) {
    expect(valueAt({ schedule }, ratio, frame, film)).toBeCloseTo(Number(valueAt({ keys }, ratio, frame, film)), 10);
  }
  expect(back).toEqual(keys);
});

test('[SC1] texts keep their quotes and fades; a back-tick cannot be written', () => {
  const keys = [
    { frame: 0, value: 'say "moss"\\ \n now', easing: 'hold' as const },
    { frame: 9, value: 'sea', easing: 'hold' as const, fadeFrames: 4 },
  ];
  const schedule = keysAsSchedule(keys);
  if (schedule === null) throw new Error('These texts can be written.');
  for (const frame of [0, 8, 9, 11, 20]) {
    expect(valueAt({ schedule }, words, frame, film)).toBe(valueAt({ keys }, words, frame, film));
  }
  expect(scheduleAsKeys({ schedule }, words, film)).toEqual(keys);
  expect(keysAsSchedule([{ frame: 0, value: 'a `b`', easing: 'hold' }])).toBeNull();
});

test('[SC1] formulas are no keys, and a constant is the shortest schedule', () => {
  expect(scheduleAsKeys({ schedule: '0.4 + t/100' }, ratio, film)).toBeNull();
  expect(scheduleAsKeys({ schedule: '0: t, 9: 1' }, ratio, film)).toBeNull();
  expect([asSchedule(0.25, ratio), asSchedule(undefined, words)]).toEqual(['0.25', '0: ""']);
});

test('[SC2] the menu beside the diamond changes between one value, keys and a schedule', async () => {
  const shown = await show({ denoise: { keys: [{ frame: 0, value: 0.3, easing: 'linear' }] } });
  await chooseFrom(shown, 'param-menu-denoise', 'A schedule written as text');
  expect(stored('denoise')).toEqual({ schedule: '0: 0.3 linear' });
  expect(shown.has('key-denoise')).toBe(false);
  await chooseFrom(shown, 'param-menu-denoise', 'Keys on the timeline');
  expect(stored('denoise')).toEqual({ keys: [{ frame: 0, value: 0.3, easing: 'linear' }] });
  await chooseFrom(shown, 'param-menu-denoise', 'The same on all frames');
  expect(stored('denoise')).toBe(0.3);
});

test('[SC3] a fault stands under the text with a caret at its place, and a click mends it', async () => {
  const shown = await show({ denoise: { schedule: '0: 0.4' } });
  await shown.type('schedule-text-denoise', '0: sn(t)');
  const editorBox = shown.byId('schedule-denoise');
  expect(editorBox.querySelector('pre')?.textContent).toMatch(/0: sn\(t\)\n {3}\^/);
  expect(editorBox.querySelector('code')?.textContent).toBe('0: sin(t)');
  await shown.click('schedule-fix-denoise');
  expect(stored('denoise')).toEqual({ schedule: '0: sin(t)' });
  expect(shown.byId('schedule-denoise').querySelector('pre')).toBeNull();
});

test('[SC3] what cannot be read stays in its field and out of the graph, also while another node is looked at', async () => {
  const shown = await show({ denoise: { schedule: '0: 0.4' } });
  await shown.type('schedule-text-denoise', '0: 0.4,, 3: 1');
  expect(stored('denoise')).toEqual({ schedule: '0: 0.4' });
  await act(async () => select(['number']));
  await act(async () => select(['dream']));
  expect(textOf(shown)).toBe('0: 0.4,, 3: 1');
  await shown.type('schedule-text-denoise', '0: 0.4, 3: 1');
  expect(stored('denoise')).toEqual({ schedule: '0: 0.4, 3: 1' });
});

test('[SC3] an empty text is not stored, and a click brings the schedule of the graph back', async () => {
  const shown = await show({ denoise: { schedule: '0: 0.4' } });
  await shown.type('schedule-text-denoise', '');
  expect(shown.byId('schedule-denoise').textContent).toContain('empty');
  await shown.click('schedule-back-denoise');
  expect(textOf(shown)).toBe('0: 0.4');
  expect(stored('denoise')).toEqual({ schedule: '0: 0.4' });
});

test('[SC3] a schedule that came from elsewhere meanwhile is newer than what was half written', async () => {
  const shown = await show({ denoise: { schedule: '0: 0.4' } });
  await shown.type('schedule-text-denoise', '0: 0.4,,');
  await act(async () => setParam('dream', 'denoise', { schedule: '0: 0.7' }));
  expect(textOf(shown)).toBe('0: 0.7');
});

test('[SC4] the value at the playhead is told as the runtime samples it, by the film of the graph', async () => {
  const shown = await show({ denoise: { schedule: '0: 0, 10s: 1' } });
  await act(async () => setPlayhead(120));
  expect(shown.byId('schedule-value-denoise').textContent).toContain('0.50');
});

test('[SC5] prompts of Deforum are offered apart into prompt and negative, as one undo step', async () => {
  const card = { ...cardFixture, params: { ...cardFixture.params, negative: words } };
  const schedule = '{"0": "moss --neg fog", "60": "sea --neg boats"}';
  openForTest(documentFixture({ prompt: { schedule } }), { Dream: card });
  select(['dream']);
  page = await render(<Inspector />);
  await page.click('schedule-import');
  const at = (name: string) => valueAt(stored(name), words, 60, film);
  expect([at('prompt'), at('negative')]).toEqual(['sea', 'boats']);
  expect(editor.getState().graph.undo).toHaveLength(1);
});
