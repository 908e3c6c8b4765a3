import { asText, field, type Json } from '../../engines/wire/json-read.ts';
import type { HistoryEntry, ServerFile } from '../wire/shapes.ts';

/** What became of a prompt, as its history entry tells. */
export type Outcome =
  | { readonly kind: 'pictures'; readonly files: readonly ServerFile[] }
  /** It ended well, and the node that we asked gave nothing: it was cached, or blocked by another node. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'failed'; readonly node: string; readonly words: string };

/**
 * Reads a history entry. `status_str` is no proof either way: the messages are read, and a node that was merely blocked
 * does not end a prompt.
 */
export function outcomeOf({ files, messages, status }: HistoryEntry, outputNode: string): Outcome {
  if (messages.some(({ type }) => type === 'execution_interrupted')) return { kind: 'interrupted' };
  const errors = messages.filter(({ type, data }) => type === 'execution_error' && !isBlocked(data));
  const error = errors[0]?.data;
  if (error !== undefined) {
    if (/OutOfMemory/i.test(asText(field(error, 'exception_type')))) return { kind: 'out-of-memory' };
    return { kind: 'failed', node: asText(field(error, 'node_id')), words: firstLine(error) };
  }
  const pictures = Object.hasOwn(files, outputNode) ? (files[outputNode] ?? []) : [];
  if (pictures.length > 0) return { kind: 'pictures', files: pictures };
  return status === 'error' ? { kind: 'failed', node: '', words: 'no reason is given' } : { kind: 'nothing' };
}

function isBlocked(data: Json): boolean {
  return /ExecutionBlocked/.test(asText(field(data, 'exception_type')));
}

/** The first line of what the node says, without the tips that the server adds. */
function firstLine(error: Json): string {
  const [line = ''] = asText(field(error, 'exception_message')).trim().split('\n');
  return line === '' ? asText(field(error, 'exception_type')) : line.slice(0, 200);
}
