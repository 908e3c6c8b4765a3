import type { ExposedSocket, GraphNode, NodeCard, NodeId, XY } from '@epoch/graph-runtime/model';
import { http, type PreviousSockets, type WorkflowReport } from '@epoch/graph-runtime/protocol';
import { call, upload } from '../../api/http-client.ts';
import { editor, setEngines, setView } from '../editor-store.ts';
import { serverNameOf, withWorkflow } from '../engines-slice.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import {
  exposeRecipe,
  hideRecipe,
  setWorkflowRecipe,
  socketName,
  workflowOf,
  workflowParam,
} from '../workflow-edits.ts';
import { edit } from './commit.ts';
import { guarded } from './guarded.ts';
import { addNode } from './node-actions.ts';
import { openDialog } from './view-actions.ts';

/** A box that takes a workflow, or the place on the canvas where a new one shall stand. */
export type WorkflowPlace = { readonly node: NodeId } | { readonly at: XY };

/**
 * Stores a workflow file, puts it into a box with the sockets that were found in it (one undo step), and opens what is
 * known of it. null when the file is refused; the person has the sentence then.
 */
export async function bringWorkflow(file: File, place: WorkflowPlace): Promise<NodeId | null> {
  const type = Object.values(editor.getState().catalogue.cards).find((card) => workflowParam(card) !== null)?.type;
  if (type === undefined) {
    notify('warning', 'This program has no box that takes ComfyUI workflows.');
    return null;
  }
  const box = 'node' in place ? nodeOf(place.node) : undefined;
  const report = await guarded(() => store(file, serverNameOf(box), previousOf(box)));
  if (report === null) return null;
  setEngines((engines) => withWorkflow(engines, report));
  const gesture = newId('workflow');
  const id = 'node' in place ? place.node : addNode(type, place.at, gesture);
  const card = id === null ? null : cardOfNode(id);
  const param = card === null ? null : workflowParam(card);
  if (id === null || param === null) return null;
  edit(setWorkflowRecipe(id, param, report), gesture);
  openWorkflow(id);
  return id;
}

/** Opens the dialog about the workflow of a box. */
export function openWorkflow(node: NodeId): void {
  setView((view) => ({ ...view, workflowNode: node }));
  openDialog('workflow');
}

/** What is known of a box's workflow, asked once, or anew with what its server says now. False when nobody knows it. */
export async function readWorkflow(id: string, server: string, fresh = false): Promise<boolean> {
  if (editor.getState().engines.workflows[id] !== undefined && !fresh) return true;
  const report = await guarded(() => call(http.readWorkflow, { params: { id }, query: { server } }));
  if (report !== null) setEngines((engines) => withWorkflow(engines, report));
  return report !== null;
}

/** The person agrees to send this workflow with the classes that are not part of ComfyUI. */
export async function confirmWorkflow(id: string): Promise<void> {
  const report = await guarded(() => call(http.confirmWorkflow, { params: { id } }));
  if (report !== null) setEngines((engines) => withWorkflow(engines, report));
}

/** Puts a socket for an input of the workflow on the box. `gesture` joins what is done in one visit of the dialog. */
export function exposeSocket(node: NodeId, socket: ExposedSocket, gesture: string): void {
  const box = nodeOf(node);
  const card = cardOfNode(node);
  if (box === undefined || card === null) return;
  const taken = new Set([...Object.keys(box.exposed ?? {}), ...Object.keys(card.inputs), ...Object.keys(card.params)]);
  edit(exposeRecipe(node, socketName(socket, taken), socket), gesture);
}

export function takeSocketAway(node: NodeId, name: string, gesture: string): void {
  edit(hideRecipe(node, name), gesture);
}

/** The sockets of the workflow that a box holds; null when it holds none. */
function previousOf(box: GraphNode | undefined): PreviousSockets | null {
  const card = editor.getState().catalogue.cards[box?.type ?? ''];
  const workflow = box === undefined || card === undefined ? '' : workflowOf(card, box);
  if (workflow === '') return null;
  const sockets = Object.entries(box?.exposed ?? {}).map(([name, { role, targets }]) => [name, { role, targets }]);
  return { workflow, sockets: Object.fromEntries(sockets) };
}

async function store(file: File, server: string, previous: PreviousSockets | null): Promise<WorkflowReport> {
  const form = new FormData();
  if (previous !== null) form.set('previous', JSON.stringify(previous));
  form.set('file', file, file.name);
  const query = server === '' ? '' : `?${new URLSearchParams({ server })}`;
  return http.workflowReportSchema.parse(await upload(`${http.WORKFLOW_UPLOAD_URL}${query}`, {}, form));
}

function nodeOf(id: NodeId): GraphNode | undefined {
  return editor.getState().graph.document?.nodes[id];
}

function cardOfNode(id: NodeId): NodeCard | null {
  return editor.getState().catalogue.cards[nodeOf(id)?.type ?? ''] ?? null;
}
