import type { KernelCall, Team } from '../raster/team.ts';
import { bloomAndTone } from './bloom-tone.ts';
import { type ColourTables, colourTables } from './colour-tables.ts';
import { clamp, hash32 } from './dmath.ts';
import { clearFields, makeFields, needsFields } from './fields.ts';
import { drawLayers } from './layers/index.ts';
import { measurePlane } from './measure.ts';
import { mixTowardsTarget } from './mix.ts';
import { drawObjects } from './objects.ts';
import { buildPalette, PALETTE_DENSITIES, PALETTE_HUES, pickColours } from './palette.ts';
import { type Channels, pick } from './planes.ts';
import { type Colour, readPrompt, type Scene } from './prompt.ts';
import { halveCall } from './pyramid.ts';
import { isQuiet, paintQuietSky } from './quiet-sky.ts';
import { findMotion } from './register.ts';
import type { DreamFrame, DreamRequest } from './request.ts';
import { runRows } from './rows.ts';
import { paintSkyAndGas } from './shade.ts';
import { type Heap, levelAt, type Stage, type StageMemory, stageMemory } from './stage.ts';
import { paintStars } from './stars.ts';
import { applyStyles } from './styles/index.ts';
import { advanceView, newView, type View, viewAfterCut } from './view.ts';

/**
 * The embedded image engine: paints what a prompt asks for, as seen by a camera in an endless world, and moves an input
 * picture towards it.
 *
 * The result is a function of the frame alone. What the engine keeps from frame to frame (memory, the prompt as read, the
 * palette) only saves time.
 */
export interface Dream {
  render(frame: DreamFrame): { view: View };
  /** Gives all memory back. */
  release(): void;
}

/** Below this the pictures do not show the same scene moved, but another one. */
const LEAST_CORRELATION = 0.85;
/** From this many steps on the fields get one more octave. */
const HIGH_QUALITY_STEPS = 28;
const USUAL_CFG = 7;
/** How far the density follows the input at the smallest strength. */
const MOST_GUIDE = 0.5;
/** Range of the standardised lightness that guides the density. */
const GUIDE_LIMITS = [-1.6, 2] as const;
const SMALLEST_SIDE_PX = 16;

/** What the engine remembers to save time. */
interface Studio {
  readonly team: Team;
  readonly heap: Heap;
  readonly tables: ColourTables;
  memory: StageMemory | null;
  scene: Scene | null;
  palette: { key: string; colours: readonly Colour[]; table: Float32Array } | null;
  fieldsAreClear: boolean;
}

export function createDream(team: Team, heap: Heap): Dream {
  const tables = colourTables(team.memory, heap);
  const studio: Studio = { team, heap, tables, memory: null, scene: null, palette: null, fieldsAreClear: false };
  return {
    render: (frame) => renderFrame(studio, frame),
    release() {
      studio.memory?.release();
      studio.memory = null;
      tables.release();
    },
  };
}

/** The order of events of one frame. */
function renderFrame(studio: Studio, frame: DreamFrame): { view: View } {
  const { request, init, out } = frame;
  const memory = memoryFor(studio, request);
  const view = viewOf(studio, memory, frame);
  const { width, height } = memory;
  if (init !== null && request.denoise <= 0) {
    runRows(studio.team, height, [['copyOpaque', init, out, width]]);
    return { view };
  }
  const stage = setStage(studio, memory, request, view);
  if (init === null || request.denoise >= 1) {
    paintTarget(studio, stage, 0);
    encode(studio, stage, stage.planes.rgb, request.seed, out);
    return { view };
  }
  const strength = clamp(request.denoise * (0.85 + 0.15 * clamp(request.cfg / USUAL_CFG, 0.3, 2)), 0, 1);
  takeInput(studio, stage, init);
  paintTarget(studio, stage, MOST_GUIDE * (1 - clamp(request.denoise, 0, 1)));
  encode(studio, stage, mixTowardsTarget(stage, strength), request.seed, out);
  return { view };
}

/** Paints the scene as the view sees it, from far to near, into `planes.rgb`, and leaves it there in OKLab. */
function paintTarget(studio: Studio, stage: Stage, guide: number): void {
  const gas = needsFields(stage);
  if (gas) makeFields(stage, guide, guidePlane(stage));
  else if (!studio.fieldsAreClear) clearFields(stage);
  studio.fieldsAreClear = !gas;
  if (isQuiet(stage)) paintQuietSky(stage);
  else paintSkyAndGas(stage);
  paintStars(stage, gas);
  const { height, stride } = levelAt(stage.levels, 0);
  runRows(stage.team, height, [['fillRows', stage.planes.mask[0], stride, 0]]);
  drawObjects(stage);
  drawLayers(stage);
  bloomAndTone(stage);
  applyStyles(stage);
}

