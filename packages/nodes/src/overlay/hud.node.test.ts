import { validateGraph } from '@epoch/graph-runtime/model';
import { graphOf } from '@epoch/graph-runtime/testing';
import { expect, test } from 'vitest';
import { loadNodes } from '../load-nodes.ts';
import { NODE_FILES } from '../node-files.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './hud.node.ts';

const image = chart(768, 432);

test('[HU1] writes frame, generation and camera into the corner, in letters that follow the height', async () => {
  const { services, texts } = fakeServices();
  const settings = { engine: 'dream', prompt: 'p', negative: '', seed: 7, denoise: 0.35, steps: 20, cfg: 7 };
  await play(node, services, [
    { inputs: { image, settings }, params: { corner: 'bottom-right', plate: 0.4 }, film: { index: 12 } },
  ]);
  expect(texts).toMatchObject([
    {
      lines: ['frame 000012   seed 7', 'steps 20   cfg 7.0   denoise 0.350'],
      ...{ corner: 'bottom-right', sizePx: 14, plateOpacity: 0.4, frameWidth: 768, frameHeight: 432 },
    },
  ]);
});

test('[HU2] small pictures keep letters of at least 8 px', async () => {
  const { services, texts } = fakeServices();
  await play(node, services, [{ inputs: { image: chart(64, 36) } }]);
  expect(texts[0]?.sizePx).toBe(8);
});

test('[HU3] text that cannot be seen costs nothing: the picture is passed on', async () => {
  const { services, texts } = fakeServices();
  const [frame] = await play(node, services, [{ inputs: { image }, params: { opacity: 0 } }]);
  expect(frame?.image).toBe(image);
  expect(texts).toEqual([]);
});

test('[HU8] a field that there is none of is a warning at the param, and the graph still runs', () => {
  const params = { layout: 'custom', template: '{frame} {sede}' };
  const nodes = { still: 'StillImage', hud: { type: 'HUD', params }, frames: 'FrameOutput' };
  const graph = graphOf({ nodes, wires: ['still.image > hud.image', 'hud.image > frames.image'] });
  const { cards } = loadNodes(NODE_FILES);
  const found = validateGraph(graph, cards).filter(({ node: box }) => box === 'hud');
  expect(found).toMatchObject([{ severity: 'warning', param: 'template' }]);
  expect(found[0]?.message).toMatch(/^Text of HUD names \{sede\}, which is not a field\. There are frame, frames, /);
});
