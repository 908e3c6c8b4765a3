import { expect, test } from 'vitest';
import { cardFixture, documentFixture } from '../inspector/card-fixture.ts';
import { stripFrame, stripTiles } from './film-strip.ts';
import { frameUrl } from './frame-url.ts';
import { firstPicture, teleportNodes } from './teleport-target.ts';

test('[MO1] the strip is filled by tiles of the film, never more than fourteen', () => {
  for (const frames of [1, 14, 15, 142, 100_000]) {
    const tiles = stripTiles(frames);
    expect(tiles.length).toBeLessThanOrEqual(14);
    expect(tiles.reduce((sum, tile) => sum + tile.widthPercent, 0)).toBeCloseTo(100);
  }
  expect(stripTiles(0)).toEqual([]);
});

test('[MO1] a film that grows keeps asking for the same pictures', () => {
  const frames = (done: number) => stripTiles(done).map((tile) => tile.frame);
  expect(frames(143).slice(0, frames(142).length)).toEqual(frames(142));
});

test('[MO2] a point of the strip is a committed frame', () => {
  expect([stripFrame(0, 300, 142), stripFrame(300, 300, 142), stripFrame(150, 300, 142)]).toEqual([0, 141, 71]);
  expect(stripFrame(10, 300, 0)).toBeNull();
});

test('[MO2] frames are addressed as the protocol declares them', () => {
  expect(frameUrl('p1', 7, 320)).toBe('/api/productions/p1/frames/7?width=320');
  expect(frameUrl('p1', 7)).toBe('/api/productions/p1/frames/7');
});

test('[MO3] a dropped picture goes to the selected teleport, else to the first', () => {
  const document = documentFixture({});
  const catalogue = {
    Dream: { ...cardFixture, cue: 'teleport' as const },
    Number: { ...cardFixture, cue: 'teleport' as const },
  };
  expect(teleportNodes(document, catalogue, ['number'])).toEqual(['number', 'dream']);
  expect(teleportNodes(document, { Dream: cardFixture }, [])).toEqual([]);
});

test('[MO3] of dropped files the first picture counts, by type or by name', () => {
  const files = [
    { type: 'text/plain', name: 'a.txt' },
    { type: '', name: 'b.JPG' },
  ];
  expect(firstPicture(files)?.name).toBe('b.JPG');
});
