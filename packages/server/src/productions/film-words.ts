import { type Diagnostic, messageOf } from '@epoch/graph-runtime/model';

/** A node has failed: what happened, what is safe, what to do. */
export function failedWords({ message }: Diagnostic, framesDone: number): string {
  return `${message}${safeWords(framesDone)} Mend it and unpause: the frame is tried again.`;
}

/** The graph has been edited so that nothing of it is saved. */
export function noOutputWords({ message }: Diagnostic, framesDone: number): string {
  return `${message} Then the film goes on.${safeWords(framesDone)}`;
}

/** The production cannot go on. */
export function endWords(error: unknown, framesDone: number): string {
  const next = framesDone === 0 ? '' : ' Resume Session goes on from there.';
  return `The production had to end: ${messageOf(error)}${safeWords(framesDone)}${next}`;
}

export function replayWords(fromFrame: number, framesDone: number): string {
  return `Drawing frames ${fromFrame} to ${framesDone - 1} again, to go on exactly where the film was.`;
}

export function safeWords(framesDone: number): string {
  if (framesDone === 0) return '';
  return framesDone === 1 ? ' Frame 0 is safe.' : ` Frames 0 to ${framesDone - 1} are safe.`;
}
