// @vitest-environment happy-dom
import { type NodeCard, param, port } from '@epoch/graph-runtime/model';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openForTest } from '../testing/open-graph.ts';
import { undo } from './actions/commit.ts';
import { swapEngine } from './actions/swap-actions.ts';
import { connect } from './actions.ts';
import { editor, initialState } from './editor-store.ts';
import { testCards, testGraph } from './fixture.ts';
import { withSetAside } from './set-aside.ts';
import { swapChoices } from './swap-engine.ts';

const { prompt, denoise, seed } = testCards.Paint.params;
const dream: NodeCard = {
  ...testCards.Paint,
  family: 'image-engine',
  inputs: { image: port.raster({ doc: '' }), motion: port.motion({ doc: '' }) },
  params: {
    prompt,
    denoise,
    seed,
    haze: denoise,
    mode: param.choice({ default: 'a', choices: choices('a', 'b'), doc: '' }),
  },
};
const comfy: NodeCard = {
  ...dream,
  ...{ type: 'Comfy', title: 'ComfyUI', version: 3 },
  inputs: { image: port.raster({ doc: '' }) },
  params: {
    prompt,
    denoise,
    seed,
    steps: seed,
    mode: param.choice({ default: 'a', choices: choices('a', 'c'), doc: '' }),
  },
};
const camera = { ...testCards.Amount, type: 'Camera', outputs: { motion: port.motion({ doc: '' }) }, params: {} };
const cards = { ...testCards, Paint: dream, Comfy: comfy, Other: { ...dream, type: 'Other' }, Camera: camera };

function choices(...values: string[]) {
  return values.map((value) => ({ value, label: value }));
}

beforeEach(() => {
  const graph = testGraph({ s: 'Picture', m: 'Amount', p: 'Paint', f: 'Film' }, [
    's.image > p.image',
    'm.motion > p.motion',
    'p.image > f.image',
  ]);
  const [p, m] = [graph.nodes.p, graph.nodes.m];
  if (p === undefined || m === undefined) expect.unreachable();
  p.params = { prompt: 'a moon', denoise: 0.3, haze: 0.9, mode: 'b' };
  p.title = 'Painter';
  m.type = 'Camera';
  localStorage.clear();
  openForTest(graph, cards);
});
afterEach(() => vi.unstubAllGlobals());

const document = () => editor.getState().graph.document ?? expect.unreachable();
const wires = () =>
  Object.values(document().edges)
    .map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`)
    .sort();

test('[IS23] engines of one family stand in for each other, and only they', () => {
  expect(swapChoices(cards, 'Paint').map(({ type }) => type)).toEqual(['Comfy', 'Other']);
  expect(swapChoices(cards, 'Film')).toEqual([]);
});

test('[IS23] id, name, and the wires and params that both know stay', () => {
  swapEngine('p', 'Comfy');
  expect(document().nodes.p).toMatchObject({ type: 'Comfy', version: 3, title: 'Painter' });
  expect(document().nodes.p?.params).toEqual({ prompt: 'a moon', denoise: 0.3 });
  expect(wires()).toEqual(['p.image > f.image', 's.image > p.image']);
});

test('[IS23] it is one undo step, which brings everything back', () => {
  const before = document();
  swapEngine('p', 'Comfy');
  undo();
  expect(document()).toEqual(before);
});

test('[IS24] a swap back finds what the other engine could not use', () => {
  swapEngine('p', 'Comfy');
  swapEngine('p', 'Paint');
  expect(document().nodes.p?.params).toEqual({ prompt: 'a moon', denoise: 0.3, haze: 0.9, mode: 'b' });
  expect(wires()).toEqual(['m.motion > p.motion', 'p.image > f.image', 's.image > p.image']);
});

test('[IS24] a wire that stands in the socket by then stays alone', () => {
  swapEngine('p', 'Comfy');
  swapEngine('p', 'Other');
  connect({ node: 'm', port: 'motion' }, { node: 'p', port: 'motion' });
  swapEngine('p', 'Paint');
  expect(wires()).toEqual(['m.motion > p.motion', 'p.image > f.image', 's.image > p.image']);
});

test('[IS24] a page that is opened anew still finds it, and nothing that was damaged meanwhile', () => {
  swapEngine('p', 'Comfy');
  openForTest(document(), cards);
  swapEngine('p', 'Paint');
  expect(document().nodes.p?.params).toMatchObject({ haze: 0.9, mode: 'b' });
  expect(wires()).toContain('m.motion > p.motion');
  for (const damaged of ['{', '[1]', '{"g1/p":{"Comfy":{"params":{"steps":[]},"wires":[]}}}', '{"g1/p":7}']) {
    localStorage.setItem('epochstreamer.set-aside', damaged);
    expect(Object.values(initialState().engines.aside).flatMap((types) => Object.values(types))).toEqual([]);
  }
});

test('[IS24] the boxes that were swapped last are remembered', () => {
  const aside = { params: {}, exposed: undefined, wires: [] };
  const boxes = Array.from({ length: 70 }, (_, at) => `g1/box-${at}`);
  const kept = [...boxes, 'g1/box-20'].reduce((known, box) => withSetAside(known, box, 'Paint', aside), {});
  expect(Object.keys(kept)).toEqual([...boxes.slice(10).filter((box) => box !== 'g1/box-20'), 'g1/box-20']);
});

test('[IS25] a wire that loses its socket is told', () => {
  swapEngine('p', 'Comfy');
  expect(editor.getState().view.notices.at(-1)?.sentence).toContain('One wire has no socket on ComfyUI.');
});
