import { port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';
import { PAN_UNITS } from '../kits/hud/fields.ts';
import { hudLines, LAYOUTS } from '../kits/hud/hud-lines.ts';
import { templateProblem } from '../kits/hud/template.ts';
import { CORNERS, hudParams } from './hud-params.ts';

/** Letters smaller than this cannot be read. @unit px */
const LEAST_SIZE_PX = 8;
/** Width of an outline, in letter sizes. */
const OUTLINE = 0.09;

/**
 * The director's head-up display: burns frame, seed, steps, CFG, denoise, zoom and pan into a corner of the picture.
 * What has no wire is left out. Sizes follow the height of the picture, so a still of any size looks alike.
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
  params: hudParams,
  varies: 'frame',
  bypass: { image: 'image' },
  async evaluate({ inputs: { image, settings, motion }, params, frame, services, signal, remark }) {
    if (params.opacity === 0) return { image };
    const layout = LAYOUTS.find((known) => known === params.layout) ?? 'lines';
    const panUnit = PAN_UNITS.find((known) => known === params.panUnit) ?? 'heights';
    if (layout === 'custom') remark(templateProblem(params.template) ?? '');
    const sizePx = Math.max(LEAST_SIZE_PX, Math.round((image.height * params.size) / 100));
    const layers = services.drawing.text({
      lines: hudLines(layout, params.template, { frame, settings, motion, panUnit }),
      frameWidth: image.width,
      frameHeight: image.height,
      corner: CORNERS.find((known) => known === params.corner) ?? 'top-left',
      sizePx,
      marginPx: Math.round((image.height * params.margin) / 100),
      colour: params.colour,
      opacity: params.opacity,
      plateOpacity: params.plate,
      font: params.font === 'sans' ? 'sans' : 'mono',
      bold: params.bold,
      shadow: params.relief === 'shadow',
      outlinePx: params.relief === 'outline' ? Math.max(1, sizePx * OUTLINE) : 0,
    });
    return { image: await services.pixels.over(image, layers, signal) };
  },
});
