import type { Easing } from '../model/index.ts';

/**
 * How far a value has come on its way from one key to the next.
 *
 * @unit `part`: 0 at the first key, 1 at the second; the answer likewise
 */
export function ease(easing: Easing, part: number): number {
  switch (easing) {
    case 'hold':
      return part < 1 ? 0 : 1;
    case 'linear':
      return part;
    case 'smooth':
      return part * part * (3 - 2 * part);
    case 'ease-in':
      return part * part;
    case 'ease-out':
      return part * (2 - part);
  }
}
