import type { JobLedger } from '../engines/ledger.ts';
import type { EngineAddress, EngineCheck, EngineLists, EngineWatch } from '../engines/servers.ts';

/** A value in an API-format workflow: a literal, or a link `[node, slot]`. Integers above 2^53 are bigint. */
export type ApiValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly ApiValue[]
  | { readonly [key: string]: ApiValue };

export interface ApiNode {
  readonly class_type: string;
  readonly inputs: Readonly<Record<string, ApiValue>>;
  readonly _meta?: { readonly title?: string };
}

/** What POST /prompt runs: nodes by id. */
export type ApiGraph = Readonly<Record<string, ApiNode>>;

/** A picture that is uploaded first; its name on the server then stands at `node.input`. */
export interface ApiPicture {
  readonly node: string;
  readonly input: string;
  readonly png: Uint8Array;
}

export interface ComfyJob {
  /** Box and frame that it is for. */
  readonly node: string;
  readonly frame: number;
  /** Name of the server to use; '' for the least busy one that answers. */
  readonly server: string;
  readonly graph: ApiGraph;
  readonly pictures: readonly ApiPicture[];
  /** Node whose pictures are wanted, and how many they must be. */
  readonly output: { readonly node: string; readonly count: number };
  /** Size that the pictures must have; null when any will do. @unit px */
  readonly size: { readonly width: number; readonly height: number } | null;
}

export interface ComfyAnswer {
  /** PNG files, in the server's order. */
  readonly pictures: readonly Uint8Array[];
  /** Name of the server that made them; of the one that once did when they come from the ledger. */
  readonly server: string;
  /** They were made for this very request before, and nothing was sent. */
  readonly fromLedger: boolean;
  /** The graph that made them, as JSON text that ComfyUI opens. */
  readonly recipe?: string | undefined;
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
   * Runs one job to its end, through lost connections, restarts and lies. Asks the ledger first.
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
