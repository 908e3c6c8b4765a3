import type { CancelSignal } from './cancel.ts';
import type { ExposedSocket } from './exposed.ts';
import type { ParamScalar, ParamSpec, ParamValueOf } from './param.ts';
import type { PortSpec, PortValues } from './port.ts';
import type { Raster } from './raster.ts';

export const CATEGORIES = ['generate', 'feedback', 'direct', 'motion', 'overlay', 'source', 'output'] as const;
export type Category = (typeof CATEGORIES)[number];

export type Ports = Readonly<Record<string, PortSpec>>;
export type Params = Readonly<Record<string, ParamSpec>>;

export type InputValues<I extends Ports> = {
  readonly [K in keyof I]: I[K] extends { readonly optional: true }
    ? PortValues[I[K]['type']] | undefined
    : PortValues[I[K]['type']];
};
export type OutputValues<O extends Ports> = { readonly [K in keyof O]: PortValues[O[K]['type']] };
export type ParamValues<P extends Params> = { readonly [K in keyof P]: ParamValueOf<P[K]> };

/** The frame being evaluated and what holds for the whole production. */
export interface FrameInfo {
  /** @unit frames, from 0 */
  readonly index: number;
  /** Length of the production; null when it runs until stopped. @unit frames */
  readonly count: number | null;
  /** @unit frames per second of the finished film */
  readonly fps: number;
  /** @unit beats per minute */
  readonly bpm: number;
  /** Size of the film. @unit px */
  readonly width: number;
  readonly height: number;
  /** Drawn once when the production was made and journaled, so that a resumed film draws the same numbers. */
  readonly productionSeed: number;
}

/** Something a person injected for this frame at this node (journaled, so a replay is exact). */
export interface Cue {
  readonly kind: 'teleport';
  readonly image: Raster;
  /** 0 cuts. @unit frames */
  readonly dissolveFrames: number;
  /** How the picture is brought to size; absent: as the node's own param says. */
  readonly fit?: 'cover' | 'contain' | 'stretch';
}

/** What came in at a socket that the user exposed on this box. */
export interface ExposedValue extends ExposedSocket {
  readonly name: string;
  /** undefined: nothing is wired and there is no value. */
  readonly value: ParamScalar | Raster | undefined;
}

/** One thing that a slow node tells while it works on a frame. None of it enters the picture. */
export type Told =
  | { readonly type: 'progress'; readonly done: number }
  | { readonly type: 'glimpse'; readonly encoded: Uint8Array }
  | { readonly type: 'remark'; readonly words: string }
  | { readonly type: 'note'; readonly words: string };

export interface Telling {
  /** Step progress of a slow engine, 0..1; shown as the hairline under the node's title. */
  readonly progress: (done: number) => void;
  /** The picture so far, as an encoded JPEG or PNG of at most 1 MB; shown on the node until the frame is done. */
  readonly glimpse: (encoded: Uint8Array) => void;
  /** A short line under the node's title, until it says another: 'sd15.safetensors (first of 12)'. */
  readonly remark: (words: string) => void;
  /** A sentence for the production's journal: the frame was not made the usual way, and why. */
  readonly note: (words: string) => void;
}

export interface EvaluateContext<I extends Ports, P extends Params, M, S> extends Telling {
  /** Id of this box in its graph. */
  readonly node: string;
  /** Values at sockets that the user exposed; empty for most types. */
  readonly exposed: readonly ExposedValue[];
  readonly inputs: InputValues<I>;
  readonly params: ParamValues<P>;
  readonly frame: FrameInfo;
  /** What this node returned as memory at the frame before; undefined at frame 0 and after a change of its type. */
  readonly memory: M | undefined;
  readonly cue: Cue | undefined;
  readonly services: S;
  readonly signal: CancelSignal;
}

type Evaluated<O extends Ports, M> = [M] extends [never]
  ? OutputValues<O>
  : { readonly outputs: OutputValues<O>; readonly memory: M };

/**
 * A node type. `M` is its memory (plain JSON and rasters): never when it has none.
 * `evaluate` must be a pure function of its context: same inputs, params, frame, memory and cue give the same outputs.
 */
export interface NodeDefinition<I extends Ports, O extends Ports, P extends Params, M, S> {
  /** PascalCase; the file is its kebab-case. */
  readonly type: string;
  /** Raised when saved params change their meaning; `migrations[v]` takes params of version v to v + 1. */
  readonly version: number;
  readonly title: string;
  readonly category: Category;
  /** SVG path data in a 24 x 24 box, drawn as a 1.7 px stroke. */
  readonly icon: string;
  readonly doc: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  /** `frame`: the outputs may differ from frame to frame though nothing that goes in changed. `inputs`: they may not. */
  readonly varies: 'inputs' | 'frame';
  readonly hasMemory: [M] extends [never] ? false : true;
  /** The input that a bypassed node hands to its output of the same type. First match when absent. */
  readonly bypass?: Readonly<Record<string, string>>;
  /** A unit delay: emits what arrived at `next` `frames` ago, before that what arrives at `initial`. */
  readonly delay?: { readonly initial: string; readonly next: string; readonly out: string; readonly frames: string };
  /** The raster at this input is a still of the film, saved below the production's `folder` param. */
  readonly sink?: { readonly input: string; readonly folder: string };
  /** Takes cues of this kind. */
  readonly cue?: Cue['kind'];
  /** Boxes of this type may have sockets of their own (`exposed` in the document). */
  readonly exposes?: true;
  /** Interchangeable image engines have one family: a box of one can become a box of another, wires and params kept. */
  readonly family?: 'image-engine';
  readonly migrations?: Readonly<
    Record<number, (params: Readonly<Record<string, unknown>>) => Record<string, unknown>>
  >;
  evaluate(context: EvaluateContext<I, P, M, S>): Evaluated<O, M> | Promise<Evaluated<O, M>>;
}

/** A definition whose exact types are forgotten: what the runtime works with. The one place where they are. */
export interface AnyDefinition<S = unknown> {
  readonly type: string;
  readonly version: number;
  readonly title: string;
  readonly category: Category;
  readonly icon: string;
  readonly doc: string;
  readonly inputs: Ports;
  readonly outputs: Ports;
  readonly params: Params;
  readonly varies: 'inputs' | 'frame';
  readonly hasMemory: boolean;
  readonly bypass?: Readonly<Record<string, string>>;
  readonly delay?: { readonly initial: string; readonly next: string; readonly out: string; readonly frames: string };
  readonly sink?: { readonly input: string; readonly folder: string };
  readonly cue?: Cue['kind'];
  readonly exposes?: true;
  readonly family?: 'image-engine';
  readonly migrations?: Readonly<
    Record<number, (params: Readonly<Record<string, unknown>>) => Record<string, unknown>>
  >;
  evaluate(context: AnyContext<S>): unknown;
}

export interface AnyContext<S> extends Telling {
  readonly node: string;
  readonly exposed: readonly ExposedValue[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, number | boolean | string>>;
  readonly frame: FrameInfo;
  readonly memory: unknown;
  readonly cue: Cue | undefined;
  readonly services: S;
  readonly signal: CancelSignal;
}
