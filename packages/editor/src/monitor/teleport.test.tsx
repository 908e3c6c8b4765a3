// @vitest-environment happy-dom
import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { openDialog } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest, type SentRequest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { Monitor } from './Monitor.tsx';

const png = (name: string) => new File(['png'], name, { type: 'image/png' });
const production = productionOf({ state: 'paused' });
let page: Rendered;
let forms: FormData[] = [];

function cueOf(change: Partial<CueRecord> = {}): CueRecord {
  return {
    ...{ id: 'c1', kind: 'teleport', node: 'dream', frame: null, dissolveFrames: 0, fit: null, key: null },
    ...{ image: '/c1.png', state: 'armed', order: 0 },
    ...change,
  };
}

/** A server that takes every cue at frame 145, which is the next one. */
function answer({ method, url }: SentRequest): unknown {
  if (method === 'GET' && url.startsWith('/api/productions/p1')) return { production, cues: [], nextFrame: 145 };
  if (url.endsWith('/cues/teleport')) return { cue: cueOf({ id: `sent${forms.length}` }), actsAt: 145 };
  if (method === 'PATCH') return { cue: cueOf({ ...cueOf(), state: 'armed' }), actsAt: 145 };
  if (url.endsWith('/cues/order')) return { cues: editor.getState().run.cues };
  return undefined;
}

async function show(cues: readonly CueRecord[] = []) {
  forms = [];
  const run = { productions: { p1: production }, currentId: 'p1', cues };
  const sent = openForTest(documentFixture({}), { Dream: { ...cardFixture, cue: 'teleport' } }, run, answer);
  const fetchBefore = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (init?.body instanceof FormData) forms.push(init.body);
    return fetchBefore(input, init);
  };
  page = await render(<Monitor />);
  return sent;
}

const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve)));
const notices = () => editor.getState().view.notices.map(({ sentence }) => sentence);
const fields = (form: FormData | undefined) =>
  Object.fromEntries([...(form ?? [])].map(([name, value]) => [name, value instanceof File ? value.name : value]));

async function paste(...files: File[]) {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: { files } });
  await act(async () => document.body.dispatchEvent(event));
  await settle();
  return event.defaultPrevented;
}

/** Lets files go at a point of a monitor of 300 x 200. */
async function drop(x: number, y: number, ...files: File[]) {
  const screen = page.byId('monitor-image').parentElement;
  if (screen === null) throw new Error('There is no screen.');
  screen.getBoundingClientRect = () => new DOMRect(0, 0, 300, 200);
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.assign(event, { clientX: x, clientY: y });
  Object.defineProperty(event, 'dataTransfer', { value: { files, types: ['Files'] } });
  await act(async () => screen.dispatchEvent(event));
  await settle();
}

const press = (key: string, target: EventTarget = document.body) =>
  act(async () => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));

afterEach(() => page.unmount());

test('[DR1] a pasted picture waits in the panel, whose button says the frame it will be', async () => {
  await show();
  expect(await paste(png('lava.png'))).toBe(true);
  expect(page.byId('teleport-picture').textContent).toContain('lava.png');
  expect(page.byId('btn-teleport-send').textContent).toBe('Teleport now, frame 145');
  expect(forms).toEqual([]);
  await page.click('btn-teleport-send');
  await settle();
  expect(fields(forms[0])).toEqual({ node: 'dream', dissolveFrames: '0', image: 'lava.png' });
});

test('[DR1] paste leaves texts alone, and pictures while a dialog is open', async () => {
  await show();
  expect(await paste()).toBe(false);
  await act(async () => openDialog('settings'));
  expect(await paste(png('lava.png'))).toBe(false);
  expect(page.has('teleport-picture')).toBe(false);
});

test('[DR2] the panel sends when, how and in which fit', async () => {
  await show();
  await paste(png('lava.png'));
  await page.click('teleport-when-held');
  await page.type('teleport-key', 'l');
  await page.click('teleport-fit-contain');
  await page.click('btn-teleport-send');
  await settle();
  expect(fields(forms[0])).toMatchObject({ hold: 'true', key: 'L', fit: 'contain' });
  expect(fields(forms[0])).not.toHaveProperty('frame');
});

