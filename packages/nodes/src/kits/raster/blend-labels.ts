import type { BlendMode } from './requests.ts';

/** What the blend modes are called in paint programs. */
export const BLEND_LABELS: Readonly<Record<BlendMode, string>> = {
  normal: 'Normal',
  add: 'Add',
  screen: 'Screen',
  multiply: 'Multiply',
  overlay: 'Overlay',
  'soft-light': 'Soft light',
  difference: 'Difference',
  lighten: 'Lighten',
  darken: 'Darken',
  subtract: 'Subtract',
  exclusion: 'Exclusion',
  'hard-light': 'Hard light',
  'color-dodge': 'Color dodge',
  'color-burn': 'Color burn',
  hue: 'Hue',
  saturation: 'Saturation',
  color: 'Color',
  luminosity: 'Luminosity',
};
