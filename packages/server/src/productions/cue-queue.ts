import type { CueRow } from './journal-cues.ts';

/**
 * Which cue a node gets at a frame. A cue that the frame has taken before is its truth for good. Of those that are armed,
 * first comes what is due: asked for this frame, or for an earlier one at which another was in the way; then what waits
 * for the next frame, in the order of the queue. One per frame.
 */
export function cueFor(queue: readonly CueRow[], frame: number): CueRow | null {
  const taken = queue.find((cue) => cue.state === 'done' && cue.frame === frame);
  if (taken !== undefined) return taken;
  const armed = queue.filter(({ state }) => state === 'armed').sort((a, b) => a.order - b.order);
  const due = armed.filter((cue) => cue.frame !== null && cue.frame <= frame);
  const [earliest] = due.sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
  return earliest ?? armed.find((cue) => cue.frame === null) ?? null;
}

/**
 * The frame that will take an armed cue when nothing else happens; null while it is held.
 *
 * @unit next: first frame that has not begun
 */
export function frameOf(cues: readonly CueRow[], { id, node }: CueRow, next: number): number | null {
  let queue = cues.filter((cue) => cue.node === node && cue.state !== 'done');
  if (queue.find((cue) => cue.id === id)?.state !== 'armed') return null;
  for (let frame = next; ; frame += 1) {
    const taken = cueFor(queue, frame);
    if (taken?.id === id) return frame;
    if (taken !== null) queue = queue.filter((cue) => cue !== taken);
    // Nothing acts before the earliest frame that is asked for.
    else
      frame = Math.max(frame, Math.min(...queue.flatMap((cue) => (cue.state === 'armed' ? [cue.frame ?? 0] : []))) - 1);
  }
}

/** The queue with some cues put first, in the given order; done ones are no part of it. */
export function reordered(cues: readonly CueRow[], ids: readonly string[]): readonly CueRow[] {
  const place = (cue: CueRow) => {
    const at = ids.indexOf(cue.id);
    return at < 0 ? ids.length : at;
  };
  const waiting = cues.filter(({ state }) => state !== 'done').sort((a, b) => place(a) - place(b) || a.order - b.order);
  const behind = Math.max(0, ...cues.filter(({ state }) => state === 'done').map(({ order }) => order));
  return waiting.map((cue, at) => ({ ...cue, order: behind + at + 1 }));
}
