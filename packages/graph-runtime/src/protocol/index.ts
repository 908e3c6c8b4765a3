export { type AnyEndpoint, type Endpoint, type ErrorBody, endpoint, type HttpMethod } from './endpoint.ts';
export type { EngineReport, EngineServer, PreviousSockets, WorkflowReport } from './engine-calls.ts';
export * as http from './http.ts';
export { PRODUCTION_COMMANDS, type ProductionCommand } from './http.ts';
export {
  type AppSettings,
  type Asset,
  type CueFit,
  type CueRecord,
  type DocumentPatch,
  type FrameHealth,
  type FrameRecord,
  type GraphSummary,
  type Production,
  type ProductionState,
  patchSchema,
  type TemplateSummary,
} from './shapes.ts';
export {
  type ClientMessage,
  clientMessageSchema,
  MONITOR,
  PROTOCOL_VERSION,
  type PreviewHeader,
  previewHeaderSchema,
  type ServerEvent,
  SOCKET_URL,
  serverEventSchema,
  type WireNodeReport,
} from './socket.ts';
