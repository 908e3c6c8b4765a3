import { blended, farRow, fineHigh, fineLow, nearRow } from './pyramid';
import { sumLanes } from './lanes';

// The img2img mix, one pyramid band at a time. A band is a level less its coarser neighbour brought up to its size.

/**
 * Three doubles per row into `sums`: input band squared, target band squared, their product. Every `rowStep`-th row is
 * measured; the others are left alone.
 */
export function bandEnergy(
  init: usize, target: usize, width: i32, stride: i32, coarseInit: usize, coarseTarget: usize, coarseWidth: i32,
  coarseHeight: i32, coarseStride: i32, rowStep: i32, sums: usize, y0: i32, y1: i32,
): void {
  const zero = f32x4.splat(0), columns = width & ~7;
  for (let y = (y0 + rowStep - 1) / rowStep * rowStep; y < y1; y += rowStep) {
    const near = <usize>(nearRow(y, coarseHeight) * coarseStride) << 2, far = <usize>(farRow(y, coarseHeight) * coarseStride) << 2;
    let hereI = blended(coarseInit + near, coarseInit + far, 0, coarseWidth, zero), beforeI = v128.shuffle<f32>(hereI, hereI, 0, 0, 0, 0);
    let hereT = blended(coarseTarget + near, coarseTarget + far, 0, coarseWidth, zero), beforeT = v128.shuffle<f32>(hereT, hereT, 0, 0, 0, 0);
    let squaresI = zero, squaresT = zero, products = zero;
    for (let x = 0; x < columns; x += 8) {
      const next = (x >> 1) + 4, o = (<usize>(y * stride + x)) << 2;
      const afterI = blended(coarseInit + near, coarseInit + far, next, coarseWidth, hereI);
      const afterT = blended(coarseTarget + near, coarseTarget + far, next, coarseWidth, hereT);
      // Four of every eight pixels are plenty for an average.
      const i = f32x4.sub(v128.load(init + o), fineLow(beforeI, hereI, afterI));
      const t = f32x4.sub(v128.load(target + o), fineLow(beforeT, hereT, afterT));
      squaresI = f32x4.add(squaresI, f32x4.mul(i, i));
      squaresT = f32x4.add(squaresT, f32x4.mul(t, t));
      products = f32x4.add(products, f32x4.mul(i, t));
      beforeI = hereI; hereI = afterI;
      beforeT = hereT; hereT = afterT;
    }
    const out = sums + <usize>y * 24;
    store<f64>(out, sumLanes(squaresI));
    store<f64>(out, sumLanes(squaresT), 8);
    store<f64>(out, sumLanes(products), 16);
  }
}

@inline
function mixFour(
  result: usize, init: v128, target: v128, mask: v128, fromR: v128, fromI: v128, fromT: v128, base: v128, extra: v128, gains: v128,
): void {
  const i = f32x4.sub(init, fromI), t = f32x4.sub(target, fromT);
  const weight = f32x4.add(base, f32x4.mul(extra, mask));
  const band = f32x4.add(i, f32x4.mul(weight, f32x4.sub(t, i)));
  v128.store(result, f32x4.add(fromR, f32x4.mul(gains, band)));
}

/**
 * Rows of `result` = coarse result brought up + `gain` x (init band + weight x (target band - init band)), where the
 * weight goes from `open` to `solid` with the mask.
 */
