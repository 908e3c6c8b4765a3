/** What goes wrong with one answer of GET /view. */
export type ViewFault =
  | 'truncated'
  | 'wrong-length'
  | 'missing'
  | 'html'
  | 'other-size'
  | 'sixteen-bit'
  | 'slow'
  | 'trickle';

/** How POST /prompt says no although the prompt is good. */
export type Refusal =
  | 'no_prompt'
  | 'missing_node_type'
  | 'prompt_no_outputs'
  | 'required_input_missing'
  | 'bad_linked_input'
  | 'return_type_mismatch'
  | 'invalid_input_type'
  | 'value_smaller_than_min'
  | 'value_bigger_than_max'
  | 'value_not_in_list'
  | 'custom_validation_failed'
  | 'exception_during_inner_validation'
  | 'exception_during_validation'
  | 'dependency_cycle';

/** How a run fails inside a node. */
export type RunFault = 'exception' | 'out-of-memory' | 'disk-full' | 'blocked';

/**
 * Everything that can be made to go wrong. All is quiet at first; any field may be changed at any time.
 * A count is the number of coming occasions that are spoilt; Infinity spoils all.
 */
export interface FakeFaults {
  /** Pause in each sampler step. @unit ms */
  stepDelayMs: number;
  /** Pause in each node that loads a model. @unit ms */
  loadDelayMs: number;
  /** Pause between execution_success and the history entry. @unit ms */
  historyLagMs: number;

  /** Ends every socket at this step of the next sampler, once. null: never. */
  dropSocketAtStep: number | null;
  /** The server dies at this step of the next sampler, once; `restart()` brings it back. null: never. */
  killAtStep: number | null;
  /** With `killAtStep` or chaos: the server comes back by itself after so long. null: it does not. @unit ms */
  restartAfterMs: number | null;
  /** Sockets stay open, but nothing is sent and no ping answered. */
  halfOpenSockets: boolean;
  /** The end of an older socket makes the newer one of the same clientId deaf, as in the real server. On by default. */
  oldSocketRemovesNew: boolean;

  /** Every event is sent twice. */
  duplicateEvents: boolean;
  /** Two neighbouring events change places, pair by pair. */
  reorderEvents: boolean;
  /** Events of a prompt that nobody here sent come in between, its end included. */
  foreignEvents: boolean;
  /** Events carry no prompt_id. */
  omitPromptId: boolean;
  /** Event types and binary types that no client knows come in between, and text that is no JSON. */
  unknownFrames: boolean;
  /** Binary frames are cut inside their header. */
  truncatedFrames: boolean;
  /** Type of preview frames: as negotiated, or always the one named. */
  previewType: 'negotiated' | 1 | 4;

  /** Bare NaN in the answers of history. */
  nanInHistory: boolean;
  /** `status` of coming history entries is null. */
  nullStatus: number;
  /** Coming failures are told as status_str success; execution_error stands in the messages alone. */
  successWithError: number;
  /** Coming entries of history have no outputs though all went well. */
  outputsMissing: number;
  /** Coming runs fail in this way, at `failAtClass` or the first sampler. */
  failRuns: number;
  failWith: RunFault;
  failAtClass: string | null;
  /** Coming runs are interrupted by somebody else, at the first sampler step or the first node. */
  interruptedByOthers: number;
  /** Coming prompts vanish from the queue, as if somebody had deleted them. */
  deletedByOthers: number;
  /** The worker takes nothing from the queue, while HTTP goes on. */
  zombieWorker: boolean;

  /** POST /prompt: connection ends before the body is read. */
  promptDropped: number;
  /** POST /prompt: the prompt is queued, and the connection ends without an answer. */
  promptAnswerLost: number;
  /** POST /prompt: the answer comes so late; the prompt is queued at once. @unit ms */
  promptAnswerDelayMs: number;
  /** POST /prompt: 200 with node_errors for all outputs but the first, which is dropped with them when alone. */
  promptNodeErrors: number;
  /** POST /prompt: 400 of the kind in `refuseWith`. */
  refusePrompts: number;
  refuseWith: Refusal;

