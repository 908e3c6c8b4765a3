import { param } from '@epoch/graph-runtime/model';

const everyFrame = { section: 'Every frame', visibleWhen: { param: 'mode', is: ['per-frame'] } };
const overFilm = {
  section: 'Over the film',
  keyframes: false,
  wire: false,
  visibleWhen: { param: 'mode', is: ['over-run', 'over-run-loop'] },
};
const zoomLimits = { min: 0.1, max: 10, step: 0.01, unit: 'x' };
const panLimits = { min: -5, max: 5, step: 0.01, unit: 'heights' };

/** Params of ZoomPan: one set for each way of going. */
export const zoomPanParams = {
  mode: param.choice({
    default: 'per-frame',
    label: 'Move',
    choices: [
      { value: 'per-frame', label: 'A step every frame, in a loop' },
      { value: 'over-run-loop', label: 'From start to end, in a loop' },
      { value: 'over-run', label: 'From start to end, on finished pictures' },
    ],
    doc: 'How the camera goes. In a feedback loop the picture keeps every step it was given.',
  }),
  zoom: param.number({
    ...everyFrame,
    default: 1.01,
    min: 0.5,
    max: 2,
    step: 0.001,
    unit: 'x',
    doc: 'Zoom of each frame. Above 1 goes in, below 1 goes out; 1.005 to 1.02 looks calm.',
  }),
  panX: param.number({
    ...everyFrame,
    default: 0,
    min: -0.5,
    max: 0.5,
    step: 0.001,
    unit: 'heights',
    label: 'Pan X',
    doc: 'How far the camera goes right in each frame.',
  }),
  panY: param.number({
    ...everyFrame,
    default: 0,
    min: -0.5,
    max: 0.5,
    step: 0.001,
    unit: 'heights',
    label: 'Pan Y',
    doc: 'How far the camera goes down in each frame.',
  }),
  rotationDeg: param.number({
    ...everyFrame,
    default: 0,
    min: -45,
    max: 45,
    step: 0.05,
    unit: 'deg',
    label: 'Turn',
    doc: 'How far the picture turns clockwise in each frame.',
  }),
  startZoom: param.number({
    ...overFilm,
    ...zoomLimits,
    default: 1,
    label: 'Zoom start',
    doc: 'Zoom at the first frame.',
  }),
  endZoom: param.number({
    ...overFilm,
    ...zoomLimits,
    default: 1.05,
    label: 'Zoom end',
    doc: 'Zoom at the last frame.',
  }),
  startPanX: param.number({
    ...overFilm,
    ...panLimits,
    default: 0,
    label: 'Pan X start',
    doc: 'Camera at the first frame, to the right.',
  }),
  endPanX: param.number({
    ...overFilm,
    ...panLimits,
    default: 0,
    label: 'Pan X end',
    doc: 'Camera at the last frame, to the right.',
  }),
  startPanY: param.number({
    ...overFilm,
    ...panLimits,
    default: 0,
    label: 'Pan Y start',
    doc: 'Camera at the first frame, down.',
  }),
  endPanY: param.number({
    ...overFilm,
    ...panLimits,
    default: 0,
    label: 'Pan Y end',
    doc: 'Camera at the last frame, down.',
  }),
  turnDeg: param.number({
    ...overFilm,
    default: 0,
    min: -3600,
    max: 3600,
    step: 1,
    unit: 'deg',
    label: 'Turn by the end',
    doc: 'How far the picture has turned clockwise at the last frame.',
  }),
  easing: param.choice({
    default: 'linear',
    choices: [
      { value: 'linear', label: 'Steady' },
      { value: 'smooth', label: 'Slow start, slow end' },
      { value: 'ease-in', label: 'Slow start' },
      { value: 'ease-out', label: 'Slow end' },
    ],
    section: 'Over the film',
    visibleWhen: overFilm.visibleWhen,
    doc: 'How the camera speeds up and slows down on its way.',
  }),
  durationFrames: param.integer({
    ...overFilm,
    default: 0,
    min: 0,
    max: 10_000_000,
    unit: 'frames',
    label: 'Length',
    widget: 'field',
    doc: 'How long the way takes. 0: as long as the film, or 600 frames when the film has no end.',
  }),
  edge: param.choice({
    default: 'mirror',
    choices: [
      { value: 'mirror', label: 'The picture mirrored' },
      { value: 'clamp', label: 'Its border drawn out' },
      { value: 'wrap', label: 'The picture again' },
    ],
    doc: 'What shows where the camera looks past the border.',
  }),
};
