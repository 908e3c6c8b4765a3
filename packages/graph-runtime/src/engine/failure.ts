import { type Diagnostic, EpochError, type ErrorDetail, messageOf } from '../model/index.ts';
import type { FrameFailure } from './pipeline.ts';

/** Where an error says no time of its own. */
const RETRY_AFTER_MS = 8000;
/** A server that asks for more is asked again all the same: it may have been started anew. */
const MOST_RETRY_AFTER_MS = 10 * 60_000;

/**
 * What people are told of a frame that failed. A node that found its image server away (an EpochError ENGINE_AWAY behind
 * the NODE_FAILED) has not failed: the frame is tried again by itself after `retryAfterMs`, and the sentence is the
 * engine's own.
 */
export function failureDiagnostic({ frame, error }: FrameFailure): Diagnostic {
  const cause = error instanceof EpochError && error.cause instanceof EpochError ? error.cause : null;
  const detail = error instanceof EpochError ? error.detail : {};
  const where = { frame, ...texts(cause?.detail ?? {}, 'param', 'port'), ...texts(detail, 'node') };
  if (cause?.code === 'ENGINE_AWAY') {
    const retryAfterMs = retryTime(cause.detail.retryAfterMs);
    return { severity: 'error', code: 'engine-away', message: cause.message, ...where, retryAfterMs };
  }
  return { severity: 'error', code: 'node-failed', message: messageOf(error), ...where };
}

function texts(detail: ErrorDetail, ...names: readonly ('node' | 'param' | 'port')[]): Partial<Record<string, string>> {
  const found = names.flatMap((name) => (typeof detail[name] === 'string' ? [[name, detail[name]] as const] : []));
  return Object.fromEntries(found);
}

function retryTime(asked: ErrorDetail[string] | undefined): number {
  if (typeof asked !== 'number' || !(asked > 0)) return RETRY_AFTER_MS;
  return Math.min(MOST_RETRY_AFTER_MS, Math.ceil(asked));
}
