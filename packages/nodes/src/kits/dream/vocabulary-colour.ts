import { colour, row, type VocabularyRow } from './vocabulary-row.ts';

/** Machines and light shows, and the plain names of colours. */
export const COLOUR_ROWS: readonly VocabularyRow[] = [
  row(
    'neon glowing-neon',
    { neon: 1, sat: 0.35, bloom: 0.5 },
    colour(345, 1.2, 0.05, 0.7),
    colour(195, 1.2, 0.1, 0.7),
    colour(300, 1.1, 0, 0.5),
  ),
  row(
    'cyberpunk blade-runner dystopian',
    { city: 1, neon: 0.8, night: 0.5, mist: 0.25, sat: 0.2, ocean: 0.5, stars: 0.2 },
    colour(340, 1.2, 0, 0.8),
    colour(200, 1.2, 0, 0.8),
    colour(285, 1, -0.1, 0.5),
  ),
  row(
    'synthwave vaporwave retrowave outrun 80s',
    { grid: 1, sky: 0.3, night: 0.4, sunsetdisc: 0.9, neon: 0.5, sat: 0.25 },
    colour(335, 1.2, 0, 0.9),
    colour(285, 1.1, -0.1, 0.7),
    colour(55, 1, 0.1, 0.5),
  ),
  row('grid wireframe matrix hologram digital circuit', { grid: 0.8, neon: 0.5, stars: 0.4 }, colour(190, 1.1, 0, 0.5)),
  row('spaceship starship spacecraft station', { comet: 0.4, stars: 0.5, glow: 0.3 }),
  row('red crimson scarlet ruby', {}, colour(26, 1.1, -0.05, 1.3)),
  row('orange amber', {}, colour(52, 1.1, 0.05, 1.3)),
  row('yellow', {}, colour(100, 1, 0.2, 1.3)),
  row('green emerald', {}, colour(148, 1, 0, 1.3)),
  row('lime', {}, colour(125, 1.1, 0.15, 1.3)),
  row('teal turquoise', {}, colour(190, 0.9, 0, 1.3)),
  row('cyan aqua', {}, colour(205, 1, 0.1, 1.3)),
  row('blue azure sapphire cobalt', {}, colour(258, 1.1, -0.02, 1.3)),
  row('indigo', {}, colour(278, 1, -0.15, 1.3)),
  row('purple violet lavender', {}, colour(302, 1, 0, 1.3)),
  row('magenta fuchsia', {}, colour(332, 1.1, 0.03, 1.3)),
  row('pink rose', {}, colour(0, 0.8, 0.15, 1.3)),
  row('brown sepia bronze copper', { sat: -0.15 }, colour(58, 0.6, -0.15, 1.2)),
  row('white ivory pearl', { bright: 0.15, sat: -0.1 }, colour(250, 0.12, 0.5, 1)),
  row('black ebony obsidian', { dark: 0.35 }, colour(270, 0.2, -0.5, 0.8)),
  row('silver grey gray metallic', { sat: -0.35 }, colour(255, 0.12, 0.15, 1)),
];
