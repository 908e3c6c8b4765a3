import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import type { Corner } from '../kits/drawing/requests.ts';
import { hudLines } from '../kits/hud/hud-lines.ts';

const LABELS: Readonly<Record<Corner, string>> = {
  'top-left': 'Top left',
  'top-right': 'Top right',
  'bottom-left': 'Bottom left',
  'bottom-right': 'Bottom right',
};

const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const satisfies readonly Corner[];

/**
 * The director's head-up display: burns frame, seed, steps, CFG, denoise, zoom and pan into a corner of the picture.
 * Lines whose wire is missing are left out. Sizes follow the height of the picture, so a still of any size looks alike.
 */
export const node = defineNode({
  type: 'HUD',
  version: 1,
  title: 'HUD',
  category: 'overlay',
  icon: 'M4 5h16v14H4zM7 8.5h6M7 11.5h4M7 14.5h5',
  doc: 'Writes frame, seed, steps, CFG, denoise, zoom and pan into a corner of the picture.',
  inputs: {
    image: port.raster({ doc: 'Picture to write on.' }),
    settings: port.settings({ doc: 'What the engine used, from its settings socket.', optional: true }),
    motion: port.motion({ doc: 'Where the camera is, from Zoom and pan.', optional: true }),
  },
  outputs: {
    image: port.raster({ doc: 'The picture with the text.' }),
  },
  params: {
    corner: param.choice({
      default: 'top-left',
      choices: CORNERS.map((value) => ({ value, label: LABELS[value] })),
      doc: 'Where the text stands.',
    }),
    size: param.number({
      wire: false,
      default: 3.2,
      min: 1,
      max: 12,
      step: 0.1,
      unit: 'percent',
      keyframes: false,
      doc: "Size of the letters, of the picture's height.",
    }),
    opacity: param.number({ default: 0.92, min: 0, max: 1, step: 0.01, unit: 'ratio', doc: 'How solid the text is.' }),
    colour: param.colour({ default: '#eef2ff', doc: 'Colour of the text.' }),
    plate: param.number({
      wire: false,
      default: 0,
      min: 0,
      max: 1,
      step: 0.01,
      unit: 'ratio',
      doc: 'Darkness of a plate behind the text. 0: only a soft shadow.',
    }),
  },
  varies: 'frame',
  bypass: { image: 'image' },
  async evaluate({ inputs: { image, settings, motion }, params, frame, services }) {
    if (params.opacity === 0) return { image };
    const corner = CORNERS.find((known) => known === params.corner) ?? 'top-left';
    const sizePx = Math.max(8, Math.round((image.height * params.size) / 100));
    const layer = services.drawing.text({
      lines: hudLines(frame.index, settings, motion),
      frameWidth: image.width,
      frameHeight: image.height,
      corner,
      sizePx,
      marginPx: Math.round(sizePx * 0.9),
      colour: params.colour,
      opacity: params.opacity,
      plateOpacity: params.plate,
    });
    return { image: await services.pixels.over(image, [layer]) };
  },
});
