// @vitest-environment happy-dom
import type { Diagnostic } from '@epoch/graph-runtime/model';
import { beforeEach, expect, test } from 'vitest';
import { applyCure } from './actions.ts';
import { editor, setCatalogue, setGraph } from './editor-store.ts';
import { testCards, testGraph } from './fixture.ts';

const missing: Diagnostic = {
  severity: 'warning',
  code: 'no-output',
  message: 'No frame is saved.',
  cure: { type: 'add-node', label: 'Add Film', nodeType: 'Film' },
};

function open(document: ReturnType<typeof testGraph>): void {
  setGraph((graph) => ({ ...graph, document, undo: [], redo: [] }));
}

beforeEach(() => setCatalogue((catalogue) => ({ ...catalogue, cards: testCards })));

test('[ED96] an output that is added as a cure is wired to the last loose picture, as one undo step', () => {
  open(testGraph({ still: 'Picture', paint: 'Paint' }, ['still.image > paint.image']));
  applyCure(missing);
  const { document, undo } = editor.getState().graph;
  const film = Object.values(document?.nodes ?? {}).find(({ type }) => type === 'Film');
  const wires = Object.values(document?.edges ?? {}).filter(({ to }) => to.node === film?.id);
  expect(wires).toMatchObject([{ from: { node: 'paint', port: 'image' }, to: { port: 'image' } }]);
  expect(undo).toHaveLength(1);
});

test('[ED96] without a picture the output comes alone', () => {
  open(testGraph({ words: 'Words' }));
  applyCure(missing);
  expect(Object.values(editor.getState().graph.document?.nodes ?? {}).map(({ type }) => type)).toEqual([
    'Words',
    'Film',
  ]);
  expect(editor.getState().graph.document?.edges).toEqual({});
});

test('[ED96] a value or a schedule that is offered is set, as one undo step each', () => {
  open(testGraph({ paint: 'Paint' }));
  const offer = { ...missing, node: 'paint', param: 'denoise' };
  const place = { label: 'Set it', node: 'paint', param: 'denoise' };
  const denoise = () => editor.getState().graph.document?.nodes.paint?.params.denoise;
  applyCure({ ...offer, cure: { type: 'set-param', ...place, value: 0.5 } });
  expect(denoise()).toBe(0.5);
  applyCure({ ...offer, cure: { type: 'set-schedule', ...place, schedule: '0:(0.4)' } });
  expect(denoise()).toEqual({ schedule: '0:(0.4)' });
  expect(editor.getState().graph.undo).toHaveLength(2);
});
