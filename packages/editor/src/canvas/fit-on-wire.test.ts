import { expect, test } from 'vitest';
import { testCards, testGraph } from '../store/fixture.ts';
import { portForWire, portsOnWire, typeAt } from './fit-on-wire.ts';
import { previewSource, previewWidth } from './preview-source.ts';
import { zoomBand } from './zoom-band.ts';

test('[ED28] a wire let go over nothing takes the socket of its own type first', () => {
  expect(portForWire(testCards.Paint, { side: 'out', type: 'raster' })).toBe('image');
  expect(portForWire(testCards.Paint, { side: 'out', type: 'text' })).toBe('prompt');
  expect(portForWire(testCards.Paint, { side: 'out', type: 'number' })).toBe('denoise');
  expect(portForWire(testCards.Paint, { side: 'in', type: 'raster' })).toBe('image');
});

test('[ED28] a node without a socket that fits is not offered', () => {
  expect(portForWire(testCards.Picture, { side: 'out', type: 'raster' })).toBeNull();
  expect(portForWire(testCards.Words, { side: 'in', type: 'raster' })).toBeNull();
});

test('[ED29] a node is put into a wire by ports that carry what the wire carries', () => {
  expect(portsOnWire(testCards.Paint, 'raster', 'raster')).toEqual({ input: 'image', output: 'image' });
  expect(portsOnWire(testCards.Film, 'raster', 'raster')).toBeNull();
  expect(portsOnWire(testCards.Paint, 'text', 'text')).toBeNull();
});

test('[ED29] the type of a wire end is read from the card, params that can be wired included', () => {
  const graph = testGraph({ p: 'Paint', a: 'Amount' }, ['a.value > p.denoise']);
  expect(typeAt(graph, testCards, { node: 'p', port: 'denoise' }, 'in')).toBe('number');
  expect(typeAt(graph, testCards, { node: 'p', port: 'image' }, 'out')).toBe('raster');
  expect(typeAt(graph, testCards, { node: 'gone', port: 'image' }, 'out')).toBeNull();
});

test('[ED30] a box shows its own raster, a sink what is wired into it, others nothing', () => {
  const graph = testGraph({ p: 'Paint', f: 'Film', a: 'Amount' }, ['p.image > f.image']);
  expect(previewSource(graph, testCards.Paint, 'p')).toBe('p');
  expect(previewSource(graph, testCards.Film, 'f')).toBe('p');
  expect(previewSource(graph, testCards.Amount, 'a')).toBeNull();
});

test('[ED31] previews are asked for in the size they are seen, within bounds', () => {
  expect(previewWidth(196, 1, 1)).toBe(196);
  expect(previewWidth(196, 0.01, 1)).toBe(48);
  expect(previewWidth(1200, 2, 3)).toBe(1024);
});

test('[ED32] below 40 % rows lose their words, below 15 % only blocks and pictures stay', () => {
  expect([1, 0.4, 0.39, 0.15, 0.14].map((zoom) => zoomBand(zoom).detail)).toEqual([
    'full',
    'full',
    'far',
    'far',
    'blocks',
  ]);
  expect(zoomBand(0.7).asked).toBe(zoomBand(0.74).asked);
});
