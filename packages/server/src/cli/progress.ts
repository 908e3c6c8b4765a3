import { createPace } from '../productions/pace.ts';
import type { Terminal } from './terminal.ts';

const REDRAW_EVERY_MS = 80;
const LINE_EVERY_MS = 2000;
const BAR_LENGTH = 28;

/** Shows how far a film is: one changing line on a terminal, a plain line now and then elsewhere. */
export interface Progress {
  /** Frames 0 .. done - 1 are safe. */
  frameDone(done: number): void;
  end(): void;
}

/** @unit `total`: frames; null when the film runs until it is stopped */
export function createProgress(terminal: Terminal, total: number | null, now: () => number): Progress {
  const pace = createPace(now);
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    frameDone(done) {
      pace.tick();
      const every = terminal.isLive ? REDRAW_EVERY_MS : LINE_EVERY_MS;
      if (now() - shownAt < every && done !== total) return;
      shownAt = now();
      const state = { done, total, framesPerSecond: pace.framesPerSecond() };
      if (terminal.isLive) terminal.replaceLine(liveLine(state, terminal.columns));
      else terminal.err(plainLine(state));
    },
    end() {
      if (terminal.isLive) terminal.replaceLine('');
    },
  };
}

export interface ProgressState {
  readonly done: number;
  readonly total: number | null;
  readonly framesPerSecond: number | null;
}

export function plainLine({ done, total, framesPerSecond }: ProgressState): string {
  const of = total === null ? '' : ` of ${total}`;
  const pace = framesPerSecond === null ? '' : `, ${framesPerSecond.toFixed(1)} frames per second`;
  const left = secondsLeft({ done, total, framesPerSecond });
  return `frame ${done}${of}${pace}${left === null ? '' : `, ${clock(left)} left`}`;
}

export function liveLine({ done, total, framesPerSecond }: ProgressState, columns: number): string {
  const share = total === null ? null : Math.min(1, done / total);
  const filled = Math.round((share ?? 0) * BAR_LENGTH);
  const bar =
    share === null ? '' : ` ${'━'.repeat(filled)}${'─'.repeat(BAR_LENGTH - filled)} ${Math.floor(share * 100)}%`;
  const pace = framesPerSecond === null ? '' : `  ${framesPerSecond.toFixed(1)} fps`;
  const left = secondsLeft({ done, total, framesPerSecond });
  const eta = left === null ? '' : `  ${clock(left)} left`;
  const line = `frame ${done}${total === null ? '' : `/${total}`}${bar}${pace}${eta}`;
  return line.slice(0, Math.max(10, columns - 1));
}

function secondsLeft({ done, total, framesPerSecond }: ProgressState): number | null {
  return total === null || framesPerSecond === null || framesPerSecond === 0 ? null : (total - done) / framesPerSecond;
}

/** 75 s as 1:15, 3,675 s as 1:01:15. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