test('[DR3] where a picture is let go decides: above it acts, below left it asks, below right it is held', async () => {
  await show();
  await drop(150, 60, png('now.png'));
  expect(fields(forms[0])).toMatchObject({ image: 'now.png' });
  expect(fields(forms[0])).not.toHaveProperty('hold');
  await drop(240, 190, png('held.png'));
  expect(fields(forms[1])).toMatchObject({ image: 'held.png', hold: 'true' });
  await drop(60, 190, png('asked.png'));
  expect(forms).toHaveLength(2);
  expect(page.byId('teleport-picture').textContent).toContain('asked.png');
});

test('[DR3] of several pictures the first acts, the others are held behind it', async () => {
  await show();
  await drop(150, 60, png('a.png'), png('b.png'));
  await settle();
  expect(forms.map((form) => fields(form)).map(({ image, hold }) => [image, hold])).toEqual([
    ['a.png', undefined],
    ['b.png', 'true'],
  ]);
});

test('[DR4] the frame that starts from a picture is told, with a way back', async () => {
  const sent = await show();
  await drop(150, 60, png('lava.png'));
  expect(notices().at(-1)).toBe('Frame 145 starts from "lava.png".');
  await act(async () => editor.getState().view.notices.at(-1)?.action?.run());
  expect(sent.at(-1)).toMatchObject({ method: 'DELETE', url: '/api/productions/p1/cues/sent1' });
});

test('[DR5] a key fires the first held cue that has it, before any shortcut', async () => {
  const held = { state: 'held' as const, key: 'F' };
  const sent = await show([cueOf({ id: 'late', ...held, order: 3 }), cueOf({ id: 'early', ...held, order: 1 })]);
  const event = new KeyboardEvent('keydown', { key: 'f', bubbles: true, cancelable: true });
  await act(async () => document.body.dispatchEvent(event));
  expect(event.defaultPrevented).toBe(true);
  const patches = sent.filter(({ method }) => method === 'PATCH');
  expect(patches).toEqual([
    { method: 'PATCH', url: '/api/productions/p1/cues/early', body: { state: 'armed', frame: null } },
  ]);
});

test('[DR5] keys are silent while a person types, while a dialog is open, and when they mean nothing', async () => {
  const sent = await show([cueOf({ state: 'held', key: 'F' })]);
  const field = document.createElement('input');
  document.body.append(field);
  await press('f', field);
  field.remove();
  await press('g');
  await act(async () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', repeat: true })));
  await act(async () => openDialog('settings'));
  await press('f');
  expect(sent.filter(({ method }) => method === 'PATCH')).toEqual([]);
});

test('[DR6] arrow keys move a cue in the queue, at once, and the server is told the whole order', async () => {
  const sent = await show([cueOf({ id: 'a', order: 1 }), cueOf({ id: 'b', order: 4 }), cueOf({ id: 'c', order: 9 })]);
  await page.click('btn-teleport');
  await press('ArrowUp', page.byId('grip-c'));
  const rows = () => [...page.byId('cue-queue').children].map((row) => row.getAttribute('data-testid'));
  expect(rows()).toEqual(['cue-a', 'cue-c', 'cue-b']);
  expect(sent.at(-1)).toMatchObject({ url: '/api/productions/p1/cues/order', body: { ids: ['a', 'c', 'b'] } });
});

test('[DR7] cues that frames took stand below with their frame, the latest first; looking at one goes there', async () => {
  await show([
    cueOf({ id: 'old', state: 'done', frame: 12 }),
    cueOf({ id: 'new', state: 'done', frame: 90 }),
    cueOf({ id: 'next', state: 'held', key: 'L' }),
  ]);
  await page.click('btn-teleport');
  expect(page.byId('cue-next').textContent).toContain('on L');
  const taken = [...page.byId('cues-taken').children].map(({ textContent }) => textContent);
  expect(taken).toEqual(['taken at 90', 'taken at 12']);
  await act(async () => page.byId('cue-new').querySelector('button')?.click());
  expect(editor.getState().view.playhead).toBe(90);
});
