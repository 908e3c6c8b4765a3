// Makes the bundled pictures: sprites from their SVG sources, starter pictures by the Dream engine (build first).
// Run after changing one of them: node scripts/make-assets.mjs [sprites|pictures]
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';

const folder = new URL('../static/assets/', import.meta.url);

/** @unit widthPx: px */
const SPRITES = [
  { name: 'spaceship', widthPx: 840 },
  { name: 'logo', widthPx: 256 },
];

/** Worlds that a film can start from. The first one is frame 0 of the default graph. */
const PICTURES = [
  {
    name: 'ringed-planet',
    seed: 77,
    prompt: '(ringed planet:1.2), purple nebula, magenta, stars, cinematic, detailed',
  },
  { name: 'nebula-gate', seed: 48213, prompt: 'emission nebula, stars, cinematic, detailed' },
  { name: 'neon-city', seed: 2025, prompt: 'cyberpunk city, night, neon, reflection, stars, detailed' },
];
const SIZE = { width: 1280, height: 720 };

async function drawSprites() {
  for (const { name, widthPx } of SPRITES) {
    const svg = await readFile(new URL(`${name}.svg`, folder));
    const png = await sharp(svg, { density: 144 }).resize({ width: widthPx }).png({ compressionLevel: 9 }).toBuffer();
    await save(`${name}.png`, png);
  }
}

async function dreamPictures() {
  const { soloDream } = await import('../packages/nodes/dist/kits/dream/solo-dream.js');
  const { newView } = await import('../packages/nodes/dist/kits/dream/view.js');
  const engine = soloDream();
  for (const { name, seed, prompt } of PICTURES) {
    const { pixels } = engine.paint({ ...SIZE, prompt, seed, denoise: 1, steps: 40, cfg: 7.5, view: newView(seed) });
    const raw = { ...SIZE, channels: 4 };
    await save(
      `${name}.jpg`,
      await sharp(pixels, { raw }).jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer(),
    );
  }
}

async function save(name, bytes) {
  await writeFile(new URL(name, folder), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}

const [what] = process.argv.slice(2);
if (what !== 'pictures') await drawSprites();
if (what !== 'sprites') await dreamPictures();