function memoryFor(studio: Studio, { width, height }: DreamRequest): StageMemory {
  if (!(Number.isInteger(width) && Number.isInteger(height) && Math.min(width, height) >= SMALLEST_SIDE_PX)) {
    throw new RangeError(
      `The Dream engine paints pictures of at least 16 x 16 whole pixels, not ${width} x ${height}.`,
    );
  }
  if (studio.memory !== null && studio.memory.width === width && studio.memory.height === height) return studio.memory;
  studio.memory?.release();
  studio.memory = null;
  studio.memory = stageMemory(studio.team.memory, studio.heap, width, height);
  studio.fieldsAreClear = false;
  studio.palette = null;
  return studio.memory;
}

/** Where the camera is: as the caller says or, with a last output to compare with, as the pictures say. */
function viewOf(studio: Studio, memory: StageMemory, frame: DreamFrame): View {
  const view = frame.view ?? newView(frame.request.seed);
  if (frame.previous === null || frame.init === null) return view;
  const { motion, correlation } = findMotion(memory, studio.team, frame.previous, frame.init);
  return correlation > LEAST_CORRELATION ? advanceView(view, motion) : viewAfterCut(view);
}

function setStage(studio: Studio, memory: StageMemory, request: DreamRequest, view: View): Stage {
  const scene = sceneOf(studio, request);
  const amounts = scene.amounts;
  const saturation = clamp(1 + 0.35 * (amounts.sat ?? 0) + 0.02 * (request.cfg - USUAL_CFG), 0.2, 1.5);
  const key = `${view.seed}|${saturation}|${scene.key}`;
  const palette = memory.table('palette', PALETTE_HUES * PALETTE_DENSITIES * 4);
  if (studio.palette?.key !== key) {
    const colours = pickColours(scene, view.seed);
    studio.palette = { key, colours, table: buildPalette(colours, saturation) };
    palette.data.set(studio.palette.table);
  }
  return {
    ...memory,
    team: studio.team,
    view,
    scene,
    colours: studio.palette.colours,
    palette,
    quality: request.steps >= HIGH_QUALITY_STEPS ? 'high' : 'normal',
    amount: (name) => amounts[name] ?? 0,
  };
}

function sceneOf(studio: Studio, { prompt, negative }: DreamRequest): Scene {
  const key = `${prompt}\u0001${negative}`;
  if (studio.scene?.key !== key) studio.scene = readPrompt(prompt, negative);
  return studio.scene;
}

/** Brings the input to OKLab, its half size too, and makes the guide that lets the gas grow where the input is bright. */
function takeInput(studio: Studio, stage: Stage, picture: number): void {
  const { levels, planes, team } = stage;
  const full = levelAt(levels, 0);
  const [init, half, quarter] = planes.init;
  runRows(team, full.height, [['decodeToLab', picture, full.width, full.stride, ...init, studio.tables.toLinear]]);
  runRows(
    team,
    levelAt(levels, 1).height,
    init.map((plane, channel): KernelCall => halveCall(levels, plane, 0, pick(half, channel))),
  );
  const { width, height, stride } = levelAt(levels, 2);
  runRows(team, height, [halveCall(levels, half[0], 1, quarter[0])]);
  const { mean, spread } = measurePlane(stage, quarter[0], 2);
  const scale = 1 / Math.max(0.05, spread);
  runRows(team, height, [
    ['adjust', quarter[0], guidePlane(stage), width, stride, scale, -mean * scale, ...GUIDE_LIMITS],
  ]);
}

/** Standardised lightness of the input at level 2. The last scratch plane, out of the way of the fields' own. */
function guidePlane(stage: Stage): number {
  return pick(stage.planes.scratch[2], 7);
}

function encode(studio: Studio, stage: Stage, planes: Channels, seed: number, out: number): void {
  const { height, width, stride } = levelAt(stage.levels, 0);
  const dither = hash32(seed, Math.floor(stage.view.timeFrames * 16), 99);
  runRows(stage.team, height, [['encodeFromLab', ...planes, stride, out, width, studio.tables.toBytes, dither]]);
}
