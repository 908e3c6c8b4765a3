/** Size of one level of the picture pyramid. Level 0 is the picture, every further level has half the width and height. */
export interface Level {
  readonly width: number;
  readonly height: number;
  /** Floats from one row to the next: the width, at least 8 floats of room after it, a multiple of 8. */
  readonly stride: number;
}

/** Byte offset of a float plane in the shared memory. Row y starts at `plane + 4 * y * stride`. */
export type Plane = number;
/** Three planes: linear red, green, blue, or OKLab lightness, a, b. */
export type Channels = readonly [Plane, Plane, Plane];

/** One thing for each level of the pyramid. */
export type PerLevel<T> = readonly [T, T, T, T, T, T];
/** A field at levels 0, 1 and 2. */
export type Field = readonly [full: Plane, half: Plane, quarter: Plane];

/** The noise fields of the world. @unit warp: picture heights; the others are plain numbers */
export interface FieldPlanes {
  readonly density: Field;
  readonly filament: Field;
  readonly dust: Field;
  readonly hue: Field;
  readonly warpX: Field;
  readonly warpY: Field;
}

/** Every plane of the engine for one picture size. A plane has one unused row above it and two below. */
export interface Planes {
  /** The picture being painted: linear light, open-ended, until the tone curve turns it into OKLab. */
  readonly rgb: Channels;
  /** Coverage of solid things, 0..1, by level. Layers write level 0; the mix makes the others. */
  readonly mask: PerLevel<Plane>;
  /** Pyramid of the input in OKLab, by level. */
  readonly init: PerLevel<Channels>;
  /** Pyramid of the painted picture in OKLab, by level; level 0 is `rgb`. */
  readonly target: PerLevel<Channels>;
  /** Pyramid of the mixed picture, by level. Level 0 shares the planes of `init`. */
  readonly result: PerLevel<Channels>;
  readonly fields: FieldPlanes;
  /** Eight free planes on each of levels 1 to 5, two on level 0. Nothing in them outlives a stage of the frame. */
  readonly scratch: PerLevel<readonly Plane[]>;
  /** Eight point buffers of `pointCount` floats, for work that is not on the picture's own grid. */
  readonly points: readonly Plane[];
  readonly pointCount: number;
}

const SCRATCH_PLANES = 8;
const POINT_BUFFERS = 8;
/** Objects work on grids of up to this many points however small the picture is. */
const LEAST_POINTS = 32768;
const ALIGN_BYTES = 64;

/** The pyramid of a picture: level l is the size rounded up to whole pixels after l halvings. */
export function levelsOf(width: number, height: number): PerLevel<Level> {
  const sized = (w: number, h: number): Level => ({ width: w, height: h, stride: (w + 15) & ~7 });
  const next = (level: Level): Level => sized((level.width + 1) >> 1, (level.height + 1) >> 1);
  const full = sized(width, height);
  const half = next(full);
  const quarter = next(half);
  const eighth = next(quarter);
  const sixteenth = next(eighth);
  return [full, half, quarter, eighth, sixteenth, next(sixteenth)];
}

/** What `make` makes of each level. */
function forLevels<T>([a, b, c, d, e, f]: PerLevel<Level>, make: (level: Level) => T): PerLevel<T> {
  return [make(a), make(b), make(c), make(d), make(e), make(f)];
}

/** The item of a level that is only known while running. @throws RangeError when there is none */
export function pick<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is nothing at level or place ${index}.`);
  return item;
}

/** Lays all planes out one after the other from byte `base` on. Called with base 0 it only measures. */
export function layPlanes(levels: PerLevel<Level>, base: number): { planes: Planes; bytes: number } {
  let end = base;
  const take = (floats: number): Plane => {
    const start = end;
    end = (start + floats * 4 + ALIGN_BYTES - 1) & -ALIGN_BYTES;
    return start;
  };
  const plane = (level: Level): Plane => take(level.stride * (level.height + 3) + 16) + 4 * level.stride;
  const three = (level: Level): Channels => [plane(level), plane(level), plane(level)];
  const field = (): Field => [plane(levels[0]), plane(levels[1]), plane(levels[2])];

  const [full] = levels;
  const init = forLevels(levels, three);
  const target = forLevels(levels, three);
  const result = forLevels(levels, (level) => (level === full ? init[0] : three(level)));
  const pointCount = Math.max(LEAST_POINTS, (full.stride * full.height) >> 2);
  const planes: Planes = {
    rgb: target[0],
    init,
    target,
    mask: forLevels(levels, plane),
    result,
    fields: { density: field(), filament: field(), dust: field(), hue: field(), warpX: field(), warpY: field() },
    scratch: forLevels(levels, (level) =>
      Array.from({ length: level === full ? 2 : SCRATCH_PLANES }, () => plane(level)),
    ),
    points: Array.from({ length: POINT_BUFFERS }, () => take(pointCount + 16)),
    pointCount,
  };
  return { planes, bytes: end - base };
}
