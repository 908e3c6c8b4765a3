import { expect, test } from 'vitest';
import { kernelsOf, loadKernelModules } from '../raster/kernels.ts';
import { createMemory } from '../raster/memory.ts';
import { soloTeam } from '../raster/team.ts';
import { colourTables } from './colour-tables.ts';
import { hash32, unit } from './dmath.ts';

const heap = createMemory();
const team = soloTeam(heap.memory, kernelsOf(loadKernelModules().dream, heap.memory));

interface Grid {
  readonly pointer: number;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly data: Float32Array;
}

function grid(width: number, height: number, value: (x: number, y: number) => number = () => 0): Grid {
  const stride = (width + 15) & ~7;
  const pointer = heap.alloc(stride * (height + 2) * 4);
  const data = new Float32Array(heap.memory.buffer, pointer, stride * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * stride + x] = value(x, y);
  return { pointer, width, height, stride, data };
}

function at({ data, stride, width, height }: Grid, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, x));
  return data[Math.min(height - 1, Math.max(0, y)) * stride + column] ?? Number.NaN;
}

const speckle = (x: number, y: number) => unit(hash32(x, y), 5);
const SIZES = [
  [37, 23],
  [40, 24],
  [16, 9],
  [3, 2],
  [1, 1],
] as const;

test('[KN1] halving is the filter (1, 3, 3, 1) / 8 both ways, edges repeated', () => {
  for (const [width, height] of SIZES) {
    const fine = grid(width, height, speckle);
    const coarse = grid((width + 1) >> 1, (height + 1) >> 1);
    team.rows(coarse.height, [
      ['halve', fine.pointer, width, height, fine.stride, coarse.pointer, coarse.width, coarse.stride],
    ]);
    for (let y = 0; y < coarse.height; y++) {
      for (let x = 0; x < coarse.width; x++) {
        let wanted = 0;
        for (const [j, v] of [1, 3, 3, 1].entries()) {
          for (const [i, u] of [1, 3, 3, 1].entries()) wanted += (u * v * at(fine, 2 * x - 1 + i, 2 * y - 1 + j)) / 64;
        }
        expect(at(coarse, x, y)).toBeCloseTo(wanted, 5);
      }
    }
  }
});

test('[KN2] enlarging weighs the two nearest rows and columns 3 to 1, edges repeated', () => {
  for (const [width, height] of SIZES) {
    const coarse = grid((width + 1) >> 1, (height + 1) >> 1, speckle);
    const fine = grid(width, height, () => 10);
    team.rows(height, [
      ['enlarge', coarse.pointer, coarse.width, coarse.height, coarse.stride, fine.pointer, width, fine.stride, 1, 0.5],
    ]);
    const near = (n: number) => n >> 1;
    const far = (n: number) => (n & 1 ? (n >> 1) + 1 : (n >> 1) - 1);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const row = (line: number) => 0.75 * at(coarse, near(x), line) + 0.25 * at(coarse, far(x), line);
        expect(at(fine, x, y)).toBeCloseTo(10 + 0.5 * (0.75 * row(near(y)) + 0.25 * row(far(y))), 5);
      }
    }
  }
});

test('[KN3] a picture goes to OKLab and back unchanged, but for the dither', () => {
  const [width, height] = [50, 40];
  const tables = colourTables(heap.memory, heap);
  const source = heap.alloc(width * height * 4);
  const target = heap.alloc(width * height * 4);
  const bytes = heap.bytes(source, width * height * 4);
  bytes.forEach((_, i) => {
    bytes[i] = i % 4 === 3 ? 255 : hash32(i) & 255;
  });
  const planes = [grid(width, height), grid(width, height), grid(width, height)];
  const pointers = planes.map(({ pointer }) => pointer);
  const stride = planes[0]?.stride ?? 0;
  team.rows(height, [['decodeToLab', source, width, stride, ...pointers, tables.toLinear]]);
  team.rows(height, [['encodeFromLab', ...pointers, stride, target, width, tables.toBytes, 1]]);
  const differences = [...heap.bytes(target, width * height * 4)].map((byte, i) => Math.abs(byte - (bytes[i] ?? 0)));
  expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  expect(differences.reduce((sum, difference) => sum + difference, 0) / differences.length).toBeLessThan(0.06);
});

/** Noise over a grid whose pixels lie `step` cells apart, from (u, v) on. */
function noise(u: number, v: number, step: number, baseU = 0, ridged = 0): Grid {
  const plane = grid(64, 64);
  const place = [baseU, 0, u, v, step, 0, 0, step, 1234, 0.8, 0.6, 1, ridged, 0, 0, 0];
  team.rows(64, [['noiseOctave', plane.pointer, 64, plane.stride, 0, ...place]]);
  return plane;
}

test('[KN4] noise is even, continuous and nought on the lattice; a whole cell of offset is a base one higher', () => {
  const values = [...noise(0.1, 0.2, 0.37).data].filter((_, i) => i % 72 < 64);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(spread).toBeGreaterThan(0.25);
  expect(spread).toBeLessThan(0.42);
  const close = noise(-0.3, 0.4, 0.01);
  for (let y = 0; y < 64; y++) {
    for (let x = 1; x < 64; x++) expect(Math.abs(at(close, x, y) - at(close, x - 1, y))).toBeLessThan(0.06);
  }
  const lattice = noise(0, 0, 1);
  expect(Math.max(...lattice.data.map((value) => Math.abs(value)))).toBeLessThan(0.001);
  expect([...noise(0.25, 0, 0.5, 7).data.slice(0, 64)]).toEqual([...noise(1.25, 0, 0.5, 6).data.slice(0, 64)]);
  expect([...noise(0.25, 0, 0.5, 4294967296 - 1).data.slice(0, 64)]).toEqual([
    ...noise(0.25, 0, 0.5, -1).data.slice(0, 64),
  ]);
});

test('[KN5] ridged noise lies between 0 and 1 and is highest where the noise is nought', () => {
  const plain = noise(0.1, 0.2, 0.11);
  const ridged = noise(0.1, 0.2, 0.11, 0, 1);
  for (let i = 0; i < 64; i++) {
    const height = Math.max(0, 1 - 1.55 * Math.abs(plain.data[i] ?? 0));
    expect(ridged.data[i]).toBeCloseTo(height * height, 5);
  }
});
