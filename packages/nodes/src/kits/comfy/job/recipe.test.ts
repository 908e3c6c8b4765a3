import { expect, test } from 'vitest';
import { recipeOf } from './recipe.ts';

test('[SRC1] the recipe is what was sent, without names of one server and production', () => {
  const graph = {
    '3': { class_type: 'KSampler', inputs: { seed: 18446744073709551615n, latent_image: ['20', 0] } },
    '20': { class_type: 'LoadImage', inputs: { image: 'es/film-01/3fa9.png' }, _meta: { title: 'ES:image' } },
    '60': { class_type: 'SaveImage', inputs: { images: ['3', 0], filename_prefix: 'es/film-01/f000003' } },
  };
  const pictures = [{ node: '20', input: 'image', png: new Uint8Array() }];
  const recipe = recipeOf({ graph, pictures });
  expect(recipe).toContain('"seed":18446744073709551615');
  expect(JSON.parse(recipe)).toMatchObject({
    '20': { class_type: 'LoadImage', inputs: { image: 'image.png' }, _meta: { title: 'ES:image' } },
    '60': { inputs: { images: ['3', 0], filename_prefix: 'EpochStreamer' } },
  });
  expect(graph['60'].inputs.filename_prefix).toBe('es/film-01/f000003');
});
