import type { GraphDocument, GraphNode } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { loopGraph } from '../testing/fake-kit.ts';
import { makesSameFilm } from './same-film.ts';

const graph = loopGraph();
const socket = { kind: 'number', label: 'Steps', role: 'steps', targets: [{ node: '3', input: 'steps' }] } as const;

function withPainter(change: Partial<GraphNode>): GraphDocument {
  const { painter } = graph.nodes;
  if (painter === undefined) return expect.unreachable();
  return { ...graph, nodes: { ...graph.nodes, painter: { ...painter, ...change } } };
}

test('[PF6] names, labels, places and sizes make no other film', () => {
  expect(makesSameFilm(graph, { ...graph, name: 'Other', description: 'Other.', revision: 9 })).toBe(true);
  expect(makesSameFilm(graph, withPainter({ title: 'Brush', position: { x: 9, y: 9 }, width: 300 }))).toBe(true);
  const labelled = (label: string) =>
    withPainter({ exposed: { steps: { ...socket, label, targets: [...socket.targets] } } });
  expect(makesSameFilm(labelled('Steps'), labelled('Sampler steps'))).toBe(true);
});

test('[PF6] types, params, sockets, wires and what is switched off do', () => {
  for (const change of [
    { params: { strength: 0.9 } },
    { bypassed: true },
    { disabled: true },
    { type: 'Other' },
    { exposed: { steps: { ...socket, targets: [] } } },
  ]) {
    expect(makesSameFilm(graph, withPainter(change)), JSON.stringify(change)).toBe(false);
  }
  expect(makesSameFilm(graph, { ...graph, edges: {} })).toBe(false);
});
