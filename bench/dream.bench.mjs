// How long the Dream engine takes for one frame of img2img, for every row of its vocabulary.
// Run after a build: node bench/dream.bench.mjs [width] [height] [words...]
import { soloDream } from '../packages/nodes/dist/kits/dream/solo-dream.js';
import { newView } from '../packages/nodes/dist/kits/dream/view.js';
import { VOCABULARY } from '../packages/nodes/dist/kits/dream/vocabulary.js';

const [width = 768, height = 432, ...chosen] = process.argv.slice(2).map((word) => (Number(word) > 0 ? Number(word) : word));
const FRAMES = 9;
const WARM_UP = 2;

const prompts =
  chosen.length > 0
    ? chosen
    : ['nebula, stars', 'ringed planet, purple nebula', ...VOCABULARY.map(({ words }) => words[0].replaceAll('-', ' '))];
const dream = soloDream();
const init = dream.paint({ prompt: 'nebula, stars', width, height }).pixels;

const results = prompts.map((prompt) => ({ prompt, ...measure(prompt) })).sort((a, b) => b.medianMs - a.medianMs);
for (const { prompt, medianMs, fastestMs } of results) {
  console.log(`${prompt.padEnd(32)} ${medianMs.toFixed(1).padStart(7)} ms   fastest ${fastestMs.toFixed(1).padStart(6)}`);
}
const middle = results[results.length >> 1];
console.log(`\n${width} x ${height}, one thread, ${results.length} prompts: slowest ${results[0].prompt} ` +
  `${results[0].medianMs.toFixed(1)} ms, middle ${middle.medianMs.toFixed(1)} ms`);

function measure(prompt) {
  const times = [];
  for (let frame = 0; frame < FRAMES + WARM_UP; frame++) {
    const start = performance.now();
    dream.paint({ prompt, init, denoise: 0.35, width, height, seed: frame, view: newView(7) });
    if (frame >= WARM_UP) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { medianMs: times[times.length >> 1], fastestMs: times[0] };
}
