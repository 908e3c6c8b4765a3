import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import type { Measures } from './requests.ts';
import { inspect, type Workspace } from './workspace.ts';

/** A picture in figures. @see Pixels.measure */
export async function measure(workspace: Workspace, image: Raster, signal?: CancelSignal): Promise<Measures> {
  return inspect(workspace, 'measure', { image }, (at) => at, { signal });
}
