import { EpochError } from '@epoch/graph-runtime/model';
import type { HistoryEntry } from '../wire/shapes.ts';
import type { Connection } from './connection.ts';
import type { Ear } from './ear.ts';
import { look } from './look.ts';
import type { Pace } from './pace.ts';
import { patiently } from './patience.ts';
import { pause } from './pause.ts';

/** Without its events a prompt is looked at so many times as often. */
const BLIND_LOOKS = 4;
/** A stalled film asks again after this; the prompt stays where it is and is found again. @unit ms */
const STALL_RETRY_MS = 8000;

/**
 * Waits until a prompt has ended, by looking at history and queue; events only say when a look is worth it.
 *
 * @returns null when the server does not know it any more: two looks in a row found it neither in queue nor in history
 * @throws EpochError ENGINE_AWAY when the server cannot be asked, or has shown no sign of work for too long
 */
export async function follow(
  { calls, events, address, warmAtCuts }: Connection,
  promptId: string,
  ear: Ear,
  pace: Pace,
  signal: AbortSignal,
): Promise<HistoryEntry | null> {
  let missed = 0;
  let endedAtMs: number | null = null;
  let movedAtMs = performance.now();
  let before = Number.POSITIVE_INFINITY;
  let lagging = false;
  const { cuts } = events;

  for (;;) {
    if (lagging) await pause(pace.historyGapMs, signal);
    else if (missed > 0) await pause(pace.lookAgainMs, signal);
    else await ear.wait(events.cuts === cuts ? pace.pollMs : pace.pollMs / BLIND_LOOKS, signal);
    const place = await patiently(pace, signal, () => look(calls, promptId, ear.ended, signal));
    const nowMs = performance.now();
    if (place.at === 'ended') return place.entry;
    if (ear.ended) endedAtMs ??= nowMs;
    lagging = endedAtMs !== null && nowMs - endedAtMs < pace.historyLagMs;

    missed = place.at === 'nowhere' ? missed + 1 : 0;
    if (missed > 1 && !lagging) return null;

    if (place.at === 'pending' && place.before < before) {
      before = place.before;
      movedAtMs = nowMs;
    }
    const limitMs =
      place.at === 'pending' ? pace.lineMs : warmAtCuts === events.cuts ? pace.stallMs : pace.firstStallMs;
    const silentMs = nowMs - Math.max(movedAtMs, ear.signAtMs);
    if (silentMs > limitMs && place.at !== 'nowhere') throw stalled(address.url, place.at, before, silentMs);
  }
}

function stalled(url: string, at: 'running' | 'pending', before: number, silentMs: number): EpochError {
  const time = silentMs < 90_000 ? `${Math.round(silentMs / 1000)} s` : `${Math.round(silentMs / 60_000)} minutes`;
  const detail = { retryAfterMs: STALL_RETRY_MS, stalled: true, offer: 'interrupt' };
  const words =
    at === 'running'
      ? `ComfyUI at ${url} has shown no step of our picture for ${time}: interrupt it there, or restart ComfyUI.`
      : `ComfyUI at ${url} has kept our picture waiting behind ${before} others for ${time}: see whether it still works, or restart it.`;
  return new EpochError('ENGINE_AWAY', words, { detail });
}
