import type { GraphDocument } from '@epoch/graph-runtime/model';
import { fakeGraph } from './fake-kit.ts';

/** A loop whose painter is driven by what the clock says. */
export function pacedGraph(settings: Partial<GraphDocument['settings']> = {}): GraphDocument {
  return fakeGraph(
    [
      ['delay', 'TestDelay'],
      ['pacer', 'TestPacer'],
      ['painter', 'TestPainter'],
      ['output', 'TestOutput'],
    ],
    [
      ['delay', 'out', 'painter', 'image'],
      ['pacer', 'strength', 'painter', 'strength'],
      ['painter', 'image', 'delay', 'next'],
      ['painter', 'image', 'output', 'image'],
    ],
    settings,
  );
}
