import { expect, test } from 'vitest';
import { matching } from './list-search.ts';

const names = ['SDXL/juggernaut_v9.safetensors', 'sd15/dreamshaper_8.safetensors', 'v1-5-pruned.safetensors'];
const find = (search: string) => matching(names, search, (name) => name);

test('[IS8] every word must be found, in any case and order', () => {
  expect(find('safe DREAM')).toEqual(['sd15/dreamshaper_8.safetensors']);
  expect(find('v9 flux')).toEqual([]);
});

test('[IS8] entries that begin with the search stand first, and no search shows all', () => {
  expect(find('v')).toEqual(['v1-5-pruned.safetensors', 'SDXL/juggernaut_v9.safetensors']);
  expect(find('  ')).toEqual(names);
});
