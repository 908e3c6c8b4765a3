import type { JobKey, JobLedger } from '../engines/ledger.ts';
import type { EngineAddress, EngineCheck, EngineLists, EngineWatch } from '../engines/servers.ts';
import type { Json } from '../engines/wire/json-read.ts';

/** A value in an API-format workflow: a literal, or a link `[node, slot]`. Integers above 2^53 are bigint. */
export type ApiValue = Json;

export type ApiNode = {
  readonly class_type: string;
  readonly inputs: Readonly<Record<string, ApiValue>>;
  readonly _meta?: { readonly title?: string };
};

/** What POST /prompt runs: nodes by id. */
export type ApiGraph = Readonly<Record<string, ApiNode>>;

/** A picture that is uploaded first; its name on the server then stands at `node.input`. */
export interface ApiPicture {
  readonly node: string;
  readonly input: string;
  readonly png: Uint8Array;
}

/** What is to be run, in the words of one server. */
export interface ComfyOrder {
  readonly graph: ApiGraph;
  readonly pictures: readonly ApiPicture[];
  /** Node whose picture is the answer. */
  readonly output: string;
  /** Size that the picture must have; null when any will do. @unit px */
  readonly size: { readonly width: number; readonly height: number } | null;
}

export interface ComfyJob {
  /** Box and frame that it is for, and a hash over all that decides the answer. */
  readonly key: JobKey;
  /** Name of the server to use; '' for the least busy one that answers and has what is needed. */
  readonly server: string;
  /** As `prepare` of a `FleetTask`. @throws EpochError ENGINE_REFUSED when the server has not what is needed */
  readonly orderFor: (facts: () => Promise<ComfyFacts>, lastLook: boolean) => Promise<ComfyOrder>;
}

export interface ComfyAnswer {
  /** A PNG file, whole and of the right size. */
  readonly picture: Uint8Array;
  /** Name of the server that made it. */
  readonly server: string;
  /** The graph that made it, as JSON text that ComfyUI opens. */
  readonly recipe: string;
}

/** One node class as /object_info tells: the parts that matter to a client. */
export interface ComfyClass {
  readonly inputs: Readonly<Record<string, ComfyInput>>;
  /** Names of inputs in the order of the widgets, required ones first. */
  readonly order: readonly string[];
  /** Types of the outputs: MODEL, CLIP, IMAGE ... */
  readonly outputs: readonly string[];
  readonly outputNode: boolean;
}
export interface ComfyInput {
  /** INT, FLOAT, STRING, BOOLEAN, COMBO, MODEL ... */
  readonly type: string;
  readonly required: boolean;
  readonly choices: readonly string[] | null;
  readonly default: ApiValue | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly multiline: boolean;
  /** The editor draws a second widget after it (control_after_generate, image upload): one more value in widgets_values. */
  readonly extraWidget: boolean;
}

/** What is known of a server that answered. */
export interface ComfyFacts {
  readonly name: string;
  readonly url: string;
  readonly version: string;
  readonly lists: EngineLists;
  /** null when the server has no such class. */
  classOf(type: string): Promise<ComfyClass | null>;
}

/** ComfyUI servers as the nodes see them. */
export interface ComfyEngine {
  /**
   * Runs one job to its end, through lost connections, restarts and lies. Writes down in the ledger what it sends, and
   * looks for what it has sent before; keeping the answer is up to whoever asks.
   *
   * @throws EpochError ENGINE_AWAY with `detail.retryAfterMs` when no server can be reached or all are busy failing
   * @throws EpochError ENGINE_REFUSED with a sentence naming node, field and cure when a server says no for good
   * @throws the signal's reason when it is aborted; our own job is cancelled then, nobody else's
   */
  run(job: ComfyJob, ledger: JobLedger, watch: EngineWatch): Promise<ComfyAnswer>;
  /** Facts of the named server, or of the first that answers. Cached; `fresh` asks again. @throws as `run` */
  facts(server: string, options?: { readonly fresh?: boolean }): Promise<ComfyFacts>;
  /** Never throws: what is wrong is the report's message. */
  check(address: Pick<EngineAddress, 'url' | 'headers'>): Promise<EngineCheck>;
  /**
   * Takes back what a production has left on servers that stood still or went away: nobody will ask for it any more.
   * Never throws.
   */
  abandon(ledger: JobLedger): Promise<void>;
  close(): Promise<void>;
}
