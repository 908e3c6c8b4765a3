/**
 * What one production has asked of image servers. Durable: a kill at any moment loses no answer, and what was answered
 * is not asked again when frames are drawn once more on the way to where the film was.
 */
export interface JobLedger {
  /** Folder-safe id of the production; uploads and file names on the server carry it. */
  readonly production: string;
  /** The newest record of a request. */
  find(key: JobKey): Promise<JobRecord | null>;
  /** Safe on disk when it resolves. Replaces the record of the same key. */
  put(record: JobRecord): Promise<void>;
  /** Keeps an answer's bytes. @returns their sha256 */
  keep(picture: Uint8Array): Promise<string>;
  /** @throws EpochError STORAGE_FAILED when it is gone or damaged; then the request is made anew */
  picture(sha256: string): Promise<Uint8Array>;
}

/** One request: which box, which frame, and a sha256 over everything that decides the answer. */
export interface JobKey {
  readonly node: string;
  readonly frame: number;
  readonly request: string;
}

export interface JobRecord extends JobKey {
  /** `sent` is written before anything is; `done` has pictures; `replaced`: the frame was made another way. */
  readonly state: 'sent' | 'done' | 'replaced';
  /** Address that it was sent to. */
  readonly server: string;
  /** Our own id for it on the server; '' where the server knows none. */
  readonly promptId: string;
  /** From 1. */
  readonly attempt: number;
  /** sha256 of each picture of the answer, in order. */
  readonly pictures: readonly string[];
  /** How a `replaced` frame was made: 'dream' or 'motion'. */
  readonly by: string;
  /** What made a `done` answer, as the engine's own users read it: for ComfyUI the API graph as JSON text. */
  readonly recipe?: string | undefined;
}
