import type { Terminal } from '../cli/terminal.ts';

/** A terminal that keeps what is said to it. `interrupt` is Ctrl+C. */
export interface FakeTerminal extends Terminal {
  readonly outLines: string[];
  readonly errLines: string[];
  readonly liveLines: string[];
  interrupt(): void;
}

export function fakeTerminal(isLive = false): FakeTerminal {
  const listeners = new Set<() => void>();
  const [outLines, errLines, liveLines]: [string[], string[], string[]] = [[], [], []];
  return {
    ...{ outLines, errLines, liveLines, isLive },
    columns: 100,
    out: (line) => void outLines.push(line),
    err: (line) => void errLines.push(line),
    replaceLine: (line) => void liveLines.push(line),
    onInterrupt(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    interrupt: () => {
      for (const listener of listeners) listener();
    },
  };
}
