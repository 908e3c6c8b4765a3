// Makes the pictures of the templates by running them: graphs/<name>.graph.json -> graphs/<name>.webp (build first).
// node scripts/make-thumbnails.mjs [name ...]
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { compile, evaluateFrame, gatherRasters } from '@epoch/graph-runtime/engine';
import { readGraph } from '@epoch/graph-runtime/model';
import { createServices, nodeDefinitions } from '@epoch/nodes';
import sharp from 'sharp';

const folder = new URL('../graphs/', import.meta.url);
/** Frame that stands for the film. */
const FRAME = 40;
const SIZE = { width: 480, height: 270 };

const asked = process.argv.slice(2);
const found = (await readdir(folder)).filter((name) => name.endsWith('.graph.json'));
const names = found
  .map((name) => name.replace('.graph.json', ''))
  .filter((name) => asked.length === 0 || asked.includes(name));
/** Nothing listens there: a picture that ships must not depend on who happens to run a server. */
const nobody = { id: 'nobody', name: 'Nobody', kind: 'comfyui', url: 'http://127.0.0.1:1', headers: {} };
const services = createServices({ engines: { of: () => [nobody] } });
try {
  for (const name of names) await makeThumbnail(name);
} finally {
  await services.close();
}

async function makeThumbnail(name) {
  const document = withoutServers(readGraph(JSON.parse(await readFile(new URL(`${name}.graph.json`, folder), 'utf8'))));
  const compiled = compile(document, nodeDefinitions);
  if (!compiled.ok) throw new Error(`${name}: ${compiled.problems.map(({ message }) => message).join(' ')}`);
  const { width, height } = document.settings;
  const raster = await stillOf(compiled.plan, document.settings);
  const webp = await sharp(raster.data, { raw: { width, height, channels: 4 } })
    .resize(SIZE)
    .removeAlpha()
    .webp({ quality: 84 })
    .toBuffer();
  await writeFile(new URL(`${name}.webp`, folder), webp);
  console.log(`${name}.webp: ${webp.length} bytes`);
}

/** Image servers are not asked: where a template needs one, the embedded engine paints instead. */
function withoutServers(document) {
  const standingIn = Object.entries(document.nodes).map(([id, node]) => {
    if (nodeDefinitions.get(node.type)?.params.whenAway === undefined) return [id, node];
    return [id, { ...node, params: { ...node.params, whenAway: 'dream' } }];
  });
  return { ...document, nodes: Object.fromEntries(standingIn) };
}

/** Plays the film up to the frame that stands for it. */
async function stillOf(plan, { width, height, fps, frames, seed }) {
  const stage = services.openStage();
  const film = { width, height, fps, bpm: 120, count: frames, productionSeed: seed ?? 1 };
  const signal = new AbortController().signal;
  let memory = new Map();
  for (let index = 0; ; index++) {
    const commit = await evaluateFrame(plan, { frame: { ...film, index }, services: stage.services, signal }, memory);
    memory = commit.memory;
    const still = commit.stills.find(({ folder: name }) => name === 'stills');
    if (index === FRAME) {
      if (still === undefined) throw new Error('This graph saves no stills.');
      const { raster } = still;
      const data = new Uint8Array(raster.data);
      stage.close();
      return { ...raster, data };
    }
    const live = new Set();
    gatherRasters(memory, live);
    stage.retire(live);
  }
}
