/** How a command ends, for scripts. Documented in docs/command-line.md. */
export const EXIT = {
  ok: 0,
  /** It was tried and did not work out. */
  failed: 1,
  /** It was not tried: the command, a file or a folder is not as it must be. Nothing was written. */
  refused: 2,
  /** Stopped by the user, cleanly: what is done is safe. */
  interrupted: 130,
} as const satisfies Record<string, number>;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command before it has begun, with a sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
