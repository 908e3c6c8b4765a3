import { row, type VocabularyRow } from './vocabulary-row.ts';

/** How the picture is made: media, mood, grade. */
export const STYLE_ROWS: readonly VocabularyRow[] = [
  row('watercolor watercolour aquarelle', { watercolor: 1, soft: 0.1 }),
  row('oil-painting oil impasto painterly brush-strokes', { oil: 1, sat: 0.1 }),
  row('impressionist monet van-gogh', { oil: 1.2, sat: 0.15, swirl: 0.4 }),
  row('sketch pencil drawing charcoal ink-drawing', { sketch: 1 }),
  row('anime ghibli cel-shaded cartoon comic', { poster: 0.8, sat: 0.2, bright: 0.08 }),
  row('pixel-art pixel 8-bit', { pixel: 1 }),
  row('poster minimalist flat vector', { poster: 1 }),
  row('noir monochrome black-and-white grayscale', { noir: 1 }),
  row('vintage retro film analog', { vintage: 1, grain: 0.4 }),
  row('pastel soft-colors', { pastel: 1 }),
  row('dreamy ethereal surreal dreamlike mystical magical', { soft: 0.35, bloom: 0.5, sat: 0.05, swirl: 0.15 }),
  row('vibrant colorful vivid saturated', { sat: 0.35 }),
  row('muted desaturated subtle', { sat: -0.3 }),
  row('dark moody gloomy', { dark: 0.35 }),
  row('bright luminous-bright', { bright: 0.25 }),
  row('cinematic dramatic epic', { con: 0.2, vig: 0.4, bloom: 0.2 }),
  row('hdr high-contrast', { con: 0.35 }),
  row('detailed intricate 8k sharp highly-detailed ultra-detailed hd', { detail: 0.35 }),
  row('blurry blur soft-focus', { soft: 0.6, detail: -0.4 }),
  row('calm serene peaceful tranquil', { calm: 0.5 }),
  row('chaotic turbulent wild dynamic', { calm: -0.5, swirl: 0.4 }),
  row('warm', { warm: 0.5 }),
  row('cold cool', { warm: -0.5 }),
];
