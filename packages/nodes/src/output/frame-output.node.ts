import { param, port } from '@epoch/graph-runtime/model';
import { defineNode } from '../define-node.ts';

/**
 * Makes every picture that arrives a still of the film. The node only names the picture and the folder: encoding and
 * saving belong to the production, so that a frame is safe before it counts as done.
 */
export const node = defineNode({
  type: 'FrameOutput',
  version: 1,
  title: 'Frames',
  category: 'output',
  icon: 'M4 7h11v10H4zM15 10l5-3v10l-5-3M7.5 4.5h9',
  doc: "Saves every picture as a still in the production's folder.",
  inputs: {
    image: port.raster({ doc: 'Picture to save, one PNG file a frame.' }),
  },
  outputs: {},
  params: {
    folder: param.text({
      default: 'stills',
      maxLength: 60,
      widget: 'line',
      wire: false,
      keyframes: false,
      doc: "Folder inside the production. 'stills' is the film itself; other names keep further versions beside it.",
    }),
  },
  varies: 'inputs',
  sink: { input: 'image', folder: 'folder' },
  evaluate: () => ({}),
});
