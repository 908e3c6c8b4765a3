import { param, port } from '@epoch/graph-runtime/model';
import { defineNode, remembers } from '../define-node.ts';
import { hash32 } from '../kits/dream/dmath.ts';
import {
  type ColourStats,
  colourDistance,
  colourStats,
  mixStats,
  shiftTowards,
  statsAfter,
} from '../kits/health/colour-stats.ts';

/** The colours that the film is held to; null before the first picture. */
interface Anchored {
  readonly anchor: ColourStats | null;
}

/**
 * Pulls the colours of a loop towards an anchor, so that they do not wander off: mean and spread of each OKLab channel.
 * The anchor may move: an average over the last frames lets the film change slowly and stops only what runs away.
 *
 * A pure function of picture, params, frame and memory; its memory is twelve numbers.
 */
export const node = defineNode({
  type: 'ColourAnchor',
  version: 1,
  title: 'Colour anchor',
  category: 'feedback',
  icon: 'M12 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM12 7.5V20M8.5 11h7M5 13.5c0 4 3 6.5 7 6.5s7-2.5 7-6.5',
  doc: 'Keeps the colours of a loop from drifting, as strongly as you like.',
  inputs: {
    image: port.raster({ doc: 'Picture to hold.' }),
    anchor: port.raster({ doc: 'Picture whose colours are the anchor, for anchor "a picture".', optional: true }),
  },
  outputs: {
    image: port.raster({ doc: 'The picture with its colours pulled.' }),
    distance: port.number({ doc: 'How far the mean colour was from the anchor, in OKLab. 0.02 can just be seen.' }),
  },
  params: {
    anchorTo: param.choice({
      default: 'average',
      label: 'Anchor',
      choices: [
        { value: 'average', label: 'An average of the last frames' },
        { value: 'taken', label: 'The frame where "take" was last on' },
        { value: 'picture', label: 'A picture' },
      ],
      doc: 'What the colours are held to.',
    }),
    strength: param.number({
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.01,
      unit: 'ratio',
      doc: 'How far the mean colour is brought to the anchor in each frame. 0.1 guides, 1 locks.',
    }),
    spread: param.number({
      default: 0.3,
      min: 0,
      max: 1,
      step: 0.01,
      unit: 'ratio',
      doc: 'The same for contrast and colourfulness.',
    }),
    averageFrames: param.integer({
      default: 48,
      min: 2,
      max: 2000,
      unit: 'frames',
      label: 'Average over',
      visibleWhen: { param: 'anchorTo', is: ['average'] },
      doc: 'How slowly the anchor follows the film.',
    }),
    take: param.boolean({
      default: false,
      label: 'Take this frame',
      visibleWhen: { param: 'anchorTo', is: ['taken'] },
      doc: 'Key it on for one frame to make that frame the anchor. Frame 0 always is one.',
    }),
  },
  varies: 'frame',
  bypass: { image: 'image' },
  memory: remembers<Anchored>(),
  async evaluate({ inputs, params, frame, memory, services: { pixels }, signal }) {
    const measured = colourStats(await pixels.measure(inputs.image, signal));
    const last = memory?.anchor ?? null;
    const takes = params.anchorTo === 'taken' && params.take;
    const wired = params.anchorTo === 'picture' && inputs.anchor !== undefined;
    const anchor = wired
      ? colourStats(await pixels.measure(inputs.anchor, signal))
      : takes
        ? measured
        : (last ?? measured);

    const distance = colourDistance(measured, anchor);
    const { strength, spread } = params;
    const idle = takes || last === null || (strength === 0 && spread === 0);
    if (idle && !wired)
      return { outputs: { image: inputs.image, distance }, memory: { anchor: moved(anchor, measured) } };
    const ditherSeed = 1 + (hash32(frame.productionSeed, frame.index) >>> 1);
    const shift = shiftTowards(measured, anchor, { strength, spread, ditherSeed });
    const image = await pixels.colourShift(inputs.image, shift, signal);
    return { outputs: { image, distance }, memory: { anchor: moved(anchor, statsAfter(measured, shift)) } };

    /** A moving anchor follows what the film has become. */
    function moved(from: ColourStats, shown: ColourStats): ColourStats {
      return params.anchorTo === 'average' ? mixStats(from, shown, 2 / (params.averageFrames + 1)) : from;
    }
  },
});
