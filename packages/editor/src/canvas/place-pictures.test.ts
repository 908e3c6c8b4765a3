import { expect, test } from 'vitest';
import { placePictures } from './place-pictures.ts';

const bitmap = { width: 16, height: 9, close: () => undefined };
const picture = (x: number) => ({ bitmap, corner: { x, y: 0 }, width: 160, aspect: 16 / 9 });

test('[ED55] far away all pictures lie on one canvas, each under the title of its box', () => {
  const placed = placePictures([picture(100)], { transform: [50, 10, 0.1], width: 800, height: 600 });
  expect(placed).toEqual([{ bitmap, x: 60, y: 12.9, w: 16, h: 9 }]);
});

test('[ED55] pictures outside the pane are not drawn', () => {
  expect(placePictures([picture(-5_000), picture(9_000)], { transform: [0, 0, 0.1], width: 800, height: 600 })).toEqual(
    [],
  );
});