export function mixBand(
  result: usize, init: usize, target: usize, width: i32, stride: i32, coarseResult: usize, coarseInit: usize, coarseTarget: usize,
  coarseWidth: i32, coarseHeight: i32, coarseStride: i32, mask: usize, open: f32, solid: f32, gain: f32, y0: i32, y1: i32,
): void {
  const zero = f32x4.splat(0), base = f32x4.splat(open), extra = f32x4.splat(solid - open), gains = f32x4.splat(gain);
  for (let y = y0; y < y1; y++) {
    const near = <usize>(nearRow(y, coarseHeight) * coarseStride) << 2, far = <usize>(farRow(y, coarseHeight) * coarseStride) << 2;
    let hereR = blended(coarseResult + near, coarseResult + far, 0, coarseWidth, zero), beforeR = v128.shuffle<f32>(hereR, hereR, 0, 0, 0, 0);
    let hereI = blended(coarseInit + near, coarseInit + far, 0, coarseWidth, zero), beforeI = v128.shuffle<f32>(hereI, hereI, 0, 0, 0, 0);
    let hereT = blended(coarseTarget + near, coarseTarget + far, 0, coarseWidth, zero), beforeT = v128.shuffle<f32>(hereT, hereT, 0, 0, 0, 0);
    for (let x = 0; x < width; x += 8) {
      const next = (x >> 1) + 4;
      const afterR = blended(coarseResult + near, coarseResult + far, next, coarseWidth, hereR);
      const afterI = blended(coarseInit + near, coarseInit + far, next, coarseWidth, hereI);
      const afterT = blended(coarseTarget + near, coarseTarget + far, next, coarseWidth, hereT);
      const o = (<usize>(y * stride + x)) << 2;
      mixFour(
        result + o, v128.load(init + o), v128.load(target + o), v128.load(mask + o), fineLow(beforeR, hereR, afterR),
        fineLow(beforeI, hereI, afterI), fineLow(beforeT, hereT, afterT), base, extra, gains,
      );
      mixFour(
        result + o + 16, v128.load(init + o, 16), v128.load(target + o, 16), v128.load(mask + o, 16),
        fineHigh(beforeR, hereR, afterR), fineHigh(beforeI, hereI, afterI), fineHigh(beforeT, hereT, afterT), base, extra, gains,
      );
      beforeR = hereR; hereR = afterR;
      beforeI = hereI; hereI = afterI;
      beforeT = hereT; hereT = afterT;
    }
  }
}

/** Rows of the coarsest level: init moved towards the target by a weight that goes from `open` to `solid` with the mask. */
export function mixResidual(
  result: usize, init: usize, target: usize, width: i32, stride: i32, mask: usize, open: f32, solid: f32, y0: i32, y1: i32,
): void {
  const base = f32x4.splat(open), extra = f32x4.splat(solid - open);
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < width; x += 4) {
      const o = (<usize>(y * stride + x)) << 2, i = v128.load(init + o);
      const weight = f32x4.add(base, f32x4.mul(extra, v128.load(mask + o)));
      v128.store(result + o, f32x4.add(i, f32x4.mul(weight, f32x4.sub(v128.load(target + o), i))));
    }
  }
}

/**
 * Rows of three planes carried along a flow: each pixel takes what lies `amount` times the flow behind it, less where the
 * mask is solid. Bilinear.
 */
export function carryAlong(
  from0: usize, from1: usize, from2: usize, to0: usize, to1: usize, to2: usize, width: i32, height: i32, stride: i32,
  flowX: usize, flowY: usize, amount: f32, mask: usize, y0: i32, y1: i32,
): void {
  const mostX: f32 = <f32>(width - 1) - <f32>0.001, mostY: f32 = <f32>(height - 1) - <f32>0.001;
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < width; x++) {
      const o = (<usize>(y * stride + x)) << 2;
      const k: f32 = amount * (<f32>1 - load<f32>(mask + o));
      const sx = max<f32>(0, min<f32>(<f32>x - load<f32>(flowX + o) * k, mostX));
      const sy = max<f32>(0, min<f32>(<f32>y - load<f32>(flowY + o) * k, mostY));
      const column = <i32>sx, row = <i32>sy, fx: f32 = sx - <f32>column, fy: f32 = sy - <f32>row;
      const top = (<usize>(row * stride + column)) << 2, bottom = top + (<usize>stride << 2);
      const w00: f32 = (<f32>1 - fx) * (<f32>1 - fy), w10: f32 = fx * (<f32>1 - fy), w01: f32 = (<f32>1 - fx) * fy, w11: f32 = fx * fy;
      store<f32>(to0 + o, load<f32>(from0 + top) * w00 + load<f32>(from0 + top, 4) * w10 + load<f32>(from0 + bottom) * w01 + load<f32>(from0 + bottom, 4) * w11);
      store<f32>(to1 + o, load<f32>(from1 + top) * w00 + load<f32>(from1 + top, 4) * w10 + load<f32>(from1 + bottom) * w01 + load<f32>(from1 + bottom, 4) * w11);
      store<f32>(to2 + o, load<f32>(from2 + top) * w00 + load<f32>(from2 + top, 4) * w10 + load<f32>(from2 + bottom) * w01 + load<f32>(from2 + bottom, 4) * w11);
    }
  }
}
