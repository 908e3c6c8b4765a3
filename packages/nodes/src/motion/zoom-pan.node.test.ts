import { compile, evaluateFrame } from '@epoch/graph-runtime/engine';
import { validateGraph } from '@epoch/graph-runtime/model';
import { graphOf } from '@epoch/graph-runtime/testing';
import { expect, test } from 'vitest';
import { loadNodes } from '../load-nodes.ts';
import { NODE_FILES } from '../node-files.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './zoom-pan.node.ts';

const inputs = { image: chart(64, 36) };

test('[ZP1] per frame: frame 0 stays as it is, then every frame takes the same step', async () => {
  const { services, pixelCalls } = fakeServices();
  const frame = { inputs, params: { zoom: 1.1, panX: 0.02, rotationDeg: 3 } };
  const frames = await play(node, services, [frame, frame, frame]);
  expect(frames[0]?.image).toBe(inputs.image);
  expect(pixelCalls.map(({ request }) => request)).toEqual([
    { zoom: 1, panX: 0, panY: 0, rotationDeg: 0 },
    { zoom: 1.1, panX: -0.02, panY: 0, rotationDeg: 3 },
    { zoom: 1.1, panX: -0.02, panY: 0, rotationDeg: 3 },
  ]);
});

test('[ZP2] the motion carries the totals since frame 0', async () => {
  const frame = { inputs, params: { zoom: 1.1, panX: 0.02, panY: -0.01 } };
  const frames = await play(node, fakeServices().services, [frame, frame, frame]);
  expect(frames[0]?.motion).toMatchObject({ zoom: 1, totalZoom: 1, totalPanX: 0 });
  expect(frames[2]?.motion).toMatchObject({ zoom: 1.1, panX: -0.02, panY: 0.01 });
  expect(frames[2]?.motion.totalZoom).toBeCloseTo(1.21, 9);
  expect(frames[2]?.motion.totalPanX).toBeCloseTo(0.04, 9);
  expect(frames[2]?.motion.totalPanY).toBeCloseTo(-0.02, 9);
});

const journey = { startZoom: 1, endZoom: 4, endPanX: 0.3, durationFrames: 3 };

test('[ZP3] over the run: every picture is seen from its own place on the way, exactly at both ends', async () => {
  const { services, pixelCalls } = fakeServices();
  const frame = { inputs, params: { ...journey, mode: 'over-run' } };
  const frames = await play(node, services, [frame, frame, frame, frame]);
  expect(pixelCalls.map(({ request }) => request)).toMatchObject([
    { zoom: 1, panX: 0 },
    { zoom: expect.closeTo(2, 6), panX: expect.closeTo(-0.15, 9) },
    { zoom: 4, panX: -0.3 },
    { zoom: 4, panX: -0.3 },
  ]);
  expect(frames[2]?.motion).toMatchObject({ totalZoom: 4, totalPanX: 0.3, zoom: expect.closeTo(2, 6) });
  expect(frames[3]?.motion).toMatchObject({ zoom: 1, panX: 0, panY: 0 });
});

test('[ZP4] over the run in a loop: the steps of all frames together make the whole way', async () => {
  const { services, pixelCalls } = fakeServices();
  const frame = {
    inputs,
    params: { ...journey, mode: 'over-run-loop', durationFrames: 20, easing: 'smooth', startZoom: 1.5 },
  };
  const frames = await play(node, services, Array(20).fill(frame));
  const wholeZoom = frames.reduce((zoom, { motion }) => zoom * motion.zoom, 1);
  expect(wholeZoom).toBeCloseTo(4, 5);
  const applied = pixelCalls.map(({ request }) => request);
  expect(applied).toMatchObject(frames.map(({ motion: { zoom, panX } }) => ({ zoom, panX })));
});

test('[ZP5] the way is as long as the film, or 600 frames when the film has no end', async () => {
  const at = async (index: number, count: number | null) => {
    const params = { mode: 'over-run', endZoom: 2 };
    const [frame] = await play(node, fakeServices().services, [{ inputs, params, film: { index, count } }]);
    return frame?.motion.totalZoom;
  };
  expect(await at(49, 50)).toBe(2);
  expect(await at(49, null)).toBeLessThan(1.1);
  expect(await at(599, null)).toBe(2);
  expect(await at(0, 1)).toBe(1);
});

test('[ZP11] a zoom of 0 is refused with a sentence, and held within its limits when it comes by wire', async () => {
  const { definitions, cards } = loadNodes(NODE_FILES);
  const wires = ['still.image > camera.image', 'camera.image > frames.image'];
  const nodes = { still: { type: 'StillImage', params: { asset: 'a.png' } }, frames: 'FrameOutput' };
  const refused = graphOf({ nodes: { ...nodes, camera: { type: 'ZoomPan', params: { zoom: 0 } } }, wires });
  expect(validateGraph(refused, cards).find(({ param }) => param === 'zoom')?.message).toBe(
    'Zoom of Zoom and pan is 0, outside 0.5 to 2. Set it to 0.5.',
  );
  const wired = graphOf({
    nodes: { ...nodes, camera: 'ZoomPan', zero: { type: 'Number', params: { value: 0 } } },
    wires: [...wires, 'zero.value > camera.zoom'],
  });
  const compiled = compile(wired, definitions);
  if (!compiled.ok) throw new Error('It does not compile.');
  const { services } = fakeServices({ 'a.png': chart(64, 36) });
  const frame = { index: 1, count: 9, fps: 24, bpm: 120, width: 64, height: 36, productionSeed: 1 };
  const { signal } = new AbortController();
  const { reports } = await evaluateFrame(compiled.plan, { frame, services, signal }, new Map());
  expect(reports.get('camera')?.outputs.motion).toMatchObject({ zoom: 0.5 });
});
