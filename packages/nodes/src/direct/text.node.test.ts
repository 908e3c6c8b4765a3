import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { node } from './text.node.ts';

test('[TX1] gives the text of the frame, which may be keyed', async () => {
  const [first] = await play(node, fakeServices().services, [{ params: { text: 'moss, "rain"\n雨' } }]);
  expect(first?.text).toBe('moss, "rain"\n雨');
  expect(node.params.text.keyframes).toBe(true);
});
