import { asNumber, field } from '../../engines/wire/json-read.ts';
import type { SocketEvent } from '../wire/socket.ts';
import type { Events } from './events.ts';
import { createBell } from './pause.ts';

/** What has been heard of one prompt, and a bell that rings when it is worth looking. */
export interface Ear {
  /** An event has said that it is over, or about to be. */
  readonly ended: boolean;
  /** When something was last heard of it. @unit ms of the monotonic clock */
  readonly signAtMs: number;
  /** Resolves when there is something to look at, or after the time. @throws the signal's reason */
  wait(atMostMs: number, signal: AbortSignal): Promise<void>;
  stop(): void;
}

/** Where the steps and previews go. */
export interface Telling {
  readonly progress: (done: number) => void;
  readonly glimpse: (encoded: Uint8Array) => void;
}

const MAX_GLIMPSE_BYTES = 1024 * 1024;

/**
 * Listens for one prompt and hands its steps and previews on. Listen before the prompt is sent: its events may be first.
 *
 * @unit historyGapMs: how long after the event of success or failure a look is worth it when the last event stays out
 */
export function openEar(events: Events, promptId: string, told: Telling, historyGapMs: number): Ear {
  const bell = createBell();
  let ended = false;
  let signAtMs = performance.now();
  let late: NodeJS.Timeout | undefined;

  function hear({ type, data }: SocketEvent): void {
    signAtMs = performance.now();
    if (type === 'progress' && !ended) {
      const [value, max] = [asNumber(field(data, 'value')), asNumber(field(data, 'max'))];
      if (value !== null && max !== null && max > 0) told.progress(Math.min(1, Math.max(0, value / max)));
    } else if (type === 'executing' && field(data, 'node') === null) {
      // The history has it by now, as it has not yet at the event of success.
      ended = true;
      bell.ring();
    } else if (type === 'execution_success' || type === 'execution_interrupted' || type === 'execution_error') {
      late ??= setTimeout(bell.ring, historyGapMs);
    }
  }

  const stop = events.listen(promptId, {
    event: hear,
    preview(encoded) {
      signAtMs = performance.now();
      if (!ended && encoded.length <= MAX_GLIMPSE_BYTES) told.glimpse(encoded);
    },
    cut: bell.ring,
  });
  return {
    get ended() {
      return ended;
    },
    get signAtMs() {
      return signAtMs;
    },
    wait: bell.wait,
    stop() {
      clearTimeout(late);
      stop();
    },
  };
}
