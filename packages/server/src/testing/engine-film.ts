import type { GraphDocument } from '@epoch/graph-runtime/model';
import type { After } from '../productions/after.ts';
import { fakeGraph } from './fake-kit.ts';

/** A loop that goes through an image engine: painter, engine, delay. */
export function engineGraph(settings: Partial<GraphDocument['settings']> = {}): GraphDocument {
  return fakeGraph(
    [
      ['delay', 'TestDelay'],
      ['painter', 'TestPainter'],
      ['engine', 'TestEngine'],
      ['output', 'TestOutput'],
    ],
    [
      ['delay', 'out', 'painter', 'image'],
      ['painter', 'image', 'engine', 'image'],
      ['engine', 'image', 'delay', 'next'],
      ['engine', 'image', 'output', 'image'],
    ],
    settings,
  );
}

/** Timers that a test lets ring. */
export interface HandTimers {
  readonly after: After;
  /** Delays of the timers that run. @unit ms */
  delays(): readonly number[];
  /** Lets all timers of at most this delay ring. */
  ring(mostMs?: number): void;
}

export function handTimers(): HandTimers {
  const timers = new Set<{ readonly delayMs: number; readonly task: () => void }>();
  return {
    after(delayMs, task) {
      const timer = { delayMs, task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    delays: () => [...timers].map(({ delayMs }) => delayMs),
    ring(mostMs = Number.POSITIVE_INFINITY) {
      for (const timer of [...timers].filter(({ delayMs }) => delayMs <= mostMs)) {
        timers.delete(timer);
        timer.task();
      }
    },
  };
}
