import type { Raster } from './raster.ts';

/**
 * Camera motion of one frame. Applied to a picture X (screen centre origin, unit: image heights), a point moves to
 * `zoom * R(rotationDeg) X + (panX, panY)`.
 *
 * @unit zoom: factor of this frame; panX, panY: image heights of this frame, right and down; rotationDeg: degrees clockwise
 */
export interface Motion {
  readonly zoom: number;
  readonly panX: number;
  readonly panY: number;
  readonly rotationDeg: number;
  /** Product of all zooms, and where the camera has got to, since frame 0: what the HUD shows. */
  readonly totalZoom: number;
  readonly totalPanX: number;
  readonly totalPanY: number;
}

/** What an image engine really used for a frame. Travels beside the picture to HUD, journal and stills. */
export interface GenerationSettings {
  readonly engine: string;
  readonly prompt: string;
  readonly negative: string;
  readonly seed: number;
  readonly denoise: number;
  readonly steps: number;
  readonly cfg: number;
}

/** A sound file of the asset store or of a production. @unit durationSeconds: s */
export interface AudioClip {
  readonly asset: string;
  readonly durationSeconds: number;
}

/** What travels over each type of wire. */
export interface PortValues {
  raster: Raster;
  number: number;
  integer: number;
  boolean: boolean;
  text: string;
  motion: Motion;
  settings: GenerationSettings;
  audio: AudioClip;
  any: unknown;
}

export type PortType = keyof PortValues;

/** One socket of a node. Serialisable. */
export interface PortSpec<T extends PortType = PortType> {
  readonly type: T;
  readonly doc: string;
  /** Shown beside the socket; the port's key in words when absent. */
  readonly label?: string;
  /** An input that may stay unwired. */
  readonly optional?: boolean;
}

type Options = { readonly doc: string; readonly label?: string };

function make<T extends PortType>(type: T) {
  function portOf(options: Options & { readonly optional: true }): PortSpec<T> & { readonly optional: true };
  function portOf(options: Options): PortSpec<T>;
  function portOf(options: Options & { readonly optional?: true }): PortSpec<T> {
    return { type, ...options };
  }
  return portOf;
}

/** Declares a port: `port.raster({ doc: 'Picture to start from.' })`. */
export const port = {
  raster: make('raster'),
  number: make('number'),
  integer: make('integer'),
  boolean: make('boolean'),
  text: make('text'),
  motion: make('motion'),
  settings: make('settings'),
  audio: make('audio'),
  any: make('any'),
};

/** How a type looks (LOOK.md): type is carried twice, by colour and by shape. */
export const PORT_LOOK = {
  raster: { colour: '#5cc4ff', shape: 'disc' },
  number: { colour: '#f2b24c', shape: 'diamond' },
  integer: { colour: '#f2b24c', shape: 'diamond' },
  boolean: { colour: '#ff9d76', shape: 'bar' },
  text: { colour: '#8fdc8a', shape: 'square' },
  motion: { colour: '#c59bf5', shape: 'triangle' },
  settings: { colour: '#f58fb2', shape: 'ring' },
  audio: { colour: '#4fd6c4', shape: 'half-disc' },
  any: { colour: '#8c95a6', shape: 'dot' },
} as const satisfies Record<PortType, { colour: string; shape: string }>;
