// Draws the bundled sprites from their SVG sources: static/assets/*.svg -> *.png. Run after changing one of them.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = new URL('../static/assets/', import.meta.url);

/** @unit widthPx: px */
const SPRITES = [
  { name: 'spaceship', widthPx: 840 },
  { name: 'logo', widthPx: 256 },
];

for (const { name, widthPx } of SPRITES) {
  const svg = await readFile(new URL(`${name}.svg`, folder));
  const png = await sharp(svg, { density: 144 }).resize({ width: widthPx }).png({ compressionLevel: 9 }).toBuffer();
  await writeFile(new URL(`${name}.png`, folder), png);
  console.log(`${fileURLToPath(new URL(`${name}.png`, folder))}: ${png.length} bytes`);
}
