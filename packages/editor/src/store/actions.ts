/** All that panes may do. The door to the editor's actions: panes import from here, never from `actions/`. */
export { copySelection, cutSelection, duplicateSelection, pasteClipboard } from './actions/clipboard-actions.ts';
export { redo, saveNow, undo } from './actions/commit.ts';
export {
  cancelCue,
  changeCue,
  fireCue,
  orderCues,
  type SentTeleport,
  type Teleport,
  teleport,
} from './actions/cue-actions.ts';
export { applyCure, revealNode } from './actions/cure-actions.ts';
export {
  askLists,
  createServer,
  patchServer,
  refreshServers,
  removeServer,
  testServer,
} from './actions/engine-actions.ts';
export {
  createGraph,
  deleteGraph,
  deleteTemplate,
  exportGraph,
  importGraph,
  openGraph,
  refreshGraphs,
  refreshTemplates,
  renameGraph,
  saveTemplate,
  setGraphSettings,
} from './actions/graph-actions.ts';
export { addGroup, renameGroup, resizeGroup, resizeNode } from './actions/group-actions.ts';
export { compareHealthFromNow } from './actions/health-actions.ts';
export {
  addNode,
  connect,
  insertNodeOnEdge,
  insertOnEdge,
  moveNodes,
  reconnect,
  removeEdges,
  removeKey,
  removeSelection,
  renameNode,
  resetParam,
  setKey,
  setNodeFlag,
  setParam,
  toggleSelectedFlag,
} from './actions/node-actions.ts';
export { applyPlan, type PlanPlaces, type TrialAnswer, tryGraph } from './actions/plan-actions.ts';
export {
  bringToFront,
  command,
  newProduction,
  refreshAssets,
  resumeSession,
  uploadAsset,
} from './actions/production-actions.ts';
export { openStill } from './actions/still-actions.ts';
export { swapEngine } from './actions/swap-actions.ts';
export { askForTake, createTake, deleteProduction, openTake, promoteTake } from './actions/take-actions.ts';
export {
  endWriting,
  openDialog,
  openQuickAdd,
  select,
  selectAll,
  setPanel,
  setPlayhead,
  setPreviews,
  setTheme,
  startRenaming,
  toggleExpanded,
  writeSchedule,
} from './actions/view-actions.ts';
export {
  bringWorkflow,
  confirmWorkflow,
  exposeSocket,
  openWorkflow,
  readWorkflow,
  takeSocketAway,
} from './actions/workflow-actions.ts';
export { dismissNotice, holdNotice, notify, releaseNotice } from './notices.ts';
