import { expect, test } from 'vitest';
import { fakeServices } from '../testing/fake-services.ts';
import { playOnce } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './frame-output.node.ts';

test('[FO1] it names the picture and the folder, and gives nothing itself', async () => {
  expect(node.sink).toEqual({ input: 'image', folder: 'folder' });
  expect(node.params.folder).toMatchObject({ default: 'stills', wire: false, keyframes: false });
  const { outputs } = await playOnce(node, fakeServices().services, { inputs: { image: chart(8, 8) } });
  expect(outputs).toEqual({});
});
