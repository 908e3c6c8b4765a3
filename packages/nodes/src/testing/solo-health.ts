import { runColourShift, runDifference, runGrain, runSharpen } from '../kits/raster/jobs/health.job.ts';
import { runMeasure } from '../kits/raster/jobs/measure.job.ts';
import { soloBench } from '../kits/raster/solo-bench.ts';
import type { NodePixels } from '../services.ts';

type Health = Pick<NodePixels, 'measure' | 'colourShift' | 'sharpen' | 'grain' | 'difference'>;

/** Measures and corrections by the real kernels, without threads. Each call has a memory of its own. */
export const soloHealth: Health = {
  async measure(image) {
    const bench = soloBench();
    return runMeasure(bench, { image: bench.put(image) });
  },
  async colourShift(image, shift) {
    const bench = soloBench();
    const out = bench.room(image.width, image.height);
    runColourShift(bench, { image: bench.put(image), out, shift });
    return bench.get(out);
  },
  async sharpen(image, request) {
    if (request.amount === 0) return image;
    const bench = soloBench();
    const out = bench.room(image.width, image.height);
    runSharpen(bench, { image: bench.put(image), out, request });
    return bench.get(out);
  },
  async grain(image, request) {
    if (request.amountLevels === 0) return image;
    const bench = soloBench();
    const out = bench.room(image.width, image.height);
    runGrain(bench, { image: bench.put(image), out, request });
    return bench.get(out);
  },
  async difference(a, b) {
    const bench = soloBench();
    return runDifference(bench, { a: bench.put(a), b: bench.put(b) });
  },
};
