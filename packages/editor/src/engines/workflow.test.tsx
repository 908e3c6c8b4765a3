// @vitest-environment happy-dom
import { type ExposedSocket, type NodeCard, param, port } from '@epoch/graph-runtime/model';
import { http } from '@epoch/graph-runtime/protocol';
import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dropFiles } from '../canvas/drop-files.ts';
import { bringWorkflow, connect, setParam, undo } from '../store/actions.ts';
import { editor, setEngines } from '../store/editor-store.ts';
import { testCards, testGraph } from '../store/fixture.ts';
import { socketName } from '../store/workflow-edits.ts';
import { openForTest, type SentRequest } from '../testing/open-graph.ts';
import { type Rendered, render } from '../testing/render.tsx';
import { workflowFixture } from './engines-fixture.ts';
import { WorkflowDialog } from './WorkflowDialog.tsx';

const text = { default: '', maxLength: 100, wire: false, keyframes: false, doc: '' } as const;
const box: NodeCard = {
  ...testCards.Paint,
  ...{ type: 'Workflow', title: 'Workflow', exposes: true, inputs: {} },
  outputs: { image: port.raster({ doc: '' }) },
  params: { workflow: param.text({ ...text, widget: 'workflow' }), output: param.text(text) },
};
const image = param.asset({ default: '', accept: 'image', doc: '' });
const cards = { ...testCards, Workflow: box, Picture: { ...testCards.Picture, params: { image } } };
const file = new File(['{"3":{"class_type":"KSampler"}}'], 'portrait.json', { type: 'application/json' });
const recipe = new File(
  [Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 15]), 'tEXtepochstreamer\0{}....'],
  'f.png',
  {
    type: 'image/png',
  },
);
let sent: SentRequest[];
let report = workflowFixture;
let still: object | undefined;
let page: Rendered | null = null;

beforeEach(() => {
  report = workflowFixture;
  still = undefined;
  sent = openForTest(testGraph({ s: 'Picture' }), cards, {}, ({ url }) => {
    if (url.endsWith('/confirm')) return { ...report, confirmed: true };
    if (url.startsWith(http.WORKFLOW_UPLOAD_URL)) return report;
    if (url === http.STILL_IMPORT_URL) return still ?? Promise.reject(new Error('It carries no graph.'));
    if (url === http.ASSET_UPLOAD_URL) return { asset };
    return url === '/api/assets' ? { assets: [asset] } : url === '/api/graphs' ? { graphs: [] } : undefined;
  });
});
afterEach(async () => {
  await page?.unmount();
  page = null;
  vi.unstubAllGlobals();
});

const size = { bytes: 3, width: 4, height: 4 };
const asset = { name: 'f.png', kind: 'image', builtIn: false, url: '/api/assets/f.png', ...size };
const document = () => editor.getState().graph.document ?? expect.unreachable();
const added = () => Object.values(document().nodes).find(({ type }) => type === 'Workflow') ?? expect.unreachable();
const exposed = () => Object.keys(added().exposed ?? {});

async function openDialog(): Promise<Rendered> {
  await bringWorkflow(file, { at: { x: 0, y: 0 } });
  page = await render(<WorkflowDialog />);
  return page;
}

test('[IS17] a workflow let go on the canvas becomes a box with its sockets, one undo step, and is shown', async () => {
  await dropFiles([file], { x: 40, y: 60 });
  expect(added()).toMatchObject({ position: { x: 40, y: 60 }, params: { workflow: workflowFixture.id } });
  expect(exposed()).toEqual(['image', 'prompt']);
  expect(editor.getState().view).toMatchObject({ dialog: 'workflow', workflowNode: added().id });
  undo();
  expect(Object.keys(document().nodes)).toEqual(['s']);
});

test('[IS17] let go on a box that takes workflows it goes into that box', async () => {
  await dropFiles([file], { x: 0, y: 0 });
  const { id } = added();
  await dropFiles([file], { x: 400, y: 0 }, id);
  expect(Object.keys(document().nodes).sort()).toEqual(['s', id].sort());
});

test('[IS18] another workflow keeps wires and values of the sockets that both have', async () => {
  const id = (await bringWorkflow(file, { at: { x: 0, y: 0 } })) ?? expect.unreachable();
  connect({ node: 's', port: 'image' }, { node: id, port: 'image' });
  setParam(id, 'prompt', 'a moon');
  const { image: pictures } = workflowFixture.exposed;
  report = { ...workflowFixture, id: 'b'.repeat(64), exposed: pictures === undefined ? {} : { image: pictures } };
  await bringWorkflow(file, { node: id });
  expect(document().nodes[id]?.params).toEqual({ workflow: report.id });
  expect(Object.values(document().edges)).toHaveLength(1);
});

