/** Where a command talks to people. Tests give one that keeps what is said. */
export interface Terminal {
  /** A line of the answer. */
  out(line: string): void;
  /** A line beside the answer: problems and progress. */
  err(line: string): void;
  /** Replaces the line that changes; only called when `isLive`. '' takes it away. */
  replaceLine(line: string): void;
  /** Whether lines can be replaced: false in files, pipes and logs. */
  readonly isLive: boolean;
  /** @unit characters */
  readonly columns: number;
  /** Calls when the user wants the command to end. The returned function takes the listener off again. */
  onInterrupt(listener: () => void): () => void;
}

const ERASE_LINE = '\r\u001b[2K';
const INTERRUPTS = ['SIGINT', 'SIGTERM'] as const;

export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  let replaceable = false;
  const clear = () => {
    if (replaceable) stderr.write(ERASE_LINE);
    replaceable = false;
  };
  return {
    out(line) {
      clear();
      stdout.write(`${line}\n`);
    },
    err(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    replaceLine(line) {
      stderr.write(`${ERASE_LINE}${line}`);
      replaceable = line !== '';
    },
    isLive: stderr.isTTY === true && process.env.TERM !== 'dumb',
    // A terminal that does not know its own width says 0.
    columns: stderr.columns || 80,
    onInterrupt(listener) {
      for (const signal of INTERRUPTS) process.on(signal, listener);
      return () => {
        for (const signal of INTERRUPTS) process.off(signal, listener);
      };
    },
  };
}
