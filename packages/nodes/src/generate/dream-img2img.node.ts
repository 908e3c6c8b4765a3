import { param, port, type Raster } from '@epoch/graph-runtime/model';
import { defineNode, remembers } from '../define-node.ts';
import { generationParam } from '../generation-params.ts';
import { advanceView, type View } from '../kits/dream/view.ts';
import { type World, worldFor } from '../kits/worlds/world-for-seed.ts';

/** `previous` is there only while the camera has to be found from pictures. */
interface Dreaming extends World {
  readonly previous?: Raster;
}

const LEAST_SIDE_PX = 64;

/**
 * Redraws a picture towards the prompt with the embedded Dream engine (img2img), or draws it from the prompt alone.
 *
 * The engine sees an endless world through a camera, and the picture it starts from must move with that camera. With
 * `motion` wired the camera takes exactly that step; with nothing wired it is found by laying the new picture over this
 * node's last one. At denoise 0 the picture is passed on untouched.
 *
 * A pure function of what goes in: the whole state of the voyage is in its memory.
 *
 * @shape image: any size; it is fitted to the size of the output (cover)
 */
export const node = defineNode({
  type: 'DreamImg2Img',
  version: 1,
  title: 'Dream',
  category: 'generate',
  icon: 'M12 3v4M12 17v4M3 12h4M17 12h4M5.8 5.8l2.6 2.6M15.6 15.6l2.6 2.6M5.8 18.2l2.6-2.6M15.6 8.4l2.6-2.6',
  doc: 'Paints towards the prompt with the embedded engine. Feed the previous frame in and the picture flows.',
  inputs: {
    image: port.raster({ doc: 'Picture to start from. Nothing wired: drawn from the prompt alone.', optional: true }),
    motion: port.motion({ doc: 'Camera step of this frame, from Zoom and pan. Not wired: measured.', optional: true }),
  },
  outputs: {
    image: port.raster({ doc: 'The new picture.' }),
    settings: port.settings({ doc: 'What was really used: prompt, seed, steps, CFG, denoise.' }),
  },
  params: {
    prompt: generationParam.prompt('What the picture moves towards.'),
    negative: generationParam.negative('What it keeps away from.'),
    denoise: generationParam.denoise('Change per frame: 0.30 to 0.45 flows smoothly, 0.50 and up dreams.'),
    seed: generationParam.seed(
      'The world. A seed that changes after a rest opens another one; one that changes every frame only moves the grain.',
    ),
    steps: generationParam.steps('Effort: 28 and up draws finer detail.'),
    cfg: generationParam.cfg('How strictly the prompt is followed, and how strong the colours are.'),
    width: sideParam('Width'),
    height: sideParam('Height'),
  },
  varies: 'frame',
  bypass: { image: 'image' },
  family: 'image-engine',
  memory: remembers<Dreaming>(),
  async evaluate({ inputs, params, frame, memory, services, signal }) {
    const { prompt, negative, seed, steps, cfg } = params;
    const width = sideOf(params.width, frame.width);
    const height = sideOf(params.height, frame.height);
    const init =
      inputs.image === undefined ? null : await services.pixels.fit(inputs.image, { width, height, mode: 'cover' });
    const denoise = init === null ? 1 : params.denoise;
    const settings = { engine: 'dream', prompt, negative, seed, denoise, steps, cfg };
    const world = worldFor(memory, seed);
    const { motion } = inputs;

    const previous = motion === undefined && init !== null ? usable(memory?.previous, width, height) : null;
    const view = previous === null ? viewAfter(world.view, motion) : world.view;
    const keep = (image: Raster, seen: View): Dreaming => {
      const known = { view: seen, seed, rested: world.rested };
      return motion === undefined && init !== null ? { ...known, previous: image } : known;
    };
    if (init !== null && denoise === 0) {
      return { outputs: { image: init, settings }, memory: keep(init, viewAfter(world.view, motion)) };
    }
    const call = { init, previous, view, prompt, negative, seed, denoise, steps, cfg, width, height };
    const dreamt = await services.pixels.dream(call, signal);
    return { outputs: { image: dreamt.image, settings }, memory: keep(dreamt.image, dreamt.view) };
  },
});

type Step = { readonly zoom: number; readonly panX: number; readonly panY: number; readonly rotationDeg: number };

function viewAfter(view: View, step: Step | undefined): View {
  if (step === undefined) return advanceView(view, {});
  return advanceView(view, { zoom: step.zoom, panX: step.panX, panY: step.panY, angleDeg: step.rotationDeg });
}

/** A picture of another size cannot be laid over the new one. */
function usable(previous: Raster | undefined, width: number, height: number): Raster | null {
  return previous?.width === width && previous.height === height ? previous : null;
}

function sideOf(asked: number, ofFilm: number): number {
  return asked === 0 ? ofFilm : Math.max(LEAST_SIDE_PX, asked);
}

function sideParam(label: string) {
  return param.integer({
    default: 0,
    min: 0,
    max: 4096,
    step: 2,
    unit: 'px',
    zeroLabel: 'as the film',
    label,
    widget: 'field',
    section: 'Size',
    keyframes: false,
    wire: false,
    doc: `${label} of the picture. 0: that of the film.`,
  });
}
