export { type Allowed, nearestAllowed } from './allowed.ts';
export type { CancelSignal } from './cancel.ts';
export { type Catalogue, cardOf, inputSockets, type NodeCard } from './card.ts';
export { cardForNode, cardOfBox } from './card-for-node.ts';
export { type Connection, canConnect, type WireEnd, wireInto } from './connect.ts';
export { CONVERSIONS, type Conversion, convertValue, isOfType, meet } from './convert.ts';
export { isCut, pathBetween, wiresWithinFrame } from './cycle.ts';
export {
  type AnyContext,
  type AnyDefinition,
  CATEGORIES,
  type Category,
  type Cue,
  type EvaluateContext,
  type ExposedValue,
  type FrameInfo,
  type InputValues,
  type NodeDefinition,
  type OutputValues,
  type Params,
  type ParamValues,
  type Ports,
  type Telling,
  type Told,
} from './definition.ts';
export { type Cure, cureSchema, type Diagnostic, type DiagnosticCode, diagnosticSchema } from './diagnostic.ts';
export { choiceProblems, type EngineKnowledge, enginesAsked, type KnownLists } from './engine-choices.ts';
export { EpochError, ERROR_STATUS, type ErrorCode, type ErrorDetail, messageOf } from './errors.ts';
export { type ExposedSocket, exposedSchema } from './exposed.ts';
export {
  DEFAULT_BPM,
  EDGE_LIMIT,
  type EdgeId,
  edgeSchema,
  type GraphDocument,
  type GraphEdge,
  type GraphGroup,
  type GraphNode,
  type GraphSettings,
  graphSchema,
  groupSchema,
  keyframeSchema,
  NODE_LIMIT,
  type NodeId,
  nodeSchema,
  paramInputSchema,
  SCHEMA_VERSION,
  settingsSchema,
  storedParam,
  type XY,
} from './graph.ts';
export { migrateNodes, readGraph } from './migrate.ts';
export { newGraph, newId } from './new-graph.ts';
export { outputFolder } from './output-folder.ts';
export {
  type AssetParam,
  type BooleanParam,
  type ChoiceParam,
  type ColourParam,
  EASINGS,
  type Easing,
  ENGINE_KINDS,
  ENGINE_LISTS,
  type EngineKind,
  type EngineList,
  isConstant,
  isKeyframed,
  isScheduled,
  type KeyedInput,
  type Keyframe,
  type NumberParam,
  type ParamInput,
  type ParamScalar,
  type ParamSpec,
  type ParamValueOf,
  param,
  type ScheduledInput,
  type TextParam,
  wireTypeOf,
} from './param.ts';
export { applyDocumentPatches, type GraphPatch } from './patch.ts';
export {
  type FilmWish,
  type Outlook,
  type PlanChange,
  type PlannedFilm,
  planFilm,
  type Suggestion,
} from './planner.ts';
export {
  type AudioClip,
  type GenerationSettings,
  type Motion,
  PORT_LOOK,
  type PortSpec,
  type PortType,
  type PortValues,
  port,
} from './port.ts';
export { isRaster, makeRaster, type Raster } from './raster.ts';
export { rebuildJson } from './rebuild-json.ts';
export { bypassInputs, findRunnable, type Runnable, socketKey } from './runnable.ts';
export { type Trial, trialSchema } from './trial.ts';
export { validateGraph } from './validate.ts';
export { inWords, labelOf, lookUp, TYPE_IN_WORDS, titleOf } from './words.ts';
