/** ln 2 as a sum: the first has so few bits that up to 2048 times it is exact. @source Cody and Waite (1980) */
const LN_2_HIGH = 0.693147180559663;
const LN_2_LOW = 2.8235290563031577e-13;
const [LOG2_E, LOG10_E] = [Math.LOG2E, Math.LOG10E];

/** Powers of two from 2^-1074, the smallest double, to 2^1023: each is exact. */
const LEAST_POWER = -1074;
const POWERS_OF_TWO = powersOfTwo();

/** Reads the exponent of a double: 11 bits below its sign. @source IEEE 754-2019, 3.4 */
const BITS = new DataView(new ArrayBuffer(8));
const SMALLEST_NORMAL = 2.2250738585072014e-308;
/** The upper 20 bits of the fraction of the square root of 2. */
const FRACTION_OF_SQRT_2 = 0x6a09e;

/** e to the power of `exponent`; relative error below 1e-15 where the answer is a normal double. */
export function exp(exponent: number): number {
  if (!(Math.abs(exponent) < 800)) return exponent < 0 ? 0 : exponent + Number.POSITIVE_INFINITY;
  const doublings = Math.round(exponent * LOG2_E);
  const rest = exponent - doublings * LN_2_HIGH - doublings * LN_2_LOW;
  return scaled(1 + rest * growth(rest), doublings);
}

/** 2 to the power of `exponent`; exact for whole exponents. */
export function exp2(exponent: number): number {
  if (!(Math.abs(exponent) < 1200)) return exponent < 0 ? 0 : exponent + Number.POSITIVE_INFINITY;
  const doublings = Math.round(exponent);
  const rest = (exponent - doublings) * Math.LN2;
  return scaled(1 + rest * growth(rest), doublings);
}

/** `exp(x) - 1` without loss near 0. */
export function expm1(x: number): number {
  return Math.abs(x) < 0.35 ? x * growth(x) : exp(x) - 1;
}

/** Natural logarithm; -Infinity at 0, NaN below. */
export function log(value: number): number {
  const { doublings, rest } = halved(value);
  return doublings * LN_2_HIGH + (doublings * LN_2_LOW + rest);
}

/** Logarithm to base 2; exact for powers of two. */
export function log2(value: number): number {
  const { doublings, rest } = halved(value);
  return doublings + rest * LOG2_E;
}

/** Logarithm to base 10; exact for powers of ten. */
export function log10(value: number): number {
  const answer = log(value) * LOG10_E;
  const whole = Math.round(answer);
  return pow(10, whole) === value ? whole : answer;
}

/** `log(1 + x)` without loss near 0. */
export function log1p(x: number): number {
  return Math.abs(x) < 0.3 ? areaSeries(x / (2 + x)) : log(1 + x);
}

/**
 * `base` to the power of `exponent`, with the answers of the language's own `**` at zero, one and infinity. Whole
 * exponents up to 64 are products, and 0.5 is the square root: `pow(x, 2)` is `x * x`.
 */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 64) return product(base, exponent);
  if (Number.isNaN(base) || Number.isNaN(exponent)) return Number.NaN;
  if (exponent === 0.5 && base >= 0) return Math.sqrt(base);
  if (Math.abs(base) === 1 && !Number.isFinite(exponent)) return Number.NaN;
  const size = exp2(exponent * log2(Math.abs(base)));
  if (base > 0 || Object.is(base, 0) || !Number.isFinite(exponent)) return size;
  if (!Number.isInteger(exponent)) return Number.isFinite(base) && base !== 0 ? Number.NaN : size;
  return exponent % 2 === 0 ? size : -size;
}

/** Hyperbolic sine. */
export function sinh(x: number): number {
  if (Math.abs(x) > 700) return Math.sign(x) * (exp(Math.abs(x) / 2) / 2) * exp(Math.abs(x) / 2);
  const grown = expm1(Math.abs(x));
  return (Math.sign(x) * (grown + grown / (grown + 1))) / 2;
}

/** Hyperbolic cosine. */
export function cosh(x: number): number {
  if (Math.abs(x) > 700) return (exp(Math.abs(x) / 2) / 2) * exp(Math.abs(x) / 2);
  const grown = exp(x);
  return (grown + 1 / grown) / 2;
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  if (Math.abs(x) > 22) return Math.sign(x);
  const grown = expm1(2 * Math.abs(x));
  return (Math.sign(x) * grown) / (grown + 2);
}

/** Product of a number with itself, by squaring; its inverse for an exponent below 0. */
function product(base: number, exponent: number): number {
  let [answer, square] = [1, base];
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) answer *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / answer : answer;
}

/** Taylor series of `(exp(x) - 1) / x` on +-ln(2)/2; what is left out is below 2^-53. */
function growth(x: number): number {
  let sum = 1;
  for (let term = 14; term > 1; term -= 1) sum = 1 + (x * sum) / term;
  return sum;
}

/** A number as `2^doublings * e^rest`, the rest within +-ln(2)/2. */
function halved(value: number): { readonly doublings: number; readonly rest: number } {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    return { doublings: 0, rest: value === 0 ? Number.NEGATIVE_INFINITY : value < 0 ? Number.NaN : value };
  }
  const doublings = doublingsIn(value);
  const mantissa = scaled(value, -doublings);
  return { doublings, rest: areaSeries((mantissa - 1) / (mantissa + 1)) };
}

/** Series of `log((1 + y) / (1 - y))`, for y within +-0.18. @source Abramowitz and Stegun 4.1.28 */
function areaSeries(y: number): number {
  const z = y * y;
  let sum = 0;
  for (let odd = 21; odd > 1; odd -= 2) sum = z * (1 / odd + sum);
  return 2 * y + 2 * y * sum;
}

/** How often 2 goes into a positive number, so that what is left lies about between the square roots of 1/2 and of 2. */
function doublingsIn(value: number): number {
  if (value < SMALLEST_NORMAL) return doublingsIn(value * 2 ** 64) - 64;
  BITS.setFloat64(0, value);
  const whole = (BITS.getUint16(0) >> 4) - 1023;
  return BITS.getUint32(0) % 2 ** 20 > FRACTION_OF_SQRT_2 ? whole + 1 : whole;
}

/** `value * 2^doublings`, in two steps where one would leave the range of doubles on the way. */
function scaled(value: number, doublings: number): number {
  const first = Math.max(-1022, Math.min(1023, doublings));
  return value * powerOfTwo(first) * powerOfTwo(Math.max(LEAST_POWER, Math.min(1023, doublings - first)));
}

function powerOfTwo(doublings: number): number {
  return POWERS_OF_TWO[doublings - LEAST_POWER] ?? 0;
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1024 - LEAST_POWER);
  let power = Number.MIN_VALUE;
  for (let at = 0; at < powers.length; at += 1, power *= 2) powers[at] = power;
  return powers;
}
