// What whoever keeps image servers and workflows needs of them, without loading any node.
export type { ApiGraph, ComfyFacts } from './kits/comfy/comfy.ts';
export { serverUrl } from './kits/comfy/servers/server-url.ts';
export { writeJson as exactJson } from './kits/comfy/wire/json-write.ts';
export {
  customClassesOf,
  describeWorkflow,
  type WorkflowDescription,
} from './kits/comfy/workflow/describe-workflow.ts';
export { parseStoredWorkflow, type ReadWorkflow, readWorkflow } from './kits/comfy/workflow/read-workflow.ts';
export { workflowHash } from './kits/comfy/workflow/workflow-hash.ts';
export type { JobKey, JobLedger, JobRecord } from './kits/engines/ledger.ts';
export type { EngineAddress, EngineAddresses, EngineCheck, EngineLists } from './kits/engines/servers.ts';
export type { StoredWorkflow, WorkflowFiles } from './kits/engines/workflow-files.ts';
