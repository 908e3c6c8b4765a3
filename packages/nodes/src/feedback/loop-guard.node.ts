import { param, port } from '@epoch/graph-runtime/model';
import { defineNode, remembers } from '../define-node.ts';
import { hash32 } from '../kits/dream/dmath.ts';
import { correctionFor, type GuardLimits, type Learnt, NOTHING_LEARNT } from '../kits/health/guard.ts';

/** Deviation of the Gaussian that sharpness is driven with. @unit px */
const RADIUS_PX = 1;

/** Fine and grey: it gives detail to hold on to and leaves the colours alone. */
const GRAIN = { kind: 'perlin', cellPx: 4, octaves: 3, coloured: false } as const;

/**
 * Measures every picture of a loop and holds sharpness, colourfulness, contrast, brightness and colour cast inside limits,
 * by sharpening, by grain where sharpening is not enough, and by moving colours. Inside the limits it leaves the film alone.
 *
 * A pure function of picture, params, frame and memory; its memory is two numbers.
 */
export const node = defineNode({
  type: 'LoopGuard',
  version: 1,
  title: 'Loop guard',
  category: 'feedback',
  icon: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.6 7 9 4.1-1.4 7-4.7 7-9V6l-7-2.5zM8.5 12l2.5 2.5 4.5-5',
  doc: 'Holds a loop inside the limits you set: no blur, no burnt colours, no drift to magenta.',
  inputs: { image: port.raster({ doc: 'Picture to watch.' }) },
  outputs: {
    image: port.raster({ doc: 'The picture, corrected where it had to be.' }),
    sharpness: port.number({ doc: 'As it came in: mean curvature of lightness.' }),
    chroma: port.number({ doc: 'As it came in: mean colourfulness in OKLab.' }),
    contrast: port.number({ doc: 'As it came in: deviation of lightness.' }),
    lightness: port.number({ doc: 'As it came in: mean lightness.' }),
  },
  params: {
    stiffness: param.number({
      default: 0.7,
      min: 0,
      max: 1,
      step: 0.01,
      unit: 'ratio',
      doc: 'How firmly a measure that leaves its limits is brought back. 0 only measures.',
    }),
    sharpnessMin: limit('Sharpness', 'at least', 0.02, 0.3),
    sharpnessMax: limit('Sharpness', 'at most', 0.06, 0.3),
    chromaMin: limit('Colourfulness', 'at least', 0.03, 0.4),
    chromaMax: limit('Colourfulness', 'at most', 0.12, 0.4),
    contrastMin: limit('Contrast', 'at least', 0.08, 0.5),
    contrastMax: limit('Contrast', 'at most', 0.24, 0.5),
    lightnessMin: limit('Brightness', 'at least', 0.15, 1),
    lightnessMax: limit('Brightness', 'at most', 0.75, 1),
    castMax: limit('Colour cast', 'at most', 0.08, 0.4),
  },
  varies: 'frame',
  bypass: { image: 'image' },
  memory: remembers<Learnt>(),
  async evaluate({ inputs, params, frame, memory, services: { pixels }, signal, remark }) {
    const { image } = inputs;
    const measured = await pixels.measure(image, signal);
    const { sharpness, chroma, contrast, lightness } = measured;
    const figures = { sharpness, chroma, contrast, lightness };
    const ditherSeed = 1 + (hash32(frame.productionSeed, frame.index) >>> 1);
    const { stiffness } = params;
    const before = memory ?? NOTHING_LEARNT;
    const { sharpen, grainLevels, learnt, shift, doing } = correctionFor(measured, limitsOf(params), {
      learnt: before,
      stiffness,
      ditherSeed,
    });
    remark(doing.length === 0 ? 'inside its limits' : doing.join(', '));
    const coloured = shift === null ? image : await pixels.colourShift(image, shift, signal);
    const sharp = await pixels.sharpen(coloured, { amount: sharpen, radiusPx: RADIUS_PX, thresholdLevels: 0 }, signal);
    const grained = await pixels.grain(sharp, { ...GRAIN, amountLevels: grainLevels, seed: ditherSeed }, signal);
    return { outputs: { image: grained, ...figures }, memory: learnt };
  },
});

type Limits = Readonly<
  Record<`${'sharpness' | 'chroma' | 'contrast' | 'lightness'}${'Min' | 'Max'}` | 'castMax', number>
>;

/** A band whose ends were set the wrong way round is taken as it was meant. */
function limitsOf(params: Limits): GuardLimits {
  const band = (one: number, other: number) => ({ least: Math.min(one, other), most: Math.max(one, other) });
  return {
    sharpness: band(params.sharpnessMin, params.sharpnessMax),
    chroma: band(params.chromaMin, params.chromaMax),
    contrast: band(params.contrastMin, params.contrastMax),
    lightness: band(params.lightnessMin, params.lightnessMax),
    castMost: params.castMax,
  };
}

function limit(what: string, end: string, value: number, max: number) {
  return param.number({
    default: value,
    min: 0,
    max,
    step: 0.005,
    unit: 'none',
    label: `${what} ${end}`,
    section: 'Limits',
    doc: `${what} is held ${end} here; the inspector of the film shows what it is now.`,
  });
}
