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

/** The noise fields of the world, each at levels 0, 1 and 2. @unit warp: picture heights; the others are plain numbers */
export interface FieldPlanes {
  readonly density: readonly Plane[];
  readonly filament: readonly Plane[];
  readonly dust: readonly Plane[];
  readonly hue: readonly Plane[];
  readonly warpX: readonly Plane[];
  readonly warpY: readonly Plane[];
}

/** Every plane of the engine for one picture size. A plane has one unused row above it and two below. */
export interface Planes {
  /** The picture being painted: linear light, open-ended, until the tone curve turns it into OKLab. */
  readonly rgb: Channels;
  /** Coverage of solid things, 0..1, by level. Layers write level 0; the mix makes the others. */
  readonly mask: readonly Plane[];
  /** Pyramid of the input in OKLab, by level. */
  readonly init: readonly Channels[];
  /** Pyramid of the painted picture in OKLab, by level; level 0 is `rgb`. */
  readonly target: readonly Channels[];
  /** Pyramid of the mixed picture, by level. Level 0 shares the planes of `init`. */
  readonly result: readonly Channels[];
  readonly fields: FieldPlanes;
  /** Eight free planes on each of levels 1 to 5, two on level 0. Nothing in them outlives a stage of the frame. */
  readonly scratch: readonly (readonly Plane[])[];
  /** Eight point buffers of `pointCount` floats, for work that is not on the picture's own grid. */
  readonly points: readonly Plane[];
  readonly pointCount: number;
}

export const LEVEL_COUNT = 6;
const FIELD_LEVELS = 3;
const SCRATCH_PLANES = 8;
const POINT_BUFFERS = 8;
/** Objects work on grids of up to this many points however small the picture is. */
const LEAST_POINTS = 32768;
const ALIGN_BYTES = 64;

/** The pyramid of a picture: level l is the size rounded up to whole pixels after l halvings. */
export function levelsOf(width: number, height: number): Level[] {
  const levels: Level[] = [];
  for (let l = 0, w = width, h = height; l < LEVEL_COUNT; l++, w = (w + 1) >> 1, h = (h + 1) >> 1) {
    levels.push({ width: w, height: h, stride: (w + 15) & ~7 });
  }
  return levels;
}

/** Lays all planes out one after the other from byte `base` on. Called with base 0 it only measures. */
export function layPlanes(levels: readonly Level[], base: number): { planes: Planes; bytes: number } {
  let end = base;
  const take = (floats: number): Plane => {
    const start = end;
    end = (start + floats * 4 + ALIGN_BYTES - 1) & -ALIGN_BYTES;
    return start;
  };
  const plane = (level: Level): Plane => take(level.stride * (level.height + 3) + 16) + 4 * level.stride;
  const three = (level: Level): Channels => [plane(level), plane(level), plane(level)];
  const field = () => levels.slice(0, FIELD_LEVELS).map(plane);

  const init = levels.map(three);
  const target = levels.map(three);
  const [inputLevel, ...coarser] = levels;
  const [input] = init;
  const [rgb] = target;
  if (inputLevel === undefined || input === undefined || rgb === undefined)
    throw new RangeError('A picture has levels.');
  const pointCount = Math.max(LEAST_POINTS, (inputLevel.stride * inputLevel.height) >> 2);
  const planes: Planes = {
    rgb,
    init,
    target,
    mask: levels.map(plane),
    result: [input, ...coarser.map(three)],
    fields: { density: field(), filament: field(), dust: field(), hue: field(), warpX: field(), warpY: field() },
    scratch: levels.map((level, l) => Array.from({ length: l === 0 ? 2 : SCRATCH_PLANES }, () => plane(level))),
    points: Array.from({ length: POINT_BUFFERS }, () => take(pointCount + 16)),
    pointCount,
  };
  return { planes, bytes: end - base };
}
