import { cosSin, sin } from '@epoch/graph-runtime/exact-math';
import { PI } from '../dream/dmath.ts';
import type { Filter } from './requests.ts';

/** `box` is the plain average; only previews ask for it. */
export type TapFilter = Filter | 'box';

/**
 * Which source samples make up each output sample along one axis, and with what weight.
 *
 * @shape starts: `count`; weights: `count` x `taps`, fixed point with 14 fractional bits, each row of sum 16384
 */
export interface Taps {
  readonly count: number;
  /** Samples to each output sample; always even. */
  readonly taps: number;
  /** First source sample of each output sample. May lie outside the source: the edge mode says what is there. Rising. */
  readonly starts: Int32Array;
  readonly weights: Int16Array;
}

const ONE = 1 << 14;

export interface Kernel {
  /** Half the width of the kernel, in samples. */
  readonly radius: number;
  weight(distance: number): number;
}

const KERNELS: Record<TapFilter, Kernel> = {
  lanczos3: { radius: 3, weight: lanczos3 },
  bicubic: { radius: 2, weight: catmullRom },
  bilinear: { radius: 1, weight: (distance) => Math.max(0, 1 - Math.abs(distance)) },
  box: { radius: 0.5, weight: (distance) => (distance > -0.5 && distance <= 0.5 ? 1 : 0) },
};

function lanczos3(distance: number): number {
  if (distance === 0) return 1;
  if (Math.abs(distance) >= 3) return 0;
  const angle = PI * distance;
  return (3 * sin(angle) * sin(angle / 3)) / (angle * angle);
}

function catmullRom(distance: number): number {
  const d = Math.abs(distance);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

export function kernelOf(filter: TapFilter): Kernel {
  return KERNELS[filter];
}

/** Half the width of a filter at a scale: it widens when the picture shrinks, so that no source sample is left out. */
export function supportOf(filter: TapFilter, scale: number): number {
  return KERNELS[filter].radius * Math.max(1, scale);
}

/**
 * Weights for `count` output samples that cover [from, from + length) of the source evenly.
 *
 * @unit from, length: source samples; sample i covers [i, i + 1)
 */
export function makeTaps(filter: TapFilter, from: number, length: number, count: number): Taps {
  const scale = length / count;
  const shrink = 1 / Math.max(1, scale);
  const weigh = filter === 'lanczos3' ? lanczosRows(shrink) : plainRows(filter, shrink);
  const support = supportOf(filter, scale);
  // A box of width w meets up to w + 1 samples; the others are zero at both ends of their support.
  const taps = 2 * Math.ceil((Math.ceil(2 * support) + (filter === 'box' ? 1 : 0)) / 2);
  const starts = new Int32Array(count);
  const weights = new Int16Array(count * taps);
  const exact = new Float64Array(taps);
  for (let x = 0; x < count; x++) {
    const centre = from + (x + 0.5) * scale - 0.5;
    const start = Math.floor(centre - support) + 1;
    starts[x] = start;
    quantise(exact, weigh((start - centre) * shrink, exact), weights, x * taps);
  }
  return { count, taps, starts, weights };
}

/** Writes the weights of samples from the distance `first` on, and returns their sum. */
type WeighRow = (first: number, out: Float64Array) => number;

function plainRows(filter: TapFilter, step: number): WeighRow {
  const { weight } = KERNELS[filter];
  return (first, out) => {
    let sum = 0;
    for (let k = 0; k < out.length; k++) {
      const value = weight(first + k * step);
      out[k] = value;
      sum += value;
    }
    return sum;
  };
}

/** Nearer to the centre than this the weight is 1 to twelve digits, and a quotient of rounded sines would be less exact. */
const CENTRE = 1e-6;

/**
 * Rows of Lanczos-3 weights `step` apart. Two angles to a row instead of two to a weight: the sines of the next sample
 * follow from those of the last by turning them on. A table for a camera that creeps is made anew for every frame.
 */
function lanczosRows(step: number): WeighRow {
  const [cosStep, sinStep] = cosSin(PI * step);
  const [cosThird, sinThird] = cosSin((PI * step) / 3);
  return (first, out) => {
    let [cos, sine] = cosSin(PI * first);
    let [slowCos, slowSine] = cosSin((PI * first) / 3);
    let sum = 0;
    for (let k = 0; k < out.length; k++) {
      const distance = first + k * step;
      const angle = PI * distance;
      const near = distance > -CENTRE && distance < CENTRE;
      const value = near ? 1 : distance <= -3 || distance >= 3 ? 0 : (3 * sine * slowSine) / (angle * angle);
      out[k] = value;
      sum += value;
      const turned = sine * cosStep + cos * sinStep;
      cos = cos * cosStep - sine * sinStep;
      sine = turned;
      const slowTurned = slowSine * cosThird + slowCos * sinThird;
      slowCos = slowCos * cosThird - slowSine * sinThird;
      slowSine = slowTurned;
    }
    return sum;
  };
}

/** Sub-pixel positions of the table for turned pictures: fine enough that a step moves nothing by a whole level. */
export const PHASES = 1024;
const PHASE_TAPS = 6;
/** Weights to a phase in the table: six and two to fill 16 bytes. */
const PHASE_STRIDE = 8;

const phaseTables = new Map<string, Int16Array>();

/**
 * Weights of the six samples around each of 1025 sub-pixel positions 0..1, the third sample being position 0.
 *
 * @param stretch  widens the filter, as far as six samples hold it: up to 1.5 for bicubic
 * @shape 1025 x 8, the last two of each row 0
 */
export function makePhases(filter: Filter, stretch = 1): Int16Array {
  const key = `${filter} ${stretch}`;
  const known = phaseTables.get(key);
  if (known !== undefined) return known;
  const { weight } = KERNELS[filter];
  const table = new Int16Array((PHASES + 1) * PHASE_STRIDE);
  const exact = new Float64Array(PHASE_TAPS);
  for (let phase = 0; phase <= PHASES; phase++) {
    let sum = 0;
    for (let k = 0; k < PHASE_TAPS; k++) {
      const value = weight((k - 2 - phase / PHASES) / stretch);
      exact[k] = value;
      sum += value;
    }
    quantise(exact, sum, table, phase * PHASE_STRIDE);
  }
  phaseTables.set(key, table);
  return table;
}

/**
 * Rounds weights so that they sum to exactly one, and a flat picture stays flat: what one weight loses in rounding is
 * handed to the next, so that the errors of neighbours cancel wherever the picture is smooth.
 */
function quantise(exact: Float64Array, sum: number, out: Int16Array, at: number): void {
  let total = 0;
  let spent = 0;
  for (let k = 0; k < exact.length; k++) {
    total += ((exact[k] ?? 0) / sum) * ONE;
    const rounded = Math.round(total) - spent;
    spent += rounded;
    out[at + k] = rounded;
  }
}
