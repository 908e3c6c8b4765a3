// @vitest-environment happy-dom
import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { productionOf } from '../productions/production-fixture.ts';
import { openForTest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { Timeline } from './Timeline.tsx';

const cueOf = (id: string, change: Partial<CueRecord>): CueRecord => ({
  ...{ id, kind: 'teleport', node: 'dream', frame: null, dissolveFrames: 0, fit: null, key: null },
  ...{ image: '/c.png', state: 'armed', order: 0 },
  ...change,
});
let page: Rendered;
afterEach(() => page.unmount());

async function show(...cues: CueRecord[]) {
  const run = { productions: { p1: productionOf() }, currentId: 'p1', cues };
  const sent = openForTest(documentFixture({}), { Dream: { ...cardFixture, cue: 'teleport' } }, run);
  page = await render(<Timeline />);
  return sent;
}

test('[DR23] an armed teleport is dragged along its lane to another frame; a taken one stays', async () => {
  const sent = await show(cueOf('c1', { frame: 300 }), cueOf('c2', { frame: 40, state: 'done' }));
  const drag = async (id: string) => {
    const mark = page.byId(`cue-mark-${id}`);
    const track = mark.closest<HTMLElement>('[data-track]');
    if (track === null) throw new Error('The mark has no lane.');
    track.getBoundingClientRect = () => new DOMRect(0, 0, 600, 24);
    mark.setPointerCapture = () => undefined;
    for (const [type, clientX] of [
      ['pointerdown', 300],
      ['pointermove', 360],
      ['pointerup', 360],
    ] as const) {
      await act(async () => mark.dispatchEvent(new PointerEvent(type, { clientX, button: 0, bubbles: true })));
    }
  };
  await drag('c1');
  await drag('c2');
  const patches = sent.filter(({ method }) => method === 'PATCH');
  expect(patches).toEqual([{ method: 'PATCH', url: '/api/productions/p1/cues/c1', body: { frame: 360 } }]);
});

test('[DR23] arrow keys move a mark; a held one without a frame has no place on the timeline', async () => {
  const sent = await show(cueOf('c1', { frame: 300 }), cueOf('c2', { state: 'held', key: 'L' }));
  expect(page.has('cue-mark-c2')).toBe(false);
  const event = new KeyboardEvent('keydown', { key: 'ArrowLeft', shiftKey: true, bubbles: true });
  await act(async () => page.byId('cue-mark-c1').dispatchEvent(event));
  expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ frame: 290 });
});
