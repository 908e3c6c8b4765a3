/** Every time and count that the client lives by. @unit ms for all that ends in Ms */
export interface Pace {
  /** Between looks at history and queue while events are silent. */
  readonly pollMs: number;
  /** History is written up to this long after the event of success. */
  readonly historyLagMs: number;
  /** Between looks at the history within that time. */
  readonly historyGapMs: number;
  /** Between the two looks that decide that a prompt has not arrived, or is lost. */
  readonly lookAgainMs: number;
  /** First pause before the same call is made again; doubles, with jitter. */
  readonly backOffMs: number;
  /** Tries of one call within one evaluation. */
  readonly tries: number;
  /** How long an unopened socket may hold a prompt up. */
  readonly socketWaitMs: number;
  /** Silence of a running prompt that counts as a stall, before this server has finished its first one: models load. */
  readonly firstStallMs: number;
  /** The same later on. */
  readonly stallMs: number;
  /** Standing in line behind others without the line moving. */
  readonly lineMs: number;
  /** An answer that is not whole after this time has to come at 1 kB/s or faster. */
  readonly slowMs: number;
  /** How long a stop waits for the server to take our prompt back. */
  readonly cancelMs: number;
  /** Times a lost prompt is made anew within one evaluation. */
  readonly lostRuns: number;
  /** Our newest entries that stay in the server's history. */
  readonly keepHistory: number;
}

export const PACE: Pace = {
  pollMs: 2000,
  historyLagMs: 5000,
  historyGapMs: 200,
  lookAgainMs: 1000,
  backOffMs: 250,
  tries: 3,
  socketWaitMs: 2000,
  firstStallMs: 15 * 60_000,
  stallMs: 5 * 60_000,
  lineMs: 30 * 60_000,
  slowMs: 10_000,
  cancelMs: 1500,
  lostRuns: 3,
  keepHistory: 3,
};
