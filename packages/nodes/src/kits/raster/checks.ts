/** Sides beyond this are refused everywhere: the kernels count in 32 bits. */
export const MOST_SIDE = 16384;

/** @throws RangeError when a side is not a whole number from 1 to 16384 */
export function checkSize(width: number, height: number): void {
  for (const [name, side] of Object.entries({ width, height })) {
    if (!Number.isInteger(side) || side < 1 || side > MOST_SIDE) {
      throw new RangeError(`The ${name} of a picture must be a whole number from 1 to ${MOST_SIDE} px, got ${side}.`);
    }
  }
}

/** @throws RangeError when a number is not finite */
export function checkFinite(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!Number.isFinite(value)) throw new RangeError(`"${name}" must be a finite number, got ${value}.`);
  }
}
