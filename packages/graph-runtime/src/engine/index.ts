export { type Compiled, catalogueOf, compile } from './compile.ts';
export type { DelayRing } from './delay-ring.ts';
export { evaluateFrame, type FrameRequest } from './evaluate-frame.ts';
export type { BypassStep, DelayStep, FramePlan, OperatorStep, Sink, Step } from './frame-plan.ts';
export { gatherRasters } from './live-rasters.ts';
export { type Memo, newMemo } from './memo.ts';
export { runProduction } from './run-production.ts';
export type {
  Definitions,
  FrameCommit,
  FrameMemory,
  NodeReport,
  ProductionRun,
  RunHost,
  RunRequest,
  RunState,
  StillOutput,
} from './run-types.ts';
export { nodeFailed, writeOutputs } from './step-io.ts';
export { topologicalOrder } from './topological-order.ts';
