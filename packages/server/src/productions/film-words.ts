import { type Diagnostic, EpochError, messageOf } from '@epoch/graph-runtime/model';

/** A node has failed: what happened, what is safe, and, when somebody sits before the editor, what to do. */
export function failedWords({ code, message }: Diagnostic, framesDone: number, isAttended: boolean): string {
  const cure =
    code === 'engine-away' ? ' Unpause tries the frame again.' : ' Mend it and unpause: the frame is tried again.';
  return `${message}${safeWords(framesDone)}${isAttended ? cure : ''}`;
}

/** An image server is away, and the frame is tried again by itself. @unit waitMs: ms */
export function awayWords({ message }: Diagnostic, waitMs: number, framesDone: number): string {
  const seconds = Math.max(1, Math.round(waitMs / 1000));
  const wait = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `${message} Next try in ${wait}.${safeWords(framesDone)}`;
}

export function tryingWords({ message }: Diagnostic, framesDone: number): string {
  return `${message} Trying again now.${safeWords(framesDone)}`;
}

/** The graph has been edited so that nothing of it is saved. */
export function noOutputWords({ message }: Diagnostic, framesDone: number): string {
  return `${message} Then the film goes on.${safeWords(framesDone)}`;
}

/** The production cannot go on. */
export function endWords(error: unknown, framesDone: number): string {
  const isHopeless = error instanceof EpochError && error.code === 'FRAME_DAMAGED';
  const next = framesDone === 0 || isHopeless ? '' : ' Resume Session goes on from there.';
  return `The production had to end: ${messageOf(error)}${safeWords(framesDone)}${next}`;
}

export function replayWords(fromFrame: number, framesDone: number): string {
  return `Drawing frames ${fromFrame} to ${framesDone - 1} again, to go on exactly where the film was.`;
}

export function safeWords(framesDone: number): string {
  if (framesDone === 0) return '';
  return framesDone === 1 ? ' Frame 0 is safe.' : ` Frames 0 to ${framesDone - 1} are safe.`;
}
