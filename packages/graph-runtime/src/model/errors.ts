/** Every way the program can refuse or fail, with the HTTP status it has on the wire. The table is closed. */
export const ERROR_STATUS = {
  REQUEST_INVALID: 400,
  IMAGE_INVALID: 400,
  PARAM_INVALID: 422,
  GRAPH_INVALID: 422,
  GRAPH_TOO_NEW: 422,
  SCHEDULE_INVALID: 422,
  WORKFLOW_INVALID: 422,
  NODE_UNKNOWN: 422,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  GRAPH_NOT_FOUND: 404,
  TEMPLATE_NOT_FOUND: 404,
  PRODUCTION_NOT_FOUND: 404,
  FRAME_NOT_FOUND: 404,
  ASSET_NOT_FOUND: 404,
  CUE_NOT_FOUND: 404,
  ENGINE_NOT_FOUND: 404,
  WORKFLOW_NOT_FOUND: 404,
  TAKE_NOT_FOUND: 404,
  REVISION_CONFLICT: 409,
  PRODUCTION_BUSY: 409,
  PRODUCTION_EXISTS: 409,
  CUE_DONE: 409,
  FRAME_DAMAGED: 409,
  UPLOAD_TOO_LARGE: 413,
  MEDIA_TYPE: 415,
  NODE_FAILED: 500,
  /** An image server understood, and says no: a new try of the same thing would be answered the same. */
  ENGINE_REFUSED: 502,
  STORAGE_FAILED: 500,
  INTERNAL: 500,
  SERVICE_UNAVAILABLE: 503,
  /** An image server does not answer, or is busy: `detail.retryAfterMs` says when the frame is tried again. */
  ENGINE_AWAY: 503,
  DISK_FULL: 507,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Where it happened, in the words of the user: any of node, port, param, field, frame, file, line. */
export type ErrorDetail = Readonly<Record<string, string | number | boolean | null>>;

/** The one error class that crosses module borders. `message` is a whole sentence: what, where, what to do. */
export class EpochError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, options: { detail?: ErrorDetail; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EpochError';
    this.code = code;
    this.detail = options.detail ?? {};
  }
}

/** The sentence of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
