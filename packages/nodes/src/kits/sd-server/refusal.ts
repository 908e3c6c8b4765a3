import type { EpochError } from '@epoch/graph-runtime/model';
import { failureOf, wireError } from '../engines/wire/failure.ts';
import { answerTextOf, type HttpTarget } from '../engines/wire/http.ts';
import { asList, asText, field, type Json, readJson } from '../engines/wire/json-read.ts';

const REASON_LETTERS = 200;
/** Statuses of answers that carry the reason of the server itself; others are explained by their number. */
const WITH_REASON = new Set([400, 404, 409, 422, 500]);

/**
 * The error of a call that the server itself turned down, with its reason in short, as text. Other errors stay as they
 * are. A server that fails within (500) gives the same answer to the same request, so that is a refusal as well.
 */
export function refusalOf(
  error: unknown,
  { product, url }: HttpTarget,
  size: { width: number; height: number },
): unknown {
  const status = failureOf(error)?.status ?? 0;
  if (!WITH_REASON.has(status)) return error;
  const reason = reasonIn(answerTextOf(error));
  if (reason === '') return error;
  if (/out of memory|OutOfMemory|alloc/i.test(answerTextOf(error))) {
    return refused(
      status,
      `${product} at ${url} has too little memory for ${size.width} x ${size.height} px: set a smaller width and height.`,
    );
  }
  return refused(status, `${product} at ${url} refuses: ${reason}`);
}

export function refused(status: number | null, sentence: string): EpochError {
  return wireError({ kind: 'refused', status, retryAfterMs: null, unsent: false }, sentence);
}

/** The reason in an error answer: `detail`, `error` or `message`, a text or a list of complaints about fields. */
function reasonIn(text: string): string {
  let told: Json;
  try {
    told = readJson(text);
  } catch {
    return '';
  }
  const detail = field(told, 'detail');
  const complaints = asList(detail).map((entry) => {
    const place = asList(field(entry, 'loc')).map(String).join('.');
    return `${place}: ${asText(field(entry, 'msg'))}`;
  });
  const words = [
    complaints.join('; '),
    asText(detail),
    asText(field(told, 'errors')),
    asText(field(told, 'message')),
    asText(field(told, 'error')),
  ];
  return shortened(words.find((word) => word !== '') ?? '');
}

/** One line of plain text: no control characters, not too long, with an end. */
export function shortened(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line === '') return '';
  const short = line.length > REASON_LETTERS ? `${line.slice(0, REASON_LETTERS)}...` : line;
  return /[.!?]$/.test(short) ? short : `${short}.`;
}
