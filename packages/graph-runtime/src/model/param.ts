/** How a value goes from one key to the next. `hold` jumps at the next key. */
export const EASINGS = [
  'hold',
  'linear',
  'smooth',
  'ease-in',
  'ease-out',
  'ease-in-out',
  'sine',
  'expo',
  'back',
  'elastic',
  'bounce',
  'bezier',
] as const;
export type Easing = (typeof EASINGS)[number];

/** A value at a frame. `easing` is the way from this key to the next one. @unit frame: frames from 0 */
export interface Keyframe<T extends ParamScalar = ParamScalar> {
  readonly frame: number;
  readonly value: T;
  readonly easing: Easing;
  /** Control points x1, y1, x2, y2 of easing `bezier`, as in CSS; a gentle S when absent. */
  readonly curve?: readonly [number, number, number, number] | undefined;
  /** A new text comes in over this many frames, from its key on; it swaps when absent. @unit frames */
  readonly fadeFrames?: number | undefined;
}

export type ParamScalar = number | boolean | string;

/**
 * A param as it stands in a graph document: a constant, keys over time, or a schedule written out as text. A wire to the
 * param wins over all three.
 */
export type ParamInput = ParamScalar | KeyedInput | ScheduledInput;
export interface KeyedInput {
  readonly keys: readonly Keyframe[];
}
export interface ScheduledInput {
  readonly schedule: string;
}

interface Common {
  readonly doc: string;
  readonly label?: string;
  /** Params with the same section stand together in the inspector. */
  readonly section?: string;
  /** May hold keys over time. */
  readonly keyframes?: boolean;
  /** Has an input socket of its own, so that a wire can drive it. */
  readonly wire?: boolean;
  /** Shown only while another param has one of these values. */
  readonly visibleWhen?: { readonly param: string; readonly is: readonly ParamScalar[] };
}

export interface NumberParam extends Common {
  readonly kind: 'number' | 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Step of the slider and of the arrow keys. */
  readonly step?: number;
  /** 'ratio', 'frames', 'px', 'deg', 'percent', 'steps', 'heights' (image heights), 'x' (factor), 'none' ... */
  readonly unit: string;
  /** `slider` shows the range, `field` only the number, `seed` adds a dice. */
  readonly widget?: 'slider' | 'field' | 'seed';
  /** What 0 means, where it is no quantity: 'as the film'. */
  readonly zeroLabel?: string;
}
export interface BooleanParam extends Common {
  readonly kind: 'boolean';
  readonly default: boolean;
}
export interface TextParam extends Common {
  readonly kind: 'text';
  readonly default: string;
  readonly maxLength: number;
  /**
   * `prompt`: many lines. `engine-server`: pick one of the saved image servers. `engine-list`: pick from a list that the
   * server itself gives. `workflow`: the id of a stored workflow file.
   */
  readonly widget?: 'line' | 'prompt' | 'engine-server' | 'engine-list' | 'workflow';
  /** Which servers, for `engine-server` and `engine-list`. */
  readonly engineKind?: EngineKind;
  /** What '' means, where it is not the first of the list: 'that of the checkpoint'. */
  readonly emptyLabel?: string;
  /** The text is a template: `{name}` and `{name:format}` stand for these. */
  readonly fields?: readonly string[];
  /** Which of the server's lists, for `engine-list`; the server is the one in the param `server` of the same box. */
  readonly engineList?: EngineList;
}

/** Kinds of image servers outside the program. */
export const ENGINE_KINDS = ['comfyui', 'a1111', 'sdcpp'] as const;
export type EngineKind = (typeof ENGINE_KINDS)[number];

/** Lists that an image server gives of what it has. */
export const ENGINE_LISTS = [
  'checkpoints',
  'samplers',
  'schedulers',
  'loras',
  'vaes',
  'unets',
  'clips',
  'clipTypes',
] as const;
export type EngineList = (typeof ENGINE_LISTS)[number];

export interface ChoiceParam extends Common {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}
export interface ColourParam extends Common {
  readonly kind: 'colour';
  /** #rrggbb or #rrggbbaa */
  readonly default: string;
}
export interface AssetParam extends Common {
  readonly kind: 'asset';
  /** Name in the asset store, '' for none. */
  readonly default: string;
  readonly accept: 'image' | 'audio';
}

export type ParamSpec = NumberParam | BooleanParam | TextParam | ChoiceParam | ColourParam | AssetParam;

export type ParamValueOf<P extends ParamSpec> = P extends NumberParam
  ? number
  : P extends BooleanParam
    ? boolean
    : string;

type Given<P extends ParamSpec> = Omit<P, 'kind'>;

/** Declares a param: `param.number({ default: 0.4, min: 0, max: 1, unit: 'ratio', doc: '...' })`. */
export const param = {
  number: (spec: Given<NumberParam>): NumberParam => ({ kind: 'number', wire: true, keyframes: true, ...spec }),
  integer: (spec: Given<NumberParam>): NumberParam => ({ kind: 'integer', wire: true, keyframes: true, ...spec }),
  boolean: (spec: Given<BooleanParam>): BooleanParam => ({ kind: 'boolean', wire: true, keyframes: true, ...spec }),
  text: (spec: Given<TextParam>): TextParam => ({ kind: 'text', wire: true, keyframes: true, ...spec }),
  choice: (spec: Given<ChoiceParam>): ChoiceParam => ({ kind: 'choice', ...spec }),
  colour: (spec: Given<ColourParam>): ColourParam => ({ kind: 'colour', ...spec }),
  asset: (spec: Given<AssetParam>): AssetParam => ({ kind: 'asset', ...spec }),
};

/** The type of wire that can drive a param; null when it takes none. */
export function wireTypeOf(spec: ParamSpec): 'number' | 'integer' | 'boolean' | 'text' | null {
  if (spec.wire !== true) return null;
  return spec.kind === 'choice' || spec.kind === 'colour' || spec.kind === 'asset' ? 'text' : spec.kind;
}

/** The same value on all frames. */
export function isConstant(input: ParamInput | undefined): input is ParamScalar {
  return input !== undefined && typeof input !== 'object';
}

export function isKeyframed(input: ParamInput | undefined): input is KeyedInput {
  return typeof input === 'object' && input !== null && 'keys' in input;
}

export function isScheduled(input: ParamInput | undefined): input is ScheduledInput {
  return typeof input === 'object' && input !== null && 'schedule' in input;
}
