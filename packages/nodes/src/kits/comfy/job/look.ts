import type { Calls } from '../wire/calls.ts';
import type { HistoryEntry } from '../wire/shapes.ts';

/** Where a prompt is on the server. `nowhere`: the server does not know it, or has forgotten it. */
export type Place =
  | { readonly at: 'ended'; readonly entry: HistoryEntry }
  | { readonly at: 'running' }
  | { readonly at: 'pending'; readonly before: number }
  | { readonly at: 'nowhere' };

/**
 * Looks for a prompt. The queue is read before the history: the server moves a prompt from one to the other in one step,
 * so that one which is in neither was really in neither. `likelyEnded` spares the queue when the history has it.
 */
export async function look(calls: Calls, promptId: string, likelyEnded: boolean, signal: AbortSignal): Promise<Place> {
  if (likelyEnded) {
    const entry = await calls.history(promptId, signal);
    if (entry !== null) return { at: 'ended', entry };
  }
  const { running, pending } = await calls.queue(signal);
  if (running.some((item) => item.promptId === promptId)) return { at: 'running' };
  const place = pending.findIndex((item) => item.promptId === promptId);
  if (place >= 0) return { at: 'pending', before: place + running.length };
  const entry = await calls.history(promptId, signal);
  return entry === null ? { at: 'nowhere' } : { at: 'ended', entry };
}