  /** Any call: 413. */
  tooLarge: number;
  /** Any call without the header `authorization: Bearer <this>`: 401. null: no key needed. */
  token: string | null;
  /** Any call: 403 with an empty body. */
  forbidden: number;
  /** Any call: 429. */
  rateLimited: number;
  /** Of the header Retry-After. @unit s */
  retryAfterS: number;
  /** Any call: 500, in the words of the web server below ComfyUI. */
  brokenInside: number;
  /** Any call: 502 with a page of HTML, as a proxy in front sends. */
  badGateway: number;
  /** Any call: 302 to this address. */
  redirectTo: string | null;
  /** Any call: bytes of the body come one at a time, so far apart. @unit ms */
  trickleMs: number;

  /** GET /view: coming answers go wrong as `viewWith` says. */
  viewFaults: number;
  viewWith: ViewFault;
  /** Uploads come back under a name that was not asked for. */
  uploadRenamed: boolean;
  /** Coming uploads are stored with their second half missing. */
  uploadCut: number;
  /** Coming answers of cached outputs name a file that is gone. */
  cachedFileGone: number;

  /** The class SaveImageWebsocket is not there. */
  saveImageWebsocketAbsent: boolean;
  /** Shape of the lists in /object_info: as recorded, or all old, or all of the V3 kind. */
  comboShape: 'recorded' | 'list' | 'v3';
  /** So many more checkpoints in the list; over 20 the server's refusal names none. */
  extraModels: number;

  /** What a run does to the picture on top: a tint towards magenta (0 to 1) and passes of blur. */
  drift: { magenta: number; blur: number } | null;
  /** Pictures are cut down to 8 bits when saved, not rounded, as in the real server. On by default. */
  floor: boolean;

  /** Every kind of failure of `chaos.ts` with this probability per occasion, from this seed. */
  chaos: { rate: number; seed: number } | null;
}

/** Nothing goes wrong but what goes wrong in the real server as well. */
export function quietFaults(): FakeFaults {
  return {
    stepDelayMs: 0,
    loadDelayMs: 0,
    historyLagMs: 0,
    dropSocketAtStep: null,
    killAtStep: null,
    restartAfterMs: null,
    halfOpenSockets: false,
    oldSocketRemovesNew: true,
    duplicateEvents: false,
    reorderEvents: false,
    foreignEvents: false,
    omitPromptId: false,
    unknownFrames: false,
    truncatedFrames: false,
    previewType: 'negotiated',
    nanInHistory: false,
    nullStatus: 0,
    successWithError: 0,
    outputsMissing: 0,
    failRuns: 0,
    failWith: 'exception',
    failAtClass: null,
    interruptedByOthers: 0,
    deletedByOthers: 0,
    zombieWorker: false,
    promptDropped: 0,
    promptAnswerLost: 0,
    promptAnswerDelayMs: 0,
    promptNodeErrors: 0,
    refusePrompts: 0,
    refuseWith: 'value_not_in_list',
    tooLarge: 0,
    token: null,
    forbidden: 0,
    rateLimited: 0,
    retryAfterS: 1,
    brokenInside: 0,
    badGateway: 0,
    redirectTo: null,
    trickleMs: 0,
    viewFaults: 0,
    viewWith: 'truncated',
    uploadRenamed: false,
    uploadCut: 0,
    cachedFileGone: 0,
    saveImageWebsocketAbsent: false,
    comboShape: 'recorded',
    extraModels: 0,
    drift: null,
    floor: true,
    chaos: null,
  };
}

/** Fields that count coming occasions. */
export type Counted = {
  [K in keyof FakeFaults]: FakeFaults[K] extends number ? K : never;
}[keyof FakeFaults];

/** Whether this occasion is spoilt; takes one off the count. */
export function strikes(faults: FakeFaults, name: Counted): boolean {
  if (faults[name] <= 0) return false;
  faults[name] -= 1;
  return true;
}
