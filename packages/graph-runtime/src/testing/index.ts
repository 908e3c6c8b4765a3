export { type GraphInBrief, graphOf, type NodeInBrief } from './graph-of.ts';
export { gradientRaster, type Rgba, solidRaster } from './rasters.ts';
export { NEVER, type NodeAnswer, type RunNodeOptions, runNode, runNodeWithMemory, TEST_FILM } from './run-node.ts';
export { seeded } from './seeded.ts';
export { TOYS, type ToyServices, toy, toyBox } from './toys.ts';
