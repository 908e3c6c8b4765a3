import { isRaster } from '../model/index.ts';
import type { FrameRun } from './evaluate-step.ts';
import type { FramePlan } from './frame-plan.ts';
import type { StillOutput } from './run-types.ts';
import { readWire, sampleParams } from './step-io.ts';

/** The pictures of a frame that become files. */
export function collectStills<S>(plan: FramePlan<S>, run: FrameRun<S>): readonly StillOutput[] {
  return plan.sinks.flatMap(({ step, wire, folder }) => {
    const raster = readWire(wire, run.values);
    if (!isRaster(raster)) return [];
    const params = sampleParams(step, run.values, run.frame);
    return [{ node: step.node, folder: String(params[folder] ?? ''), raster }];
  });
}
