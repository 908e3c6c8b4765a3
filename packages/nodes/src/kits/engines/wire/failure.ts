import { EpochError } from '@epoch/graph-runtime/model';

/**
 * What a failed call means for what to do next. `away`: the same call may succeed later. `refused`: it never will.
 * `broken`: something answered, but not as an image server does; worth another try, and then a refusal.
 */
export type FailureKind = 'away' | 'refused' | 'broken';

export interface Failure {
  readonly kind: FailureKind;
  /** HTTP status, null when there was no answer. */
  readonly status: number | null;
  /** As the server asked by Retry-After; null when it did not. @unit ms */
  readonly retryAfterMs: number | null;
  /** The request surely never reached the server, so it cannot have been carried out. */
  readonly unsent: boolean;
}

/** A failed call as the one error class that crosses borders; `failureOf` reads it again. */
export function wireError(failure: Failure, sentence: string, cause?: unknown): EpochError {
  const { kind, status, retryAfterMs, unsent } = failure;
  const code = kind === 'refused' ? 'ENGINE_REFUSED' : 'ENGINE_AWAY';
  const detail = { failure: kind, status, unsent, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
  return new EpochError(code, sentence, { detail, ...(cause === undefined ? {} : { cause }) });
}

/** What `wireError` was told; null for any other error. */
export function failureOf(error: unknown): Failure | null {
  if (!(error instanceof EpochError)) return null;
  const { failure, status, retryAfterMs, unsent } = error.detail;
  if (failure !== 'away' && failure !== 'refused' && failure !== 'broken') return null;
  return {
    kind: failure,
    status: typeof status === 'number' ? status : null,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : null,
    unsent: unsent === true,
  };
}

/** The endpoint is not there: an older server, or none of this kind. Unknown paths are 404 for GET and 405 for POST. */
export function isMissing(error: unknown): boolean {
  const status = failureOf(error)?.status;
  return status === 404 || status === 405;
}
