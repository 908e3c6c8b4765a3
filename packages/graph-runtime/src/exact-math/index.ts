export { cosh, exp, exp2, expm1, log, log1p, log2, log10, pow, sinh, tanh } from './exponential.ts';
export { acos, asin, atan, atan2, cos, cosSin, sin, tan } from './trigonometry.ts';
