import { pow } from '@epoch/graph-runtime/exact-math';
import { clamp } from './dmath.ts';
import { bufferReaching, type Heap } from './stage.ts';

/** Tables between sRGB bytes and linear light, as pointers into the shared memory. */
export interface ColourTables {
  /** 256 floats: linear light of each byte. */
  readonly toLinear: number;
  /** 4096 words of 16 bit: byte times 256 by the square root of linear light. */
  readonly toBytes: number;
  release(): void;
}

const ROOT_STEPS = 4096;
const BYTES = 256;

/** @source sRGB, IEC 61966-2-1 */
export function colourTables(memory: WebAssembly.Memory, heap: Heap): ColourTables {
  const toLinear = heap.alloc(BYTES * 4);
  const toBytes = heap.alloc(ROOT_STEPS * 2);
  new Float32Array(bufferReaching(memory, toLinear + BYTES * 4), toLinear, BYTES).set(
    Array.from({ length: BYTES }, (_, byte) => linearOf(byte / 255)),
  );
  new Uint16Array(bufferReaching(memory, toBytes + ROOT_STEPS * 2), toBytes, ROOT_STEPS).set(
    Array.from({ length: ROOT_STEPS }, (_, step) => {
      const root = step / (ROOT_STEPS - 1);
      return Math.floor(clamp(encodedOf(root * root), 0, 1) * 255 * 256 + 0.5);
    }),
  );
  return {
    toLinear,
    toBytes,
    release() {
      heap.free(toLinear);
      heap.free(toBytes);
    },
  };
}

function linearOf(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : pow((encoded + 0.055) / 1.055, 2.4);
}

function encodedOf(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow(linear, 1 / 2.4) - 0.055;
}