test('[IS19] the report shows its warnings and all inputs, and a tick is a socket', async () => {
  const shown = await openDialog();
  expect(shown.byId('workflow-dialog').textContent).toContain(workflowFixture.warnings[0]);
  expect(shown.byId('workflow-sockets').children).toHaveLength(5);
  await shown.click('expose-3-steps');
  expect(exposed()).toEqual(['image', 'prompt', 'steps']);
  await shown.click('expose-6-text');
  expect(exposed()).toEqual(['image', 'steps']);
});

test('[IS19] a report is asked for anew when the dialog opens; a workflow that is gone says so', async () => {
  const asked = () => sent.filter(({ url, method }) => method === 'GET' && url.startsWith('/api/workflows/')).length;
  const shown = await openDialog();
  expect(asked()).toBe(1);
  await shown.unmount();
  setEngines((engines) => ({ ...engines, workflows: {} }));
  const gone = { error: { code: 'WORKFLOW_NOT_FOUND', message: 'There is no such workflow here.' } };
  vi.stubGlobal('fetch', async () => Response.json(gone, { status: 404 }));
  page = await render(<WorkflowDialog />);
  await act(async () => void (await new Promise((resolve) => setTimeout(resolve))));
  expect(page.byId('workflow-dialog').textContent).toContain('Drop its file on the box again.');
});

test('[IS19] one visit is one undo step', async () => {
  const shown = await openDialog();
  await shown.click('expose-3-steps');
  await shown.click('expose-7-text');
  await act(async () => undo());
  expect(exposed()).toEqual(['image', 'prompt']);
});

test('[IS19] an answered question puts the socket of its role on the box, another answer moves it', async () => {
  const shown = await openDialog();
  const choose = async (words: string) => {
    await shown.click('question-negative');
    const options = [...window.document.querySelectorAll<HTMLElement>('[role="option"]')];
    await act(async () => options.find(({ textContent }) => textContent === words)?.click());
  };
  await choose('CLIP Text Encode, text');
  expect(added().exposed?.negative).toMatchObject({ role: 'negative', targets: [{ node: '7', input: 'text' }] });
  await choose('Second text, text');
  expect(added().exposed?.negative?.targets).toEqual([{ node: '8', input: 'text' }]);
  expect(exposed()).toHaveLength(3);
});

test('[IS19] inputs are found by the words of their label and place', async () => {
  const shown = await openDialog();
  await shown.type('socket-search', 'sampler step');
  expect(shown.byId('workflow-sockets').textContent).toContain('KSampler, steps');
  expect(shown.byId('workflow-sockets').children).toHaveLength(1);
});

test('[IS20] custom classes are named, and agreed to by hand', async () => {
  const shown = await openDialog();
  expect(shown.byId('custom-classes').textContent).toContain('FaceDetailer');
  expect(sent.some(({ url }) => url.endsWith('/confirm'))).toBe(false);
  await shown.click('btn-confirm-workflow');
  await act(async () => void (await new Promise((resolve) => setTimeout(resolve, 0))));
  expect(shown.has('btn-confirm-workflow')).toBe(false);
});

test('[IS21] a still opens its graph with the playhead at its frame', async () => {
  still = { graph: { ...testGraph({ w: 'Words' }), id: 'g9', name: 'Night, frame 42' }, frame: 42, production: null };
  await dropFiles([recipe], { x: 0, y: 0 });
  expect(document().id).toBe('g9');
  expect(editor.getState().view.playhead).toBe(42);
});

test('[IS21] a still that cannot be opened is a picture like any other', async () => {
  await dropFiles([recipe], { x: 0, y: 0 });
  expect(Object.values(document().nodes).at(-1)).toMatchObject({ type: 'Picture', params: { image: 'f.png' } });
});

test('[IS22] sockets get free names in camelCase', () => {
  const socket = (label: string, role: ExposedSocket['role'] = 'free'): ExposedSocket => {
    return { kind: 'number', label, role, targets: [] };
  };
  expect(socketName(socket('Guide strength'), new Set())).toBe('guideStrength');
  expect(socketName(socket('2nd pass'), new Set())).toBe('in2ndPass');
  expect(socketName(socket('Anything', 'steps'), new Set(['steps']))).toBe('steps2');
});
