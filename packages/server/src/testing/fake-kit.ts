import { cardOf, type GraphDocument, type GraphNode, newGraph } from '@epoch/graph-runtime/model';
import type { NodeKit } from '../productions/node-kit.ts';
import { FAKE_NODES, type FakeServices } from './fake-nodes.ts';
import { fakePictures } from './fake-pictures.ts';

export interface FakeKit extends NodeKit {
  readonly pinned: () => number;
  readonly openStages: () => number;
  /** Answers in the place of image engines; a test may change it at any time. */
  readonly fake: { engine?: FakeServices['engine'] };
}

/** A kit of small, quick, deterministic nodes, typed as the real one. */
export function fakeKit(): FakeKit {
  const pictures = fakePictures();
  const fake: FakeKit['fake'] = {};
  let openStages = 0;
  return {
    definitions: new Map(FAKE_NODES.map((node) => [node.type, node])),
    cards: FAKE_NODES.map((node) => cardOf(node, 'Help.')),
    pictures,
    workers: 1,
    openStage({ ledger, clock } = {}) {
      openStages += 1;
      const services: FakeServices = { engine: async (context) => fake.engine?.(context), ledger, clock };
      const close = () => {
        openStages -= 1;
      };
      return { services, pictures, retire: () => {}, close };
    },
    close: async () => {},
    pinned: pictures.pinned,
    openStages: () => openStages,
    fake,
  };
}

type Wire = readonly [fromNode: string, fromPort: string, toNode: string, toPort: string];

/** A document from nodes (`[id, type, params]`) and wires. */
export function fakeGraph(
  nodes: readonly (readonly [id: string, type: string, params?: GraphNode['params']])[],
  wires: readonly Wire[],
  settings: Partial<GraphDocument['settings']> = {},
): GraphDocument {
  const graph = newGraph('Test film');
  return {
    ...graph,
    settings: { ...graph.settings, width: 128, height: 72, frames: 20, seed: 7, ...settings },
    nodes: Object.fromEntries(
      nodes.map(([id, type, params], at) => [
        id,
        { id, type, version: 1, position: { x: at * 240, y: 0 }, params: params ?? {} },
      ]),
    ),
    edges: Object.fromEntries(
      wires.map(([from, out, to, into], at) => [
        `e${at}`,
        { id: `e${at}`, from: { node: from, port: out }, to: { node: to, port: into } },
      ]),
    ),
  };
}

/** The smallest film with feedback: a painter that paints over what it painted before. */
export function loopGraph(settings: Partial<GraphDocument['settings']> = {}): GraphDocument {
  return fakeGraph(
    [
      ['delay', 'TestDelay'],
      ['painter', 'TestPainter'],
      ['fragile', 'TestFragile'],
      ['counter', 'TestCounter'],
      ['output', 'TestOutput'],
    ],
    [
      ['delay', 'out', 'painter', 'image'],
      ['painter', 'image', 'delay', 'next'],
      ['painter', 'image', 'fragile', 'image'],
      ['fragile', 'image', 'output', 'image'],
    ],
    settings,
  );
}
