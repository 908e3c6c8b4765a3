import type { FrameInfo, GenerationSettings, Motion } from '@epoch/graph-runtime/model';
import { timecodeOf } from './timecode.ts';

/** All that a HUD can tell about a frame. */
export interface HudFacts {
  readonly frame: FrameInfo;
  readonly settings: GenerationSettings | undefined;
  readonly motion: Motion | undefined;
  readonly panUnit: PanUnit;
}

export const PAN_UNITS = ['heights', 'px', 'percent'] as const;
export type PanUnit = (typeof PAN_UNITS)[number];

/** A value, and how it is written when the template does not say. undefined: not known in this frame. */
export interface Field {
  readonly value: (facts: HudFacts) => number | string | undefined;
  readonly format: string;
}

/** What may stand in braces in a template. */
export const HUD_FIELDS: Readonly<Record<string, Field>> = {
  frame: { value: ({ frame }) => frame.index, format: '06' },
  frames: { value: ({ frame }) => frame.count ?? undefined, format: '' },
  percent: {
    value: ({ frame }) => (frame.count === null ? undefined : (100 * (frame.index + 1)) / frame.count),
    format: '.0',
  },
  fps: { value: ({ frame }) => frame.fps, format: '' },
  time: { value: ({ frame }) => frame.index / frame.fps, format: '.2' },
  timecode: { value: ({ frame }) => timecodeOf(frame.index, frame.fps), format: '' },
  width: { value: ({ frame }) => frame.width, format: '' },
  height: { value: ({ frame }) => frame.height, format: '' },
  seed: { value: ({ settings }) => settings?.seed, format: '' },
  steps: { value: ({ settings }) => settings?.steps, format: '' },
  cfg: { value: ({ settings }) => settings?.cfg, format: '.1' },
  denoise: { value: ({ settings }) => settings?.denoise, format: '.3' },
  engine: { value: ({ settings }) => settings?.engine, format: '' },
  prompt: { value: ({ settings }) => inOneLine(settings?.prompt), format: '' },
  negative: { value: ({ settings }) => inOneLine(settings?.negative), format: '' },
  zoom: { value: ({ motion }) => (motion === undefined ? undefined : zoomText(motion.totalZoom)), format: '' },
  panX: { value: ({ motion, ...facts }) => panOf(motion?.totalPanX, facts), format: 'pan' },
  panY: { value: ({ motion, ...facts }) => panOf(motion?.totalPanY, facts), format: 'pan' },
  panUnit: { value: ({ panUnit }) => UNIT_WORDS[panUnit], format: '' },
  turn: { value: ({ motion }) => motion?.rotationDeg, format: '+.2' },
};

const UNIT_WORDS: Readonly<Record<PanUnit, string>> = { heights: '', px: ' px', percent: ' %' };

/** @unit pan: picture heights */
function panOf(pan: number | undefined, { frame, panUnit }: Pick<HudFacts, 'frame' | 'panUnit'>): number | undefined {
  if (pan === undefined) return undefined;
  return panUnit === 'heights' ? pan : panUnit === 'px' ? pan * frame.height : pan * 100;
}

/** Four decimals while the zoom is small, powers of ten once a dive has gone deep. */
function zoomText(zoom: number): number | string {
  return zoom < 10_000 && zoom >= 0.001 ? zoom.toFixed(4) : zoom.toExponential(3);
}

/** Longest text that a frame could show; cutting it to the frame is the drawing's business. @unit characters */
const MOST_SHOWN = 400;

function inOneLine(text: string | undefined): string | undefined {
  return text
    ?.slice(0, 4 * MOST_SHOWN)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_SHOWN);
}
