import type { EngineKind } from '@epoch/graph-runtime/model';
import type { JobKey, JobLedger } from '../engines/ledger.ts';
import type { EngineAddress, EngineCheck, EngineLists, EngineWatch } from '../engines/servers.ts';

/** A1111 stands for Forge and other servers with the same calls; sdcpp is the server of stable-diffusion.cpp. */
export type SdKind = Exclude<EngineKind, 'comfyui'>;

/** What a picture was made with. */
export interface SdChoice {
  readonly sampler: string;
  readonly scheduler: string;
  readonly checkpoint: string;
}

/** One picture to be made. A sampler, scheduler or checkpoint of '' means the first one, or the one in use there. */
export interface SdJob {
  /** Box and frame that it is for, and a hash over all that decides the answer. */
  readonly key: JobKey;
  readonly kind: SdKind;
  /** Name of the server to use; '' for the first that answers and has what is named. */
  readonly server: string;
  /** PNG file to start from, width x height; null draws from the prompt alone. */
  readonly image: Uint8Array | null;
  readonly prompt: string;
  readonly negative: string;
  /** @unit whole number from 0 */
  readonly seed: number;
  /** Share of the noise schedule, above 0 to 1; of no meaning without an image. */
  readonly denoise: number;
  /** Sampler steps that are really run, whatever `denoise` is. */
  readonly steps: number;
  readonly cfg: number;
  readonly sampler: string;
  readonly scheduler: string;
  readonly checkpoint: string;
  /** What was taken for names left empty before: a film keeps them as long as the server has them. */
  readonly before: SdChoice | null;
  /** Multiples of 8. @unit px */
  readonly width: number;
  readonly height: number;
}

export interface SdAnswer {
  /** A whole picture file of the size that was asked for. */
  readonly picture: Uint8Array;
  /** False for a JPEG or WebP file: in a loop it loses a little at every frame. */
  readonly exact: boolean;
  /** Name of the server that made it. */
  readonly server: string;
  /** Names as they were sent, '' where the server has no choice. */
  readonly used: SdChoice;
  /** The same in a few words. */
  readonly words: string;
}

/** What is known of a server that answered. */
export interface SdFacts {
  readonly name: string;
  readonly url: string;
  readonly lists: EngineLists;
  /** The checkpoint in use there; '' when the server does not say. */
  readonly loaded: string;
}

/** Stable Diffusion servers other than ComfyUI, as the nodes see them. */
export interface SdServerEngine {
  /**
   * Makes one picture. Writes down in the ledger what it sends; an answer that was lost is asked for again with the same
   * seed. Keeping the answer is up to whoever asks.
   *
   * @throws EpochError ENGINE_AWAY with `detail.retryAfterMs` when no server can be reached or it is too busy
   * @throws EpochError ENGINE_REFUSED with a sentence naming node, field and cure when a server says no for good
   * @throws the signal's reason when it is aborted; only our own job is stopped then
   */
  run(job: SdJob, ledger: JobLedger, watch: EngineWatch): Promise<SdAnswer>;
  /** Facts of the named server, or of the first that answers. Cached; `fresh` asks again. @throws as `run` */
  facts(kind: SdKind, server: string, options?: { readonly fresh?: boolean }): Promise<SdFacts>;
  /** Never throws: what is wrong is the report's message. */
  check(address: Pick<EngineAddress, 'url' | 'headers'> & { readonly kind: SdKind }): Promise<EngineCheck>;
  close(): Promise<void>;
}
