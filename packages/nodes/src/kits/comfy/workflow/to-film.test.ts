import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { encodePng } from '../../../testing/encode-png.ts';
import { chart } from '../../../testing/samples.ts';
import { createPixels } from '../../raster/pixels.ts';
import { pad } from '../img2img/size.ts';
import { toFilm } from './to-film.ts';

const pixels = createPixels({ workers: 1 });
afterAll(() => pixels.close());

const film = { width: 100, height: 70 };
const answer = async (image: Raster) => toFilm(pixels, await encodePng(image), film, 'contain');

test('[WP6] an answer in the shape that was sent comes back as a whole, without creeping', async () => {
  const picture = chart(film.width, film.height);
  const sent = await pad(pixels, picture);
  expect([sent.width, sent.height]).toEqual([104, 72]);
  expect((await answer(sent)).data).toEqual(picture.data);
  const doubled = await pixels.fit(sent, { width: 208, height: 144, mode: 'stretch' });
  const back = await answer(doubled);
  expect([back.width, back.height]).toEqual([100, 70]);
  const far = back.data.reduce((most, level, at) => Math.max(most, Math.abs(level - (picture.data[at] ?? 0))), 0);
  expect(far).toBeLessThanOrEqual(2);
});

test('[WP6] an answer in another shape is brought to the film as the user says', async () => {
  const white = makeRaster(64, 64, new Uint8Array(64 * 64 * 4).fill(255));
  const contained = await answer(white);
  expect([contained.width, contained.height]).toEqual([100, 70]);
  expect([...contained.data.subarray(0, 4)]).toEqual([0, 0, 0, 255]);
  expect([...contained.data.subarray(4 * (35 * 100 + 50), 4 * (35 * 100 + 50) + 4)]).toEqual([255, 255, 255, 255]);
  await expect(toFilm(pixels, undefined, film, 'cover')).rejects.toThrow('without a picture');
});
