import type { Raster } from '@epoch/graph-runtime/model';
import type { Crew, RunOptions } from './crew.ts';
import type { PixelsAt } from './jobs/pixels-at.ts';
import type { JobName, JobOf, ResultOf } from './jobs/table.ts';
import type { PixelMemory } from './memory.ts';
import type { Slot, Slots } from './slots.ts';

/** What every pixel function is given: the memory, the workers, and who owns the rasters it makes. */
export interface Workspace {
  readonly memory: PixelMemory;
  readonly slots: Slots;
  readonly crew: Crew;
  /** Called with the slot of each new raster. */
  readonly own: (slot: Slot) => void;
}

export type WorkOptions = Pick<RunOptions, 'shared' | 'key' | 'signal'>;

/** Where the pixels of each input lie. */
export type Located<K extends string> = Readonly<Record<K, PixelsAt>>;

/** A picture as large as this is worth sharing among threads. @unit pixels */
const SHARED_PIXELS = 200_000;

export function worthSharing({ width, height }: { width: number; height: number }): boolean {
  return width * height >= SHARED_PIXELS;
}

/** Runs a job that makes a picture of the given size out of others. */
export async function produce<N extends JobName, K extends string>(
  workspace: Workspace,
  name: N,
  inputs: Readonly<Record<K, Raster>>,
  size: { readonly width: number; readonly height: number },
  jobOf: (sources: Located<K>, out: PixelsAt) => JobOf<N>,
  options: WorkOptions = {},
): Promise<Raster> {
  const { image } = await produceWith(workspace, name, inputs, size, jobOf, options);
  return image;
}

/** The same, with what the job returned besides. */
export async function produceWith<N extends JobName, K extends string>(
  workspace: Workspace,
  name: N,
  inputs: Readonly<Record<K, Raster>>,
  { width, height }: { readonly width: number; readonly height: number },
  jobOf: (sources: Located<K>, out: PixelsAt) => JobOf<N>,
  options: WorkOptions = {},
): Promise<{ image: Raster; value: ResultOf<N> }> {
  const { slots, own } = workspace;
  const slot = slots.create(width, height);
  let wanted = false;
  const settle = () => {
    // Abandoned or failed work leaves a picture that nobody will ever see.
    if (!wanted) slots.doom(slot);
  };
  try {
    slots.hold(slot);
    const out = { pointer: slot.pointer, width, height };
    const jobFor = (sources: Located<K>) => jobOf(sources, out);
    const value = await inspect(workspace, name, inputs, jobFor, options, () => slots.letGo(slot));
    wanted = true;
    const image = slots.wrap(slot, width, height);
    own(slot);
    return { image, value };
  } finally {
    settle();
    slots.letGo(slot);
  }
}

/** Runs a job that only reads pictures, and keeps them in place until the worker is done with them. */
export function inspect<N extends JobName, K extends string>(
  { memory, slots, crew }: Workspace,
  name: N,
  inputs: Readonly<Record<K, Raster>>,
  jobOf: (sources: Located<K>) => JobOf<N>,
  options: WorkOptions = {},
  onSettled: () => void = () => {},
): Promise<ResultOf<N>> {
  const held: Slot[] = [];
  const settled = () => {
    for (const slot of held) slots.letGo(slot);
    onSettled();
  };
  let job: JobOf<N>;
  try {
    const entries = Object.entries<Raster>(inputs).map(([name, raster]) => [name, locate(raster)] as const);
    job = jobOf(Object.fromEntries(entries) as Located<K>);
  } catch (error) {
    settled();
    throw error;
  }
  return crew.run(name, job, { ...options, onSettled: settled });

  function locate(raster: Raster): PixelsAt {
    const { width, height } = raster;
    const known = slots.of(raster);
    const slot = known ?? slots.create(width, height);
    held.push(slot);
    if (known !== undefined) slots.hold(known);
    else {
      // A plain array is copied in for this one job.
      memory.bytes(slot.pointer, raster.data.length).set(raster.data);
      slots.doom(slot);
    }
    return { pointer: slot.pointer, width, height };
  }
}
