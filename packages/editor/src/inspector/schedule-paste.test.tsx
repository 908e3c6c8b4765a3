// @vitest-environment happy-dom
import { param } from '@epoch/graph-runtime/model';
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { select, setPlayhead, undo } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { cardFixture, documentFixture } from './card-fixture.ts';
import { Inspector } from './Inspector.tsx';
import { recogniseSchedule } from './recognise-schedule.ts';

const share = { default: 0.4, min: 0, max: 1, unit: 'ratio', doc: '' } as const;
const ratio = param.number(share);
const fixed = param.number({ ...share, keyframes: false });
const words = param.text({ default: '', maxLength: 2000, doc: '' });
let page: Rendered;
afterEach(() => page?.unmount());

async function show(own: Parameters<typeof documentFixture>[0]) {
  openForTest(documentFixture(own), { Dream: { ...cardFixture, params: { ...cardFixture.params, fixed } } });
  select(['dream']);
  page = await render(<Inspector />);
}
const stored = (name: string) => editor.getState().graph.document?.nodes.dream?.params[name];

/** What Ctrl+V does; false: the browser's own pasting is held back. */
async function paste(testId: string, text: string) {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: { getData: () => text, files: [] } });
  await act(async () => page.byId(testId).dispatchEvent(event));
  return !event.defaultPrevented;
}

test('[SC6] strings and prompts of Deforum are recognised, values are left alone', () => {
  const keysOf = (text: string, spec: Parameters<typeof recogniseSchedule>[1]) => recogniseSchedule(text, spec)?.keys;
  expect(keysOf('0:(0.4), 60:(0.65)', ratio)).toBe(2);
  expect(keysOf('0: (1.0025+0.002*sin(1.25*3.14*t/30))', ratio)).toBe(1);
  expect(keysOf('0.4 + 0.1*sin(t/20)', ratio)).toBe(0);
  expect(keysOf('{\n  "0": "a cat",\n  "60": "a dog"\n}', words)).toBe(2);
  expect(keysOf('"0": "a cat", "max_f-2": "a dog --neg fog"', words)).toBe(2);
  for (const value of ['0.5', '0,5', ' 12 ', '-3', '', 'twelve', '12 px'])
    expect(recogniseSchedule(value, ratio)).toBeNull();
  for (const text of [
    'a cat',
    'cat: on a wall',
    '(moss:1.2), sea',
    '{moss|sea}',
    '0.4',
    '2: cats',
    '{"style": "oil"}',
  ]) {
    expect(recogniseSchedule(text, words), text).toBeNull();
  }
});

test('[SC6] one with a fault in it is recognised too', () => {
  expect(recogniseSchedule('0:(0.4),, 60:(0.65)', ratio)).toMatchObject({ keys: null });
  expect(recogniseSchedule('{"0": "a cat" "60": "a dog"}', words)).toMatchObject({ keys: null });
});

test('[SC6] a Deforum string pasted into a number changes nothing until it is followed, then is one undo step', async () => {
  await show({ denoise: 0.4 });
  expect(await paste('param-denoise', '0:(0.4), 60:(0.65)')).toBe(false);
  expect(stored('denoise')).toBe(0.4);
  expect(page.byId('schedule-offer-denoise').textContent).toContain('2 keys');
  await page.click('schedule-follow-denoise');
  expect(stored('denoise')).toEqual({ schedule: '0:(0.4), 60:(0.65)' });
  expect(page.has('schedule-offer-denoise')).toBe(false);
  await act(async () => undo());
  expect(stored('denoise')).toBe(0.4);
});

test('[SC6] a faulty one is mended before it is followed', async () => {
  await show({});
  await paste('param-denoise', '0:(0.4),, 60:(0.65)');
  expect(page.has('schedule-follow-denoise')).toBe(false);
  await page.click('schedule-fix-denoise');
  await page.click('schedule-follow-denoise');
  expect(stored('denoise')).toEqual({ schedule: '0:(0.4), 60:(0.65)' });
});

test('[SC6] prompts pasted into a prompt are followed, put in as text, or left', async () => {
  const prompts = '{\n  "0": "a cat",\n  "60": "a dog"\n}';
  await show({ prompt: 'sea' });
  expect(await paste('param-prompt', prompts)).toBe(false);
  await page.click('schedule-leave-prompt');
  expect([stored('prompt'), page.has('schedule-offer-prompt')]).toEqual(['sea', false]);
  const field = page.byId('param-prompt');
  if (field instanceof HTMLTextAreaElement) field.setSelectionRange(0, 3);
  await paste('param-prompt', prompts);
  await page.click('schedule-as-text-prompt');
  expect(stored('prompt')).toBe(prompts);
  await paste('param-prompt', prompts);
  await page.click('schedule-follow-prompt');
  await act(async () => setPlayhead(70));
  expect(page.byId('schedule-value-prompt').textContent).toContain('a dog');
});

test('[SC6] a param that is the same on all frames says that it cannot follow; other texts are pasted as ever', async () => {
  await show({ prompt: 'sea' });
  await paste('param-fixed', '0:(0.4), 60:(0.65)');
  expect(page.byId('schedule-offer-fixed').textContent).toContain('cannot follow');
  expect(page.has('schedule-follow-fixed')).toBe(false);
  expect(await paste('param-prompt', 'a cat on a wall')).toBe(true);
  expect(await paste('param-denoise', '0.7')).toBe(true);
});
