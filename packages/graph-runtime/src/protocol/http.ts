// Every HTTP call there is. Editor and server both import these values, so URL, body and reply cannot disagree.
export {
  ASSET_UPLOAD_URL,
  ASSET_URL,
  assetReply,
  getCatalogue,
  getHealth,
  listAssets,
  patchSettings,
  readSettings,
} from './app-calls.ts';
export {
  cancelCue,
  MOST_CUE_FRAME,
  MOST_DISSOLVE_FRAMES,
  orderCues,
  patchCue,
  TELEPORT_URL,
  teleportReply,
} from './cue-calls.ts';
export {
  confirmWorkflow,
  createEngine,
  deleteEngine,
  listEngines,
  patchEngine,
  previousSocketsSchema,
  readEngineLists,
  readWorkflow,
  restoreEngine,
  STILL_IMPORT_URL,
  stillImportReply,
  testEngine,
  WORKFLOW_UPLOAD_URL,
  workflowReportSchema,
} from './engine-calls.ts';
export {
  createGraph,
  deleteGraph,
  deleteTemplate,
  listGraphs,
  listTemplates,
  patchGraph,
  readGraph,
  restoreGraph,
  saveTemplate,
} from './graph-calls.ts';
export {
  commandProduction,
  createProduction,
  deleteProduction,
  FRAME_IMAGE_URL,
  frameHealth,
  listFrames,
  listProductions,
  PRODUCTION_COMMANDS,
  type ProductionCommand,
  readProduction,
  restoreProduction,
} from './production-calls.ts';
export { createTake, promoteTake, tryGraph } from './take-calls.ts';
