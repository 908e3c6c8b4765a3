import type { Raster } from '@epoch/graph-runtime/model';

/** Whether a picture has parts that let through what is below: none, some, or it is nothing else. */
export type Transparency = 'none' | 'some' | 'all';

const known = new WeakMap<Uint8Array, Transparency>();

/** Looks at every pixel once per picture. */
export function transparencyOf({ data }: Raster): Transparency {
  const found = known.get(data);
  if (found !== undefined) return found;
  let [clear, solid] = [false, false];
  let some = false;
  for (let at = 3; at < data.length; at += 4) {
    const alpha = data[at];
    if (alpha === 0) clear = true;
    else solid = true;
    some ||= alpha !== 255;
    if (clear && solid) break;
  }
  const answer = !solid ? 'all' : some ? 'some' : 'none';
  known.set(data, answer);
  return answer;
}
