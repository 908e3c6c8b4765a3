import { param, port, type Raster } from '@epoch/graph-runtime/model';
import { defineNode, remembers } from '../define-node.ts';

/** A dissolve under way. `done` of `of` frames have shown the picture so far. */
interface Dissolve {
  readonly image: Raster;
  readonly done: number;
  readonly of: number;
}

/** null: nothing is under way. */
type Crossing = { readonly dissolve: Dissolve | null };

/**
 * Puts a picture in the place of the one that passes, once: the scene jump of a feedback loop.
 *
 * The picture comes from a cue (someone pressed Teleport now; the cue is journaled, so a replay is exact) or from the
 * asset store at a frame set beforehand. A cue wins over a set frame and over a dissolve under way. With a dissolve of
 * k frames the i-th of them shows i/k of the picture, so the last one shows it whole.
 *
 * @shape  the picture is fitted to the size of `image`, or of the film when nothing is wired
 * @throws EpochError ASSET_NOT_FOUND at the set frame when the picture is gone
 */
export const node = defineNode({
  type: 'Teleport',
  version: 1,
  title: 'Teleport',
  category: 'direct',
  icon: 'M12 3c4.5 0 6.5 4 6.5 9s-2 9-6.5 9-6.5-4-6.5-9 2-9 6.5-9zM9 12h6M12.5 9.5 15 12l-2.5 2.5',
  doc: 'Jumps to a picture of yours for one frame; the film evolves on from there.',
  inputs: {
    image: port.raster({ doc: 'What passes while there is no jump.', optional: true }),
  },
  outputs: {
    image: port.raster({ doc: 'The picture jumped to at its frames, else what came in.' }),
    active: port.boolean({ doc: 'True at the frames of a jump.' }),
  },
  params: {
    asset: param.asset({
      default: '',
      accept: 'image',
      label: 'Picture',
      section: 'At a set frame',
      doc: 'Picture to jump to.',
    }),
    atFrame: param.integer({
      wire: false,
      default: -1,
      min: -1,
      max: 10_000_000,
      unit: 'frames',
      label: 'At frame',
      widget: 'field',
      section: 'At a set frame',
      keyframes: false,
      doc: 'Frame of the jump. -1: never by itself.',
    }),
    dissolveFrames: param.integer({
      wire: false,
      default: 0,
      min: 0,
      max: 240,
      unit: 'frames',
      label: 'Dissolve',
      section: 'At a set frame',
      keyframes: false,
      doc: 'How many frames the jump takes. 0 cuts.',
    }),
    fit: param.choice({
      default: 'cover',
      choices: [
        { value: 'cover', label: 'Fill the film, cut what hangs over' },
        { value: 'contain', label: 'Show all of it, with bars' },
        { value: 'stretch', label: 'Stretch to the film' },
      ],
      doc: "How the picture is brought to the film's size.",
    }),
  },
  varies: 'frame',
  cue: 'teleport',
  bypass: { image: 'image' },
  memory: remembers<Crossing>(),
  async evaluate({ inputs, params, frame, memory, cue, services: { pixels, assets } }) {
    const passing = inputs.image ?? pixels.solid(frame.width, frame.height, [0, 0, 0, 255]);
    const { width, height } = passing;
    const wanted = cue?.fit ?? params.fit;
    const mode = wanted === 'contain' || wanted === 'stretch' ? wanted : 'cover';
    const begin = async (image: Raster, dissolveFrames: number): Promise<Dissolve> => {
      const fitted = await pixels.fit(image, { width, height, mode });
      return { image: fitted, done: 0, of: Math.max(1, dissolveFrames) };
    };

    let dissolve = memory?.dissolve ?? null;
    if (cue !== undefined) dissolve = await begin(cue.image, cue.dissolveFrames);
    else if (params.asset !== '' && params.atFrame === frame.index) {
      dissolve = await begin(await assets.image(params.asset), params.dissolveFrames);
    }
    if (dissolve === null) return { outputs: { image: passing, active: false }, memory: { dissolve } };

    const done = dissolve.done + 1;
    const target = await pixels.fit(dissolve.image, { width, height, mode: 'stretch' });
    const whole = done >= dissolve.of;
    const image = whole ? target : await pixels.blend(passing, target, { mode: 'normal', amount: done / dissolve.of });
    return { outputs: { image, active: true }, memory: { dissolve: whole ? null : { ...dissolve, done } } };
  },
});
