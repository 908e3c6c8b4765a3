import { type GenerationSettings, type Motion, param, port, type Raster } from '@epoch/graph-runtime/model';
import { ease } from '@epoch/graph-runtime/schedule';
import { defineNode, remembers } from '../define-node.ts';
import { undone } from '../kits/camera/step.ts';
import { neighbours, shownAt, stepOver, type Window, withFrame } from '../kits/tween/window.ts';
import type { NodePixels } from '../services.ts';

const STANDING: Motion = {
  ...{ zoom: 1, panX: 0, panY: 0, rotationDeg: 0 },
  ...{ totalZoom: 1, totalPanX: 0, totalPanY: 0 },
};

/** What is told of an engine that is not wired. */
const NO_SETTINGS: GenerationSettings = {
  ...{ engine: '', prompt: '', negative: '' },
  ...{ seed: 0, denoise: 0, steps: 0, cfg: 0 },
};

/**
 * Makes the frames between those that the engine drew: both neighbours are moved along the camera to where it was in
 * between, and cross-faded.
 *
 * A frame in between needs the drawn one after it, which is still to come. So what is shown is `cadence - 1` frames older
 * than what comes in; at the start the first picture is held that long. Which frames were drawn is told by `settings`
 * (their denoise is above 0); without that wire it is every `cadence`-th one, from frame 0 on. The later neighbour only
 * covers what it saw: where the camera had not been yet, the earlier one is alone. Nothing fades into a picture that was
 * cut to: it is shown as it came.
 *
 * A pure function of what goes in: the pictures it waits with are in its memory.
 *
 * @shape  the output has the size of the input
 */
export const node = defineNode({
  type: 'Tween',
  version: 1,
  title: 'Tween',
  category: 'motion',
  icon: 'M3 7h5v10H3zM16 7h5v10h-5zM10.5 9v6M13.5 9v6',
  doc: 'Fills in the frames that the engine leaves out: moves its pictures along the camera and cross-fades them.',
  inputs: {
    image: port.raster({ doc: 'What the engine gives, drawn or handed on.' }),
    motion: port.motion({
      doc: 'Camera step of each frame, from Zoom and pan. Not wired: it only fades.',
      optional: true,
    }),
    settings: port.settings({ doc: 'Tells which frames the engine drew.', optional: true }),
    cut: port.boolean({ doc: 'True at frames that are shown as they are, from Teleport.', optional: true }),
  },
  outputs: {
    image: port.raster({ doc: 'A smooth film, a few frames later than it came in.' }),
    motion: port.motion({ doc: 'Camera step of the frame that is shown, for the HUD.' }),
    settings: port.settings({ doc: 'What the engine used at the frame that is shown, for the HUD.' }),
    frame: port.integer({ doc: 'Which frame of the loop is shown.' }),
  },
  params: {
    every: param.integer({
      label: 'Cadence',
      default: 2,
      min: 1,
      max: 50,
      unit: 'frames',
      keyframes: false,
      doc: 'The engine draws every how many frames. Wire it from Cadence, so that both agree.',
    }),
    fade: param.choice({
      default: 'linear',
      choices: [
        { value: 'linear', label: 'Even' },
        { value: 'smooth', label: 'Resting at each drawn picture' },
        { value: 'none', label: 'None: the earlier picture alone' },
      ],
      doc: 'How one drawn picture goes over into the next.',
    }),
  },
  varies: 'frame',
  bypass: { image: 'image', motion: 'motion', settings: 'settings' },
  memory: remembers<Window>(),
  async evaluate({ inputs, params: { every: cadence, fade }, frame: { index }, memory, services: { pixels }, signal }) {
    const { image, motion = STANDING, settings, cut: isCut = false } = inputs;
    const isDrawn = settings === undefined ? index % cadence === 0 : settings.denoise > 0;
    const window = withFrame(memory, { index, image, motion, settings, isDrawn, isCut }, cadence);
    const frame = shownAt(index, cadence);
    const shown = await between(pixels, window, frame, fade, signal);
    const step = window.steps.find((one) => one.frame === frame);
    const told = { motion: step?.motion ?? STANDING, settings: step?.settings ?? NO_SETTINGS };
    return { outputs: { image: shown ?? image, ...told, frame }, memory: window };
  },
});

type Signal = Parameters<NodePixels['png']>[2];

/** A frame between two drawn ones; as much as there is, where one of them is missing. */
async function between(
  pixels: NodePixels,
  window: Window,
  frame: number,
  fade: string,
  signal: Signal,
): Promise<Raster | undefined> {
  const { from, to } = neighbours(window, frame);
  const forth = from && (await pixels.camera(from.image, stepOver(window, from.frame, frame), {}, signal));
  const isAlone = to === undefined || to.isCut === true || fade === 'none';
  if (from?.frame === frame || to === undefined || (forth !== undefined && isAlone)) return forth;
  const back = undone(stepOver(window, frame, to.frame));
  if (from === undefined || forth === undefined) return pixels.camera(to.image, back, {}, signal);
  const seen = await pixels.camera(to.image, back, { edge: 'transparent' }, signal);
  const { width, height } = forth;
  const top = await pixels.fit(seen, { width, height, mode: 'stretch' }, signal);
  const share = (frame - from.frame) / (to.frame - from.frame);
  return pixels.blend(
    forth,
    top,
    { mode: 'normal', amount: ease(fade === 'smooth' ? 'smooth' : 'linear', share) },
    signal,
  );
}
