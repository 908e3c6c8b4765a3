// What whoever keeps image servers and workflows needs of them, without loading any node.
export { createFilmClock, type Decisions, type FilmClock, type FilmClockHost } from './kits/clock/film-clock.ts';
export type { ApiGraph, ComfyFacts } from './kits/comfy/comfy.ts';
export {
  customClassesOf,
  describeWorkflow,
  type WorkflowDescription,
} from './kits/comfy/workflow/describe-workflow.ts';
export { parseStoredWorkflow, type ReadWorkflow, readWorkflow } from './kits/comfy/workflow/read-workflow.ts';
export { workflowHash } from './kits/comfy/workflow/workflow-hash.ts';
export type { JobKey, JobLedger, JobRecord } from './kits/engines/ledger.ts';
export { serverUrl } from './kits/engines/server-url.ts';
export type { EngineAddress, EngineAddresses, EngineCheck, EngineLists } from './kits/engines/servers.ts';
export { writeJson as exactJson } from './kits/engines/wire/json-write.ts';
export type { StoredWorkflow, WorkflowFiles } from './kits/engines/workflow-files.ts';
