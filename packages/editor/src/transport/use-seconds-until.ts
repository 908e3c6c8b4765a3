import { useEffect, useState } from 'react';

/** Often enough that no second is skipped. @unit ms */
const TICK_MS = 250;

/** Whole seconds until a moment (ISO 8601), counted down while the component is on the page; null without a moment. */
export function useSecondsUntil(moment: string | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (moment === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [moment]);
  return moment === null ? null : secondsUntil(moment, now);
}

/** Never below zero; a moment that is no date is now. @unit nowMs: ms since 1970 */
export function secondsUntil(moment: string, nowMs: number): number {
  const thenMs = Date.parse(moment);
  return Number.isNaN(thenMs) ? 0 : Math.max(0, Math.ceil((thenMs - nowMs) / 1000));
}
