import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { node } from './number.node.ts';

test('[NU1] gives the number of the frame, which may be keyed and wired', async () => {
  const [first, second] = await play(node, fakeServices().services, [{ params: { value: -2.5 } }, {}]);
  expect([first?.value, second?.value]).toEqual([-2.5, 0.35]);
  expect(node.params.value).toMatchObject({ keyframes: true, wire: true });
});
