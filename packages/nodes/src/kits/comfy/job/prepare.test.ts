import { expect, test } from 'vitest';
import { prefixOf } from './prepare.ts';

test('[BG8] files lie in a folder of the production and box, no more than 1000 to a folder, under harmless names', () => {
  expect(prefixOf('film-7', { node: 'redraw', frame: 12_345 }, 0)).toBe('es/film-7/redraw-012/frame-012345');
  expect(prefixOf('film-7', { node: 'redraw', frame: 7 }, 2)).toBe('es/film-7/redraw-000/frame-000007-r2');
  expect(prefixOf('a..b/%year%', { node: '../x', frame: 0 }, 0)).toBe('es/a--b--year-/---x-000/frame-000000');
});
