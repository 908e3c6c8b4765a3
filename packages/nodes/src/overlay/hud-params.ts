import { param } from '@epoch/graph-runtime/model';
import type { Corner } from '../kits/drawing/requests.ts';
import { HUD_FIELDS, PAN_UNITS } from '../kits/hud/fields.ts';
import { LAYOUTS, type Layout } from '../kits/hud/hud-lines.ts';

export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const satisfies readonly Corner[];

const CORNER_LABELS: Readonly<Record<Corner, string>> = {
  'top-left': 'Top left',
  'top-right': 'Top right',
  'bottom-left': 'Bottom left',
  'bottom-right': 'Bottom right',
};

const LAYOUT_LABELS: Readonly<Record<Layout, string>> = {
  lines: 'Three lines',
  'one-line': 'One line',
  column: 'A column',
  minimal: 'The frame number alone',
  custom: 'A text of your own',
};

const FIRST_TEMPLATE =
  '{timecode}   frame {frame}\nseed {seed}   denoise {denoise:.2}\nzoom {zoom}   pan {panX} {panY}';

/** Params of the HUD. Sizes go with the height of the picture. */
export const hudParams = {
  corner: param.choice({
    default: 'top-left',
    choices: CORNERS.map((value) => ({ value, label: CORNER_LABELS[value] })),
    doc: 'Where the text stands.',
  }),
  layout: param.choice({
    default: 'lines',
    choices: LAYOUTS.map((value) => ({ value, label: LAYOUT_LABELS[value] })),
    doc: 'How the figures are set.',
  }),
  template: param.text({
    default: FIRST_TEMPLATE,
    maxLength: 2000,
    widget: 'prompt',
    wire: false,
    fields: Object.keys(HUD_FIELDS),
    label: 'Text',
    visibleWhen: { param: 'layout', is: ['custom'] },
    doc: `Your text, with fields in braces: ${Object.keys(HUD_FIELDS)
      .map((name) => `{${name}}`)
      .join(' ')}. {seed:08} fills up with zeros, {denoise:.2} has two decimals.`,
  }),
  panUnit: param.choice({
    default: 'heights',
    choices: PAN_UNITS.map((value) => ({
      value,
      label: { heights: 'Picture heights', px: 'Pixels of the film', percent: 'Percent of the height' }[value],
    })),
    label: 'Unit of pans',
    doc: 'In what the camera is told.',
  }),
  font: param.choice({
    default: 'mono',
    section: 'Letters',
    choices: [
      { value: 'mono', label: 'JetBrains Mono, digits in columns' },
      { value: 'sans', label: 'Inter' },
    ],
    doc: 'Both come with the program, so a film looks the same everywhere.',
  }),
  bold: param.boolean({ default: false, section: 'Letters', wire: false, keyframes: false, doc: 'Heavier letters.' }),
  size: param.number({
    wire: false,
    default: 3.2,
    min: 1,
    max: 12,
    step: 0.1,
    unit: 'percent',
    section: 'Letters',
    keyframes: false,
    doc: "Size of the letters, of the picture's height.",
  }),
  margin: param.number({
    wire: false,
    default: 2.9,
    min: 0,
    max: 25,
    step: 0.1,
    unit: 'percent',
    section: 'Letters',
    keyframes: false,
    label: 'Safe area',
    doc: "From the border to the text, of the picture's height. 5 keeps clear of what television cuts off.",
  }),
  colour: param.colour({ default: '#eef2ff', section: 'Letters', doc: 'Colour of the text.' }),
  relief: param.choice({
    default: 'shadow',
    section: 'Letters',
    choices: [
      { value: 'shadow', label: 'Soft shadow' },
      { value: 'outline', label: 'Dark outline' },
      { value: 'none', label: 'None' },
    ],
    doc: 'What sets the letters apart from the picture. On a plate there is no shadow.',
  }),
  plate: param.number({
    wire: false,
    default: 0,
    min: 0,
    max: 1,
    step: 0.01,
    unit: 'ratio',
    section: 'Letters',
    doc: 'Darkness of a plate behind the text. 0: no plate.',
  }),
  opacity: param.number({
    default: 0.92,
    min: 0,
    max: 1,
    step: 0.01,
    unit: 'ratio',
    section: 'Letters',
    doc: 'How solid the text is.',
  }),
};
