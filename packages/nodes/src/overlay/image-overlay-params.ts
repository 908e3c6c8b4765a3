import { param } from '@epoch/graph-runtime/model';
import { ANCHORS, type Anchor } from '../kits/placing/anchors.ts';
import { BLEND_LABELS } from '../kits/raster/blend-labels.ts';
import { BLEND_MODES } from '../kits/raster/requests.ts';

const ANCHOR_LABELS: Readonly<Record<Anchor, string>> = {
  'top-left': 'Top left',
  top: 'Top',
  'top-right': 'Top right',
  left: 'Left',
  centre: 'Middle',
  right: 'Right',
  'bottom-left': 'Bottom left',
  bottom: 'Bottom',
  'bottom-right': 'Bottom right',
};

/** Params of ImageOverlay: what lies where, and how it is laid over. All that moves may hold keys. */
export const imageOverlayParams = {
  asset: param.asset({
    default: '',
    accept: 'image',
    label: 'Picture',
    doc: 'Picture to lay over. A wire to the picture socket wins.',
  }),
  anchor: param.choice({
    default: 'bottom-right',
    section: 'Place',
    choices: ANCHORS.map((value) => ({ value, label: ANCHOR_LABELS[value] })),
    doc: 'Which edge or corner of the film it holds on to.',
  }),
  offsetX: param.number({
    default: 0,
    min: -4,
    max: 4,
    step: 0.001,
    unit: 'heights',
    label: 'Offset X',
    section: 'Place',
    doc: 'From there to the right.',
  }),
  offsetY: param.number({
    default: 0,
    min: -4,
    max: 4,
    step: 0.001,
    unit: 'heights',
    label: 'Offset Y',
    section: 'Place',
    doc: 'From there down.',
  }),
  sizeUnit: param.choice({
    default: 'heights',
    section: 'Place',
    choices: [
      { value: 'heights', label: "A share of the film's height" },
      { value: 'px', label: 'Pixels' },
      { value: 'own', label: 'As many pixels as the picture has' },
    ],
    label: 'Size in',
    doc: 'How its height is given.',
  }),
  size: param.number({
    default: 0.25,
    min: 0.005,
    max: 8,
    step: 0.005,
    unit: 'heights',
    section: 'Place',
    visibleWhen: { param: 'sizeUnit', is: ['heights'] },
    doc: "Its height, of the film's height.",
  }),
  sizePx: param.number({
    default: 128,
    min: 1,
    max: 8192,
    step: 1,
    unit: 'px',
    label: 'Size',
    widget: 'field',
    section: 'Place',
    visibleWhen: { param: 'sizeUnit', is: ['px'] },
    doc: 'Its height in pixels.',
  }),
  rotationDeg: param.number({
    default: 0,
    min: -3600,
    max: 3600,
    step: 0.1,
    unit: 'deg',
    label: 'Turn',
    section: 'Place',
    doc: 'How far it is turned clockwise, about its middle.',
  }),
  tile: param.boolean({ default: false, section: 'Place', doc: 'Again and again over the whole film.' }),
  mode: param.choice({
    default: 'normal',
    section: 'Laid over',
    choices: BLEND_MODES.map((value) => ({ value, label: BLEND_LABELS[value] })),
    doc: 'How it is combined with what is below.',
  }),
  opacity: param.number({
    default: 1,
    min: 0,
    max: 1,
    step: 0.01,
    unit: 'ratio',
    section: 'Laid over',
    doc: 'How solid it is.',
  }),
  space: param.choice({
    default: 'srgb',
    section: 'Laid over',
    choices: [
      { value: 'srgb', label: 'As stored (sRGB), like paint programs' },
      { value: 'linear', label: 'As light (linear), like lamps' },
    ],
    doc: 'In which numbers the two are combined.',
  }),
};
