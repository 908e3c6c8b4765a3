// What whoever keeps image servers needs of them, without loading any node.
export { serverUrl } from './kits/comfy/servers/server-url.ts';
export type { EngineAddress, EngineAddresses, EngineCheck, EngineLists } from './kits/engines/servers.ts';
