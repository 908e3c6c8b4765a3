import { expect, test } from 'vitest';
import { fitPadding } from './fit.ts';

const pane = { width: 850, height: 740 };

test('[ED64] a wide graph stays above the map, a high one left of it', () => {
  expect(fitPadding({ width: 1000, height: 400 }, pane)).toMatchObject({ right: '40px', bottom: '100px' });
  expect(fitPadding({ width: 400, height: 1000 }, pane)).toMatchObject({ right: '148px', bottom: '24px' });
});
