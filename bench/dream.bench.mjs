// How long the Dream engine takes for one frame of img2img: every row of its vocabulary on one thread, then a few prompts
// on a crew of one and a crew of two, in turns, so that both meet the same load.
// Run after a build: node bench/dream.bench.mjs [width height] [prompts...]

import { soloDream } from '../packages/nodes/dist/kits/dream/solo-dream.js';
import { newView } from '../packages/nodes/dist/kits/dream/view.js';
import { VOCABULARY } from '../packages/nodes/dist/kits/dream/vocabulary.js';
import { createPixels } from '../packages/nodes/dist/kits/raster/pixels.js';

const FRAMES = 9;
const WARM_UP = 2;
const CREW_FRAMES = 24;
const SCENES = ['nebula, stars', 'ringed planet, purple nebula', 'sunset ocean, clouds', 'oil painting of crystals'];

const { width, height, prompts } = readArguments(process.argv.slice(2));
const frame = { negative: '', seed: 1, denoise: 0.35, steps: 20, cfg: 7, width, height, view: newView(7) };

benchWords();
await benchCrews();

function readArguments(words) {
  const sized = words.length >= 2 && Number(words[0]) > 0 && Number(words[1]) > 0;
  const [width, height] = sized ? words.map(Number) : [768, 432];
  const chosen = sized ? words.slice(2) : words;
  const all = [...SCENES.slice(0, 2), ...VOCABULARY.map(({ words: [first] }) => first.replaceAll('-', ' '))];
  return { width, height, prompts: chosen.length > 0 ? chosen : all };
}

function benchWords() {
  const dream = soloDream();
  const init = dream.paint({ ...frame, prompt: SCENES[0], denoise: 1 }).pixels;
  const results = prompts.map((prompt) => {
    const times = [];
    for (let i = -WARM_UP; i < FRAMES; i++) {
      const start = performance.now();
      dream.paint({ ...frame, prompt, init });
      if (i >= 0) times.push(performance.now() - start);
    }
    return { prompt, ...middleOf(times) };
  });
  results.sort((a, b) => b.medianMs - a.medianMs);
  console.log(`One thread, ${width} x ${height}, milliseconds a frame (median, fastest of ${FRAMES})`);
  for (const { prompt, medianMs, fastestMs } of results) console.log(line(prompt, medianMs, fastestMs));
  const { medianMs } = results[results.length >> 1];
  console.log(`${results.length} prompts: slowest ${results[0].medianMs.toFixed(1)}, middle ${medianMs.toFixed(1)}\n`);
}

async function benchCrews() {
  const services = [1, 2].map((workers) => createPixels({ workers }));
  const crews = services.map((service) => service.scope());
  console.log(
    `Crews of one and two threads, ${width} x ${height} (median of ${CREW_FRAMES} each, and how much faster two are)`,
  );
  for (const prompt of SCENES) {
    const call = { ...frame, prompt, previous: null };
    const inits = [];
    for (const crew of crews) inits.push((await crew.dream({ ...call, init: null, denoise: 1 })).image);
    const times = crews.map(() => []);
    for (let i = -WARM_UP; i < CREW_FRAMES; i++) {
      for (const [n, crew] of crews.entries()) {
        const start = performance.now();
        await crew.dream({ ...call, init: inits[n] });
        if (i >= 0) times[n].push(performance.now() - start);
        crew.collect([inits[n]]);
      }
    }
    const [one, two] = times.map((list) => middleOf(list).medianMs);
    console.log(`${line(prompt, one, two)}   x ${(one / two).toFixed(2)}`);
  }
  for (const service of services) await service.close();
}

function middleOf(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return { medianMs: sorted[sorted.length >> 1], fastestMs: sorted[0] };
}

function line(prompt, ...figures) {
  return `${prompt.padEnd(32)}${figures.map((figure) => figure.toFixed(1).padStart(9)).join('')}`;
}
