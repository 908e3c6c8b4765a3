import { makeRaster, type Raster } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import type { CameraStep, CropRequest } from '../raster/requests.ts';
import { type Placement, placePicture } from './place-picture.ts';

const frame = { width: 100, height: 100 };
const empty = (width: number, height: number) => makeRaster(width, height, new Uint8Array(width * height * 4));

/** What is asked of the pixels for one placement. */
async function asked(picture: Raster, place: Omit<Placement, 'tiled'>) {
  const crops: CropRequest[] = [];
  const turns: CameraStep[] = [];
  const pixels = {
    async crop(_image: Raster, request: CropRequest) {
      crops.push(request);
      return empty(request.width, request.height);
    },
    async camera(image: Raster, step: CameraStep) {
      turns.push(step);
      return image;
    },
  };
  const stamp = await placePicture(pixels, picture, frame, { ...place, tiled: false });
  return { stamp, crops, turns };
}

test('[IO6] outside of the film nothing is drawn, at any angle', async () => {
  for (const angleDeg of [0, 45]) {
    for (const [centreX, centreY] of [
      [-40, 50],
      [140, 50],
      [50, -40],
      [50, 140],
    ] as const) {
      const { stamp, crops } = await asked(empty(40, 20), { centreX, centreY, widthPx: 40, heightPx: 20, angleDeg });
      expect([stamp, crops], `${centreX} ${centreY} ${angleDeg}`).toEqual([null, []]);
    }
  }
});

test('[IO3] a picture larger than the film that lies beside its middle is laid where the turn brings it there', async () => {
  const place = { centreX: 70, centreY: 50, widthPx: 300, heightPx: 200, angleDeg: 90 };
  const { crops, turns, stamp } = await asked(empty(300, 200), place);
  const [crop] = crops;
  const middle = (crop?.width ?? 0) / 2;
  // Clockwise by a quarter what is above comes to the right.
  expect(crop?.left).toBeCloseTo(150 - middle);
  expect(crop?.top).toBeCloseTo(100 - (middle - 20));
  expect(turns).toMatchObject([{ zoom: 1, rotationDeg: 90 }]);
  expect(stamp).toMatchObject({ x: 50 - middle, y: 50 - middle });
});
