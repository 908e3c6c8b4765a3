import { EASINGS, param } from '@epoch/graph-runtime/model';

const overFilm = {
  section: 'Over the film',
  keyframes: false,
  wire: false,
  visibleWhen: { param: 'mode', is: ['over-run', 'over-run-loop'] },
};
const ownPath = { ...overFilm, visibleWhen: { param: 'path', is: ['own'] } };
const reachPath = {
  param: 'path',
  is: ['push-in', 'pull-out', 'orbit', 'pan-left', 'pan-right', 'tilt-up', 'tilt-down'],
};
const boxPath = { ...overFilm, visibleWhen: { param: 'path', is: ['ken-burns'] } };
const curve = { ...overFilm, unit: 'none', step: 0.01, visibleWhen: { param: 'easing', is: ['bezier'] } };
const zoomLimits = { min: 0.1, max: 10, step: 0.01, unit: 'x' };
const panLimits = { min: -5, max: 5, step: 0.01, unit: 'heights' };

const EASING_LABELS: Readonly<Record<string, string>> = {
  linear: 'Steady',
  smooth: 'Slow start, slow end',
  'ease-in': 'Slow start',
  'ease-out': 'Slow end',
  'ease-in-out': 'Slower start, slower end',
  sine: 'Like a pendulum',
  expo: 'Fast start, long end',
  back: 'A little too far, and back',
  elastic: 'Like a spring',
  bounce: 'Like a ball',
  bezier: 'A curve of your own',
};

function start(given: { readonly label: string; readonly doc: string; readonly default: number }) {
  return { ...ownPath, ...given };
}

function boxParam(label: string, initial: number, min: number, doc: string) {
  return param.number({ ...boxPath, default: initial, min, max: 1, step: 0.001, unit: 'ratio', label, doc });
}

/** Params of a way that takes the whole film: ready-made, between two boxes, or by its own two ends. */
export const zoomPanPathParams = {
  path: param.choice({
    ...overFilm,
    default: 'own',
    choices: [
      { value: 'own', label: 'From your start to your end' },
      { value: 'push-in', label: 'Push in' },
      { value: 'pull-out', label: 'Pull out' },
      { value: 'orbit', label: 'Once around' },
      { value: 'pan-left', label: 'Pan left' },
      { value: 'pan-right', label: 'Pan right' },
      { value: 'tilt-up', label: 'Tilt up' },
      { value: 'tilt-down', label: 'Tilt down' },
      { value: 'ken-burns', label: 'From box to box (Ken Burns)' },
    ],
    doc: 'A ready-made way, or one of your own.',
  }),
  reach: param.number({
    ...overFilm,
    visibleWhen: reachPath,
    default: 1,
    min: 0.05,
    max: 5,
    step: 0.05,
    unit: 'x',
    doc: 'How far it goes. 1 is calm.',
  }),
  startZoom: param.number({
    ...zoomLimits,
    ...start({ label: 'Zoom start', doc: 'Zoom at the first frame.', default: 1 }),
  }),
  endZoom: param.number({
    ...zoomLimits,
    ...start({ label: 'Zoom end', doc: 'Zoom at the last frame.', default: 1.05 }),
  }),
  startPanX: param.number({
    ...panLimits,
    ...start({ label: 'Pan X start', doc: 'Camera at the first frame, to the right.', default: 0 }),
  }),
  endPanX: param.number({
    ...panLimits,
    ...start({ label: 'Pan X end', doc: 'Camera at the last frame, to the right.', default: 0 }),
  }),
  startPanY: param.number({
    ...panLimits,
    ...start({ label: 'Pan Y start', doc: 'Camera at the first frame, down.', default: 0 }),
  }),
  endPanY: param.number({
    ...panLimits,
    ...start({ label: 'Pan Y end', doc: 'Camera at the last frame, down.', default: 0 }),
  }),
  turnDeg: param.number({
    ...ownPath,
    default: 0,
    min: -3600,
    max: 3600,
    step: 1,
    unit: 'deg',
    label: 'Turn by the end',
    doc: 'How far the picture has turned clockwise at the last frame.',
  }),
  boxAX: boxParam('Box A left', 0, -0.5, 'Left border of what is seen at the first frame, of the width.'),
  boxAY: boxParam('Box A top', 0, -0.5, 'Top border of what is seen at the first frame, of the height.'),
  boxAWidth: boxParam('Box A width', 1, 0.05, 'Width of what is seen at the first frame, of the whole width.'),
  boxBX: boxParam('Box B left', 0.3, -0.5, 'Left border of what is seen at the last frame, of the width.'),
  boxBY: boxParam('Box B top', 0.2, -0.5, 'Top border of what is seen at the last frame, of the height.'),
  boxBWidth: boxParam('Box B width', 0.6, 0.05, 'Width of what is seen at the last frame, of the whole width.'),
  easing: param.choice({
    ...overFilm,
    default: 'linear',
    choices: EASINGS.flatMap((value) => {
      const label = EASING_LABELS[value];
      return label === undefined ? [] : [{ value, label }];
    }),
    doc: 'How the camera speeds up and slows down on its way.',
  }),
  curveX1: param.number({ ...curve, default: 0.42, min: 0, max: 1, label: 'Curve X1', doc: 'First handle, in time.' }),
  curveY1: param.number({ ...curve, default: 0, min: -2, max: 3, label: 'Curve Y1', doc: 'First handle, in way.' }),
  curveX2: param.number({ ...curve, default: 0.58, min: 0, max: 1, label: 'Curve X2', doc: 'Second handle, in time.' }),
  curveY2: param.number({ ...curve, default: 1, min: -2, max: 3, label: 'Curve Y2', doc: 'Second handle, in way.' }),
  durationFrames: param.integer({
    ...overFilm,
    default: 0,
    min: 0,
    max: 10_000_000,
    unit: 'frames',
    zeroLabel: 'as the film',
    label: 'Length',
    widget: 'field',
    doc: 'How long the way takes. 0: as long as the film, or 600 frames when the film has no end.',
  }),
};
