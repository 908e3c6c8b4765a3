// A loop on a ComfyUI that spoils every picture a little (magenta, blur): a film of 1,000 frames with a Loop guard, and the
// same film without. The guarded one has to stay inside the limits, the other one has to leave them. Draws the chart
// docs/loop-guard.svg. Run after a build: node e2e/drift.soak.mjs [frames]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFakeComfy } from '../packages/nodes/dist/testing/index.js';
import { openJournal } from '../packages/server/dist/productions/journal.js';
import { drawChart } from './drift-chart.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'packages', 'server', 'bin', 'epochstreamer.mjs');
const FRAMES = Number(process.argv[2] ?? 1000);
const SIZE = { width: 192, height: 112 };
const DRIFT = { magenta: 0.05, blur: 1 };
/** The guard needs this long to learn how much the loop loses. @unit frames */
const SETTLED = 40;
/** What is held. A measure may stand this far outside in single frames: the guard answers what it has seen. */
const SLACK = 0.1;
const LIMITS = {
  sharpness: { least: 0.02, most: 0.06 },
  chroma: { least: 0.03, most: 0.1 },
  cast: { least: 0, most: 0.06 },
};

const folder = mkdtempSync(join(tmpdir(), 'epoch-drift-'));
const comfy = await startFakeComfy({ faults: { drift: DRIFT }, previews: false });
try {
  const guarded = await film('guarded', true);
  const free = await film('free', false);
  const verdicts = Object.keys(LIMITS).map((name) => judge(name, guarded, free));
  writeFileSync(join(ROOT, 'docs', 'loop-guard.svg'), drawChart({ guarded, free, limits: LIMITS, frames: FRAMES }));
  process.exitCode = verdicts.every(Boolean) ? 0 : 1;
} finally {
  await comfy.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Renders a film with the command line and reads what was measured of it. */
async function film(name, hasGuard) {
  const graphFile = join(folder, `${name}.graph.json`);
  writeFileSync(graphFile, JSON.stringify(loopGraph(hasGuard)));
  const out = join(folder, name);
  const startedMs = performance.now();
  const render = spawn(process.execPath, [CLI, 'render', graphFile, '--out', out, '--data', join(folder, 'data')], {
    env: { ...process.env, COMFY_URL: comfy.url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  render.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-2000);
  });
  const [code] = await once(render, 'exit');
  if (code !== 0) throw new Error(`The render ended with ${code}.\n${said}`);
  console.log(`${name}: ${FRAMES} frames in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
  const journal = openJournal(join(out, 'journal.db'));
  const rows = journal.health.rows(0, FRAMES);
  journal.close();
  return rows.map((row) => ({ ...row, cast: Math.hypot(row.a, row.b) }));
}

/** Inside with the guard in every settled frame, far outside without it in the end. */
function judge(name, guarded, free) {
  const { least, most } = LIMITS[name];
  const isInside = (value, slack) => value >= least * (1 - slack) && value <= most * (1 + slack);
  const settled = guarded.filter(({ frame }) => frame >= SETTLED).map((row) => row[name]);
  const held = settled.every((value) => isInside(value, SLACK)) && isInside(mean(settled), 0);
  const end = mean(free.slice(-50).map((row) => row[name]));
  const left = !isInside(end, SLACK);
  const [low, high] = [Math.min(...settled), Math.max(...settled)];
  const range = `${low.toFixed(4)} to ${high.toFixed(4)}, mean ${mean(settled).toFixed(4)}`;
  console.log(`${name}: limits ${least} to ${most}; with the guard ${range}: ${held ? 'inside' : 'NOT INSIDE'}`);
  console.log(`${name}: without the guard it ends at ${end.toFixed(4)}: ${left ? 'outside' : 'NOT OUTSIDE'}`);
  return held && left;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function loopGraph(hasGuard) {
  const node = (id, type, params) => [id, { id, type, version: 1, position: { x: 0, y: 0 }, params }];
  const edge = (from, to) => {
    const id = `${from}-${to}`.replaceAll('.', '-');
    const end = (text) => ({ node: text.split('.')[0], port: text.split('.')[1] });
    return [id, { id, from: end(from), to: end(to) }];
  };
  const limits = {
    ...{ sharpnessMin: LIMITS.sharpness.least, sharpnessMax: LIMITS.sharpness.most },
    ...{ chromaMin: LIMITS.chroma.least, chromaMax: LIMITS.chroma.most, castMax: LIMITS.cast.most },
  };
  const prompt = 'emission nebula, glowing gas, stars';
  const guard = [node('guard', 'LoopGuard', { stiffness: 1, ...limits })];
  const wires = hasGuard
    ? [edge('redraw.image', 'guard.image'), edge('guard.image', 'delay.next'), edge('guard.image', 'frames.image')]
    : [edge('redraw.image', 'delay.next'), edge('redraw.image', 'frames.image')];
  return {
    format: 'epochstreamer-graph',
    schemaVersion: 1,
    id: 'drift',
    name: 'Drift',
    description: '',
    revision: 0,
    settings: { ...SIZE, fps: 24, frames: FRAMES, seed: 7 },
    nodes: Object.fromEntries([
      node('start', 'StillImage', { asset: 'nebula-gate.jpg' }),
      node('delay', 'FeedbackDelay', {}),
      node('camera', 'ZoomPan', { zoom: 1.01 }),
      node('redraw', 'ComfyImg2Img', { prompt, denoise: 0.2, steps: 4, seed: 11 }),
      ...(hasGuard ? guard : []),
      node('frames', 'FrameOutput', {}),
    ]),
    edges: Object.fromEntries([
      edge('start.image', 'delay.initial'),
      edge('delay.out', 'camera.image'),
      edge('camera.image', 'redraw.image'),
      ...wires,
    ]),
    groups: {},
  };
}
