import {
  type GraphDocument,
  type GraphNode,
  type NodeCard,
  type Params,
  param,
  port,
} from '@epoch/graph-runtime/model';

const params: Params = {
  prompt: param.text({
    default: 'stars',
    maxLength: 2000,
    widget: 'prompt',
    doc: 'Where the picture goes.',
    section: 'Picture',
  }),
  denoise: param.number({ default: 0.4, min: 0, max: 1, unit: 'ratio', section: 'Picture', doc: 'Change per frame.' }),
  steps: param.integer({ default: 20, min: 1, max: 150, unit: 'steps', doc: 'Sampler steps.' }),
  seed: param.integer({ default: 7, min: 0, max: 2 ** 32, unit: 'none', widget: 'seed', doc: 'Noise.' }),
  side: param.integer({ default: 0, min: 0, max: 4096, unit: 'px', zeroLabel: 'as the film', doc: 'Width.' }),
  mode: param.choice({
    default: 'fixed',
    choices: [
      { value: 'fixed', label: 'Fixed' },
      { value: 'ladder', label: 'Ladder' },
    ],
    doc: 'How the seed goes on.',
  }),
  every: param.integer({
    ...{ default: 4, min: 1, max: 100, unit: 'frames', doc: 'Frames on one step of the ladder.' },
    visibleWhen: { param: 'mode', is: ['ladder'] },
  }),
  loop: param.boolean({ default: true, doc: 'Comes again.' }),
  tint: param.colour({ default: '#ffffff', doc: 'Colour.' }),
  sprite: param.asset({ default: '', accept: 'image', doc: 'Picture.' }),
};

/** A card with a param of every kind, for tests. */
export const cardFixture: NodeCard = {
  ...{
    type: 'Dream',
    version: 1,
    title: 'Dream',
    category: 'generate',
    icon: 'M4 4h16',
    doc: 'Redraws.',
    help: '# Dream',
  },
  inputs: { image: port.raster({ doc: 'Picture.', optional: true }) },
  outputs: { image: port.raster({ doc: 'Picture.' }) },
  params,
  varies: 'frame',
};

/** A graph with one node `dream` of that card and a `number` node wired into its steps when asked. */
export function documentFixture(own: GraphNode['params'], wiredParam: string | null = null): GraphDocument {
  const position = { x: 0, y: 0 };
  const edge = {
    id: 'e1',
    from: { node: 'number', port: 'value' },
    to: { node: 'dream', port: wiredParam ?? 'steps' },
  };
  return {
    ...{ format: 'epochstreamer-graph', schemaVersion: 1, id: 'g1', name: 'First light', description: '', revision: 3 },
    settings: { width: 768, height: 432, fps: 24, frames: 600, seed: null },
    nodes: {
      dream: { id: 'dream', type: 'Dream', version: 1, position, params: own },
      number: { id: 'number', type: 'Number', version: 1, position, params: {} },
    },
    edges: wiredParam === null ? {} : { e1: edge },
    groups: {},
  };
}
