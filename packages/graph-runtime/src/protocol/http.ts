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
  cancelCue,
  commandProduction,
  createProduction,
  FRAME_IMAGE_URL,
  listFrames,
  listProductions,
  PRODUCTION_COMMANDS,
  type ProductionCommand,
  readProduction,
  TELEPORT_URL,
  teleportReply,
} from './production-calls.ts';
