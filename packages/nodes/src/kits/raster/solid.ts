import type { Raster } from '@epoch/graph-runtime/model';
import { checkSize } from './checks.ts';
import type { Rgba } from './requests.ts';
import type { Workspace } from './workspace.ts';

/** A picture of one colour, filled on the calling thread: it is a matter of microseconds. @see Pixels.solid */
export function solid({ memory, slots, own }: Workspace, width: number, height: number, colour: Rgba): Raster {
  checkSize(width, height);
  const slot = slots.create(width, height);
  const pixel = new Uint32Array(Uint8Array.from(colour.map((value) => Math.min(255, Math.max(0, value)))).buffer);
  new Uint32Array(memory.memory.buffer, slot.pointer, width * height).fill(pixel[0] ?? 0);
  const raster = slots.wrap(slot, width, height);
  own(slot);
  slots.letGo(slot);
  return raster;
}
