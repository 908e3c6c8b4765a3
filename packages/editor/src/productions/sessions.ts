import type { Production } from '@epoch/graph-runtime/protocol';

/** Latest first, whatever order the server named them in. */
export function latestFirst(productions: Readonly<Record<string, Production>>): readonly Production[] {
  return Object.values(productions).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** A production that ended before its last frame, or has none, can go on. */
export function canResume({ state, framesDone, framesTotal }: Production): boolean {
  if (state === 'interrupted' || state === 'failed') return true;
  return state === 'stopped' && (framesTotal === null || framesDone < framesTotal);
}
