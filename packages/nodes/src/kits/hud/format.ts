/** `+06.3`: sign, leading zeros, least width, decimals; `e` powers of ten, `%` as percent. */
const FORMAT = /^(\+)?(0)?(\d{1,2})?(?:\.(\d{1,2}))?([e%])?$/;
const MOST_DECIMALS = 20;

/** Whether it says how to write a value. */
export function isFormat(format: string): boolean {
  return FORMAT.test(format);
}

/** Writes a value. A text keeps its letters: width fills it up with blanks, decimals are the most letters it may have. */
export function formatted(value: number | string, format: string): string {
  const [, plus, zero, width = '0', decimals, style] = FORMAT.exec(format) ?? [];
  if (typeof value === 'string') {
    return (decimals === undefined ? value : value.slice(0, Number(decimals))).padEnd(Number(width));
  }
  const text = withoutMinusZero(digitsOf(style === '%' ? 100 * value : value, decimals, style === 'e'));
  const sign = text.startsWith('-') ? '-' : plus === undefined ? '' : '+';
  const digits = text.replace(/^-/, '');
  const tail = style === '%' ? '%' : '';
  const filled = zero === undefined ? digits : digits.padStart(Number(width) - sign.length - tail.length, '0');
  return (sign + filled + tail).padStart(Number(width));
}

function digitsOf(value: number, decimals: string | undefined, inPowers: boolean): string {
  const places = decimals === undefined ? undefined : Math.min(MOST_DECIMALS, Number(decimals));
  if (inPowers) return value.toExponential(places ?? 3);
  return places === undefined ? String(value) : value.toFixed(places);
}

/** A value that rounds to nothing has no sign to speak of. */
function withoutMinusZero(text: string): string {
  return Number(text) === 0 ? text.replace(/^-/, '') : text;
}
