import type { JsonObject } from './json.ts';

/** One prompt that was accepted. */
export interface SeenPrompt {
  readonly promptId: string;
  readonly clientId: string | null;
  readonly graph: JsonObject;
}

/** One run that came to its end in the worker, whichever end. */
export interface SeenRun {
  readonly promptId: string;
  readonly end: 'success' | 'error' | 'interrupted';
  /** One for each sampler that really ran: picture and parameters in one text; equal runs have equal keys. */
  readonly samples: readonly string[];
}

export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What arrived, over all restarts. */
export interface FakeLog {
  readonly requests: SeenRequest[];
  readonly prompts: SeenPrompt[];
  /** How often each prompt id was accepted. */
  readonly promptCount: Map<string, number>;
  readonly uploads: { readonly name: string; readonly subfolder: string; readonly bytes: number }[];
  readonly runs: SeenRun[];
  /** How often each prompt id ran to an end. */
  readonly runCount: Map<string, number>;
  /** How often each sampler key was really computed. */
  readonly sampleCount: Map<string, number>;
  /** Ids named by POST /interrupt and by cancel; null where none was named. */
  readonly interrupts: (string | null)[];
  /** Ids named by POST /queue {delete}. */
  readonly deletes: string[];
  /** How often POST /queue {clear} came, which wipes other people's prompts. */
  clears: number;
  frees: number;
  /** Sockets opened. */
  sockets: { readonly clientId: string; readonly headers: Readonly<Record<string, string>> }[];
}

export function emptyLog(): FakeLog {
  return {
    requests: [],
    prompts: [],
    promptCount: new Map(),
    uploads: [],
    runs: [],
    runCount: new Map(),
    sampleCount: new Map(),
    interrupts: [],
    deletes: [],
    clears: 0,
    frees: 0,
    sockets: [],
  };
}

export function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
