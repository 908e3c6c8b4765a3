// Every kernel of the Dream engine. The last two arguments of each are the rows to write, from y0 up to but without y1.
export { noiseOctave, noisePair } from './noise';
export { addScaled, adjust, enlarge, fillRows, halve, rowMoments } from './pyramid';
export { copyOpaque, decodeToLab, encodeFromLab, finishLight } from './colour';
export { keepBright, paintGas, paintSky } from './shade';
export { paintStars } from './stars';
export { bandEnergy, carryAlong, mixBand, mixResidual } from './mix';
export { blockLuma } from './register';
export { noiseStack } from './scene/noise';
export { ballPoints, discPoints } from './scene/points';
export { addLight } from './scene/light';
export { planet } from './scene/planet';
export { burstLight, galaxyLight } from './scene/galaxy';
export { corona, hole, sunFace } from './scene/sun';
export { ridgeTops } from './scene/ridges';
export { land } from './scene/land';
export { water } from './scene/water';
export { addRowLight, aurora, clouds, mist, shafts, sunDisc } from './scene/sky';
