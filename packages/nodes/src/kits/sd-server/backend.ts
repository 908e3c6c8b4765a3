import type { EngineCheck, EngineLists, EngineWatch } from '../engines/servers.ts';
import type { Http } from '../engines/wire/http.ts';
import type { SdLora } from './order-loras.ts';
import type { SdJob } from './sd-server.ts';

/** How long things take, and how often they are looked at. Tests make it short. @unit ms */
export interface SdTiming {
  readonly pollMs: number;
  /** No sign of progress for so long means that the server hangs. The first picture loads the model, so this is long. */
  readonly stallMs: number;
  /** Waiting behind other people's pictures may take longer than that. */
  readonly queueMs: number;
  /** The server says that it is done, and its answer does not come: it is lost. */
  readonly lostMs: number;
}

export const SD_TIMING: SdTiming = { pollMs: 500, stallMs: 900_000, queueMs: 3_600_000, lostMs: 30_000 };

/** A job in the server's own words. */
export interface SdOrder extends SdJob {
  /** Those that do not stand in the prompt. */
  readonly loras: readonly SdLora[];
}

/** One try at one picture. */
export interface SdCall {
  /** With names that the server has. */
  readonly job: SdOrder;
  /** Our id of the last try at this very picture on this very server; '' when there was none. */
  readonly earlier: string;
  /** Writes down our id of this try. */
  readonly mark: (promptId: string) => Promise<void>;
  readonly watch: EngineWatch;
  readonly timing: SdTiming;
}

export interface SdServerFacts {
  readonly lists: EngineLists;
  readonly loaded: string;
}

/** One family of servers. All throw as `Http` does, and ENGINE_REFUSED with the server's own reason. */
export interface SdBackend {
  /** What people call it, for sentences. */
  readonly product: string;
  facts(http: Http): Promise<SdServerFacts>;
  /** How much it has to do, as far as it tells. @unit jobs */
  load(http: Http): Promise<number>;
  /** @returns the bytes of a picture file, not looked at yet; null when the answer is lost and the picture must be asked for again */
  make(http: Http, call: SdCall): Promise<Uint8Array | null>;
  /** Report on a server that answers. */
  check(http: Http): Promise<Omit<EngineCheck, 'latencyMs'>>;
  /** Gives up whatever is still being tidied up. */
  close(): void;
}
