import { type GraphDocument, type NodeCard, newGraph, param, port } from '@epoch/graph-runtime/model';
import type { Production } from '@epoch/graph-runtime/protocol';

/** Small cards and graphs for tests of this package. */
function card<const F extends Partial<NodeCard>>(type: string, face: F): NodeCard & F {
  const plain = { version: 1, title: type, category: 'direct', icon: '', doc: '', help: '', varies: 'inputs' } as const;
  return { ...plain, inputs: {}, outputs: {}, params: {}, ...face, type };
}

const share = { min: 0, max: 1, unit: 'ratio', doc: '' } as const;

export const testCards = {
  Amount: card('Amount', {
    outputs: { value: port.number({ doc: '' }) },
    params: { value: param.number({ default: 0.5, ...share }) },
  }),
  Words: card('Words', {
    outputs: { text: port.text({ doc: '' }) },
    params: { text: param.text({ default: 'sea', maxLength: 500, doc: '' }) },
  }),
  Picture: card('Picture', {
    title: 'Still picture',
    category: 'source',
    outputs: { image: port.raster({ doc: '' }) },
  }),
  Paint: card('Paint', {
    category: 'generate',
    inputs: { image: port.raster({ doc: '' }) },
    outputs: { image: port.raster({ doc: '' }) },
    params: {
      seed: param.integer({ default: 0, min: 0, max: 99, unit: 'none', doc: '' }),
      prompt: param.text({ default: '', maxLength: 500, widget: 'prompt', doc: '' }),
      denoise: param.number({ default: 0.4, ...share }),
      cfg: param.number({ default: 7, min: 1, max: 30, unit: 'none', doc: '' }),
      steps: param.integer({ default: 20, min: 1, max: 150, unit: 'steps', doc: '' }),
      grain: param.number({ default: 0, widget: 'field', ...share }),
    },
  }),
  Delay: card('Delay', {
    category: 'feedback',
    inputs: { initial: port.raster({ doc: '' }), next: port.raster({ doc: '' }) },
    outputs: { out: port.raster({ doc: '' }) },
    params: { frames: param.integer({ default: 1, min: 1, max: 99, unit: 'frames', wire: false, doc: '' }) },
    delay: { initial: 'initial', next: 'next', out: 'out', frames: 'frames' },
  }),
  Film: card('Film', {
    category: 'output',
    inputs: { image: port.raster({ doc: '' }) },
    sink: { input: 'image', folder: 'stills' },
  }),
} as const satisfies Record<string, NodeCard>;

type TestType = keyof typeof testCards;

/** A graph of nodes `id: type` and wires `a.port > b.port`. */
export function testGraph(nodes: Readonly<Record<string, TestType>>, wires: readonly string[] = []): GraphDocument {
  const graph = newGraph('Test', 'g1');
  Object.entries(nodes).forEach(([id, type], index) => {
    graph.nodes[id] = { id, type, version: 1, position: { x: index * 240, y: 0 }, params: {} };
  });
  wires.forEach((wire, index) => {
    const [from, to] = wire.split(' > ').map((end) => end.split('.'));
    const id = `e${index}`;
    graph.edges[id] = {
      id,
      from: { node: from?.[0] ?? '', port: from?.[1] ?? '' },
      to: { node: to?.[0] ?? '', port: to?.[1] ?? '' },
    };
  });
  return graph;
}

export function testProduction(change: Partial<Production> = {}): Production {
  return {
    id: 'p1',
    name: 'Take',
    graphId: 'g1',
    graphName: 'Test',
    createdAt: '2026-01-01T00:00:00.000Z',
    state: 'running',
    message: null,
    problem: null,
    framesDone: 3,
    framesTotal: null,
    settings: newGraph('Test').settings,
    framesPerSecond: null,
    secondsLeft: null,
    retryAt: null,
    take: null,
    promoted: false,
    ...change,
  };
}
