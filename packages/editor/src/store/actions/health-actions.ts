import { http } from '@epoch/graph-runtime/protocol';
import { call } from '../../api/http-client.ts';
import { editor, setRun } from '../editor-store.ts';
import { comparedFromNow, EARLY_FROM_FRAME, EARLY_ROWS, joined, RECENT_ROWS } from '../health-trace.ts';

/** Frames that hold the last rows: every second frame is measured. */
const RECENT_FRAMES = 2 * RECENT_ROWS;
const SINCE_KEY = 'epochstreamer.health-since';

/** Reads what was measured of a production before this page looked at it. Without an answer the trace only grows. */
export async function readHealth(productionId: string): Promise<void> {
  const params = { productionId };
  const since = rememberedSince(productionId);
  const first = await call(http.frameHealth, { params, query: { from: since, limit: EARLY_ROWS } }).catch(() => null);
  if (first === null) return;
  const from = Math.max(0, first.total - RECENT_FRAMES);
  const last = await call(http.frameHealth, { params, query: { from, limit: RECENT_ROWS } }).catch(() => null);
  if (last === null) return;
  const read = { early: first.rows, recent: last.rows };
  setRun((run) => (run.currentId === productionId ? { ...run, health: joined(read, since, run.health.recent) } : run));
}

/** The film as it is now is what later frames are compared with. This browser remembers it for this production. */
export function compareHealthFromNow(): void {
  setRun((run) => ({ ...run, health: comparedFromNow(run.health) }));
  const { currentId, health } = editor.getState().run;
  if (currentId === null) return;
  try {
    localStorage.setItem(SINCE_KEY, JSON.stringify({ production: currentId, since: health.since }));
  } catch {
    // A browser that may not store anything compares with the beginning again after a reload.
  }
}

function rememberedSince(production: string): number {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(SINCE_KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('since' in kept) || !('production' in kept))
      return EARLY_FROM_FRAME;
    const { since } = kept;
    return kept.production === production && Number.isInteger(since) ? Number(since) : EARLY_FROM_FRAME;
  } catch {
    return EARLY_FROM_FRAME;
  }
}
