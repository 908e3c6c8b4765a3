import type { Trial } from '@epoch/graph-runtime/model';
import { clock } from '../transport/format.ts';

/** `71 ms`, `1.84 s`, `12.5 s`. @unit seconds: s */
export function perFrame(seconds: number): string {
  if (seconds >= 10) return `${seconds.toFixed(1)} s`;
  if (seconds >= 0.5) return `${seconds.toFixed(2)} s`;
  const ms = seconds * 1000;
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}

/** A time span as a person plans with it: `48 s`, `20 min`, `7 h 12 min`, `2 d 4 h`. @unit seconds: s */
export function span(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'for ever';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return clock(seconds);
}

/** `21:40`, with the day when it is not today. @unit ms since 1970 */
export function clockTime(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const words = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  const days = Math.round((dayOf(at) - dayOf(new Date(nowMs))) / 86_400_000);
  if (days === 0) return words;
  return days === 1 ? `${words} tomorrow` : `${words} in ${days} days`;
}

/** Seconds from now to the next time a clock shows `HH:MM`; null when nothing readable is given. @unit s */
export function secondsUntil(time: string, nowMs: number): number | null {
  const read = /^(\d{1,2}):(\d{2})$/.exec(time);
  if (read === null) return null;
  const at = new Date(nowMs);
  at.setHours(Number(read[1]), Number(read[2]), 0, 0);
  if (at.getTime() <= nowMs) at.setDate(at.getDate() + 1);
  return (at.getTime() - nowMs) / 1000;
}

/** The engine's own line in the list of nodes, for one look at what costs the time. @unit 0..1 */
export function shareOf(trial: Trial, medianMs: number): number {
  return trial.secondsPerFrame <= 0 ? 0 : Math.min(1, medianMs / 1000 / trial.secondsPerFrame);
}

function dayOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
