import { param } from '@epoch/graph-runtime/model';

const MOST_FRAMES = 50;
const rateOnly = { visibleWhen: { param: 'mode', is: ['rate'] }, keyframes: false, wire: false } as const;

export const cadenceParams = {
  mode: param.choice({
    default: 'fixed',
    label: 'Draw',
    choices: [
      { value: 'fixed', label: 'Every so many frames' },
      { value: 'rate', label: 'As many as hold a rate' },
    ],
    doc: 'What decides how many frames are left out: a number, or the time that drawing takes here.',
  }),
  cadence: param.integer({
    visibleWhen: { param: 'mode', is: ['fixed'] },
    default: 2,
    min: 1,
    max: MOST_FRAMES,
    unit: 'frames',
    wire: false,
    keyframes: false,
    doc: 'Every how many frames the engine draws. 1: all of them.',
  }),
  rate: param.number({
    ...rateOnly,
    default: 0,
    min: 0,
    max: 120,
    step: 0.1,
    unit: 'fps',
    zeroLabel: 'as the film',
    doc: 'How many frames are to be made in a second. 0: as many as the film shows, for a live stream.',
  }),
  least: param.integer({
    ...rateOnly,
    default: 1,
    min: 1,
    max: MOST_FRAMES,
    unit: 'frames',
    label: 'Least apart',
    doc: 'However fast it goes, drawn frames stand at least so far apart. 1: all frames may be drawn.',
  }),
  most: param.integer({
    ...rateOnly,
    default: 12,
    min: 1,
    max: MOST_FRAMES,
    unit: 'frames',
    label: 'Most apart',
    doc: 'However slow it goes, drawn frames stand no farther apart. Tween shows the film this many frames later, less one.',
  }),
  denoise: param.number({
    default: 0.45,
    min: 0,
    max: 1,
    step: 0.01,
    unit: 'ratio',
    doc: 'Change at each drawn frame. As fewer are drawn, it may be a little more than usual.',
  }),
};
