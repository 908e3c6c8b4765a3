/**
 * A quarter turn as a sum: 26 bits in each of the first three, so that up to 2^27 times each is exact, and what is left.
 *
 * @source Cody and Waite, Software Manual for the Elementary Functions (1980)
 */
const QUARTER: readonly [number, number, number, number] = [
  1.5707963109016418, 1.5893254712295857e-8, 6.123233932053594e-17, 6.36831716351095e-25,
];
const HALF_TURN = Math.PI;
const QUARTER_TURN = Math.PI / 2;
/** Beyond this the nearest doubles stand so far apart that the angle is not better known than by the plain remainder. */
const FARTHEST = 2e8;

/** Sine. @unit radians; relative error below 1e-15 up to 2e8, beyond that as exact as the angle itself is known */
export function sin(angle: number): number {
  const { quarters, rest } = reduced(angle);
  return waveAt(quarters, rest);
}

/** Cosine. @unit radians; as exact as {@link sin} */
export function cos(angle: number): number {
  const { quarters, rest } = reduced(angle);
  return waveAt(quarters + 1, rest);
}

/** Cosine and sine together: the unit vector at an angle. @unit radians */
export function cosSin(angle: number): [cos: number, sin: number] {
  const { quarters, rest } = reduced(angle);
  return [waveAt(quarters + 1, rest), waveAt(quarters, rest)];
}

/** Tangent. @unit radians */
export function tan(angle: number): number {
  const { quarters, rest } = reduced(angle);
  return waveAt(quarters, rest) / waveAt(quarters + 1, rest);
}

/** Angle whose sine is `value`; NaN outside -1..1. @unit radians, -pi/2..pi/2 */
export function asin(value: number): number {
  return atan2(value, Math.sqrt((1 - value) * (1 + value)));
}

/** Angle whose cosine is `value`; NaN outside -1..1. @unit radians, 0..pi */
export function acos(value: number): number {
  return atan2(Math.sqrt((1 - value) * (1 + value)), value);
}

/** Angle whose tangent is `value`. @unit radians, -pi/2..pi/2 */
export function atan(value: number): number {
  const size = Math.abs(value);
  if (size <= 1) return arc(value);
  return Math.sign(value) * (QUARTER_TURN - arc(1 / size));
}

/** Angle of the vector (x, y), counted from the x axis towards the y axis. @unit radians, -pi..pi */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const [wide, tall] = [Math.abs(x), Math.abs(y)];
  const up = tall <= wide ? arc(ratio(tall, wide)) : QUARTER_TURN - arc(ratio(wide, tall));
  const angle = isNegative(x) ? HALF_TURN - up : up;
  return isNegative(y) ? -angle : angle;
}

/** The angle as whole quarter turns and a rest within an eighth of a turn; no angle at all (NaN) for an infinite one. */
function reduced(angle: number): { readonly quarters: number; readonly rest: number } {
  const near = Math.abs(angle) <= FARTHEST ? angle : angle % (2 * HALF_TURN);
  const quarters = Math.round(near / QUARTER_TURN);
  const [first, second, third, fourth] = QUARTER;
  const rest = near - quarters * first - quarters * second - quarters * third - quarters * fourth;
  return { quarters, rest };
}

/** The sine of so many quarter turns and a rest. */
function waveAt(quarters: number, rest: number): number {
  const quarter = ((quarters % 4) + 4) % 4;
  const height = quarter % 2 === 0 ? risingWave(rest) : crest(rest);
  return quarter < 2 ? height : -height;
}

/** Taylor series of the sine on +-pi/4, up to x^17 / 17!: what is left out is below 2^-53. */
function risingWave(x: number): number {
  const z = x * x;
  const fine = -1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z / 355687428096000));
  return x * (1 + z * (-1 / 6 + z * (1 / 120 + z * (-1 / 5040 + z * (1 / 362880 + z * fine)))));
}

/** Taylor series of the cosine on +-pi/4, up to x^18 / 18!. */
function crest(x: number): number {
  const z = x * x;
  const fine = 1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000 - z / 6402373705728000));
  return 1 + z * (-1 / 2 + z * (1 / 24 + z * (-1 / 720 + z * (1 / 40320 + z * (-1 / 3628800 + z * fine)))));
}

/** Arc tangents of 0, 1/8 ... 1. */
const ARCS: readonly number[] = [
  0, 0.12435499454676144, 0.24497866312686414, 0.35877067027057225, 0.4636476090008061, 0.5585993153435624,
  0.6435011087932844, 0.7188299996216245, 0.7853981633974483,
];

/** Arc tangent on -1..1: the nearest eighth is known, and what is left to it is small. */
function arc(value: number): number {
  const size = Math.abs(value);
  const eighths = Math.round(8 * size);
  const known = eighths / 8;
  const x = (size - known) / (1 + size * known);
  const z = x * x;
  let series = 1 / 15;
  for (let odd = 13; odd > 0; odd -= 2) series = 1 / odd - z * series;
  const angle = (ARCS[eighths] ?? 0) + x * series;
  return value < 0 ? -angle : angle;
}

/** How long the shorter side is in terms of the longer; 0 for the zero vector, 1 for two infinite sides. */
function ratio(shorter: number, longer: number): number {
  if (shorter === longer) return longer === 0 ? 0 : 1;
  return shorter / longer;
}

/** Whether a number is below 0 or is -0. */
function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}
