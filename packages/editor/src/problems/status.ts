import type { Production } from '@epoch/graph-runtime/protocol';
import { counted } from '../transport/format.ts';

export type StatusTone = 'quiet' | 'running' | 'warning' | 'error';
export type StatusAction = 'try-now' | 'resume' | 'reload' | 'cure';

export interface StatusSentence {
  readonly tone: StatusTone;
  readonly sentence: string;
  /** Goes on after it and is never cut. */
  readonly tail?: string;
  readonly action: { readonly kind: StatusAction; readonly label: string } | null;
}

export interface StatusFacts {
  readonly connection: 'connecting' | 'open' | 'lost';
  readonly saveState: 'saved' | 'saving' | 'offline' | 'conflict';
  readonly pendingCount: number;
  readonly production: Production | null;
  /** @unit bytes; null while unknown */
  readonly diskFreeBytes: number | null;
  /** Until a film that waits for an image server tries again; null while none does. @unit s */
  readonly retrySeconds: number | null;
}

/** Below this a long film may fill the disk over night. @unit bytes */
export const DISK_LOW_BYTES = 2_000_000_000;

/**
 * The one sentence that matters most now: what happened, what is safe, what to do. null when all is well and the
 * problems of the graph may speak.
 */
export function urgentSentence(facts: StatusFacts): StatusSentence | null {
  return connectionSentence(facts) ?? productionSentence(facts) ?? diskSentence(facts);
}

function connectionSentence(facts: StatusFacts): StatusSentence | null {
  const kept = facts.pendingCount > 0 ? ` Your changes are kept here, ${facts.pendingCount} to send.` : '';
  const offline = facts.connection === 'lost' || facts.saveState === 'offline';
  if (facts.saveState === 'conflict') {
    const sentence = `Another browser changed this graph at the same time.${kept} Load it again to go on from the latest.`;
    return { tone: 'warning', sentence, action: { kind: 'reload', label: 'Load again' } };
  }
  if (!offline) return null;
  const safe = facts.production === null ? '' : ` ${safeFrames(facts.production)}`;
  const sentence = `The server does not answer.${kept}${safe} Trying again.`;
  return { tone: 'warning', sentence, action: null };
}

function productionSentence({ production, retrySeconds }: StatusFacts): StatusSentence | null {
  if (production === null) return null;
  const message = production.message ?? production.problem?.message ?? null;
  switch (production.state) {
    case 'failed':
      return {
        tone: 'error',
        sentence: message ?? `The production stopped with a fault. ${safeFrames(production)}`,
        action: { kind: 'resume', label: 'Resume' },
      };
    case 'waiting':
      if (retrySeconds !== null) return retrySentence(production, retrySeconds);
      return {
        tone: 'warning',
        sentence: message ?? `Waiting for a server. ${safeFrames(production)}`,
        action: waitingAction(production),
      };
    case 'interrupted':
      return {
        tone: 'warning',
        sentence: message ?? `${production.name} was interrupted. ${safeFrames(production)}`,
        action: { kind: 'resume', label: 'Resume' },
      };
    case 'paused':
      if (message === null) return null;
      return { tone: 'warning', sentence: message, action: { kind: 'try-now', label: 'Try again' } };
    default:
      return null;
  }
}

/** The film goes on by itself: why it waits, what is safe, and how long still. */
function retrySentence(production: Production, seconds: number): StatusSentence {
  const why = production.problem?.message ?? 'The image server does not answer.';
  const tail = `${safeFrames(production)} Next try in ${seconds} s.`;
  return { tone: 'warning', sentence: why, tail, action: { kind: 'try-now', label: 'Try now' } };
}

/** A film that waits for an edit is not helped by trying again. */
function waitingAction({ problem }: Production): StatusSentence['action'] {
  if (problem === null) return { kind: 'try-now', label: 'Try now' };
  if (problem.cure !== undefined) return { kind: 'cure', label: problem.cure.label };
  return problem.node === undefined ? null : { kind: 'cure', label: 'Show it' };
}

function diskSentence(facts: StatusFacts): StatusSentence | null {
  if (facts.diskFreeBytes === null || facts.diskFreeBytes >= DISK_LOW_BYTES) return null;
  const sentence = 'The disk is nearly full. A running production pauses before it is, and keeps what is done.';
  return { tone: 'warning', sentence, action: null };
}

/** `132 frames are safe.` */
export function safeFrames(production: Production): string {
  const { framesDone } = production;
  if (framesDone === 0) return 'No frame was lost.';
  return framesDone === 1 ? '1 frame is safe.' : `${counted(framesDone, 'frame')} are safe.`;
}
