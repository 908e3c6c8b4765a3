// @vitest-environment happy-dom
import { type NodeCard, param } from '@epoch/graph-runtime/model';
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { select, undo } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { KenBurnsBoxes } from './KenBurnsBoxes.tsx';
import { fitBox, resized } from './ken-burns.ts';

const side = (initial: number, min: number) =>
  param.number({
    ...{ default: initial, min, max: 1, step: 0.001, unit: 'ratio', doc: '' },
    visibleWhen: { param: 'path', is: ['ken-burns'] },
  });
const card: NodeCard = {
  ...cardFixture,
  params: {
    mode: param.choice({
      ...{ default: 'over-run', doc: '' },
      choices: [
        { value: 'over-run', label: 'Over' },
        { value: 'per-frame', label: 'Each' },
      ],
    }),
    path: param.choice({
      ...{ default: 'own', doc: '', visibleWhen: { param: 'mode', is: ['over-run'] } },
      choices: [
        { value: 'own', label: 'Own' },
        { value: 'ken-burns', label: 'Boxes' },
      ],
    }),
    ...{ boxAX: side(0, -0.5), boxAY: side(0, -0.5), boxAWidth: side(1, 0.05) },
    ...{ boxBX: side(0.3, -0.5), boxBY: side(0.2, -0.5), boxBWidth: side(0.6, 0.05) },
  },
};
const limits = { place: side(0, -0.5), width: side(1, 0.05) };
let page: Rendered;
afterEach(() => page?.unmount());

async function show(params: Parameters<typeof documentFixture>[0]) {
  openForTest(documentFixture(params), { Dream: card });
  select(['dream']);
  page = await render(<KenBurnsBoxes ratio={16 / 9} />);
}

const params = () => editor.getState().graph.document?.nodes.dream?.params;

async function drag(testId: string, dx: number, dy: number) {
  const target = page.byId(testId);
  const picture = page.byId('box-A').parentElement;
  if (picture === null) throw new Error('There is no picture.');
  picture.getBoundingClientRect = () => new DOMRect(0, 0, 400, 200);
  target.setPointerCapture = () => undefined;
  const send = (type: string, x: number, y: number) =>
    act(async () => target.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, button: 0, bubbles: true })));
  await send('pointerdown', 100, 100);
  await send('pointermove', 100 + dx / 2, 100 + dy / 2);
  await send('pointermove', 100 + dx, 100 + dy);
  await send('pointerup', 100 + dx, 100 + dy);
}

test('[DR19] the boxes are shown for a camera that goes from box to box, and for no other', async () => {
  await show({ path: 'ken-burns' });
  expect(page.byId('box-B').style.left).toBe('30%');
  await page.unmount();
  await show({ path: 'own' });
  expect(page.has('ken-burns')).toBe(false);
  await page.unmount();
  await show({ path: 'ken-burns', mode: 'per-frame' });
  expect(page.has('ken-burns')).toBe(false);
});

test('[DR20] a box is dragged over the picture, in one undo step', async () => {
  await show({ path: 'ken-burns' });
  await drag('box-B', -40, 20);
  expect(params()).toMatchObject({ boxBX: 0.2, boxBY: 0.3 });
  await act(async () => undo());
  expect(params()).toEqual({ path: 'ken-burns' });
});

test('[DR20] a corner keeps the one across from it, and the box its shape', async () => {
  await show({ path: 'ken-burns' });
  await drag('box-B-nw', 40, 20);
  expect(params()).toMatchObject({ boxBX: 0.4, boxBY: 0.3, boxBWidth: 0.5 });
  const box = resized({ x: 0.3, y: 0.2, width: 0.6 }, 'se', 9, 9, limits);
  expect(box).toEqual({ x: 0.3, y: 0.2, width: 1 });
  expect(fitBox({ x: -3, y: 0.33333, width: 0 }, limits)).toEqual({ x: -0.5, y: 0.333, width: 0.05 });
});

test('[DR20] arrow keys move a box, with Shift they make it wider or narrower', async () => {
  await show({ path: 'ken-burns' });
  const press = (key: string, shiftKey = false) =>
    act(async () => page.byId('box-B').dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true })));
  await press('ArrowRight');
  expect(params()).toMatchObject({ boxBX: 0.31 });
  await press('ArrowLeft', true);
  expect(params()).toMatchObject({ boxBWidth: 0.59 });
});
