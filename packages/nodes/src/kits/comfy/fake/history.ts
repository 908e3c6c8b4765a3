import type { Json, JsonObject } from './json.ts';
import type { HistoryEntry, QueueItem, Ram } from './world.ts';

/** Entries that the server keeps; then the oldest goes. */
export const HISTORY_LIMIT = 10_000;

export function itemJson({ number, id, prompt, extraData, outputs }: QueueItem): Json {
  return [number, id, prompt, extraData, [...outputs]];
}

export function entryJson({ item, outputs, status, meta }: HistoryEntry, nan: boolean): JsonObject {
  const { prompt } = item;
  const spoilt = nan ? { ...prompt, nan: { class_type: 'Note', inputs: { value: Number.NaN } } } : prompt;
  return { prompt: itemJson({ ...item, prompt: spoilt }), outputs, status, meta };
}

/** A second run with the same id takes the place of the first and keeps its place in the order. */
export function remember({ history }: Ram, entry: HistoryEntry): void {
  history.set(entry.item.id, entry);
  const oldest = history.keys().next().value;
  if (history.size > HISTORY_LIMIT && oldest !== undefined) history.delete(oldest);
}
