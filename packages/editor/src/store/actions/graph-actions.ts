import { EpochError, type GraphDocument, type GraphSettings } from '@epoch/graph-runtime/model';
import { http, type TemplateSummary } from '@epoch/graph-runtime/protocol';
import { call } from '../../api/http-client.ts';
import { adoptGraph, settled } from '../autosave.ts';
import { editor, setCatalogue, setGraph, setRun } from '../editor-store.ts';
import { emptyGraph } from '../graph-slice.ts';
import { notify } from '../notices.ts';
import { isAlive, showProduction } from '../run-slice.ts';
import { currentProduction } from '../selectors.ts';
import { edit } from './commit.ts';
import { guarded } from './guarded.ts';
import { select } from './view-actions.ts';

const IMPORT_LIMIT_BYTES = 20_000_000;

interface NewGraph {
  readonly templateId?: string;
  readonly document?: unknown;
  readonly name?: string;
}

/** Opens a graph and remembers it for the next start. Edits of the one before are sent first. */
export async function openGraph(graphId: string): Promise<boolean> {
  await settled();
  const answer = await guarded(() => call(http.readGraph, { params: { graphId } }));
  if (answer === null) return false;
  show(answer.graph);
  return true;
}

/** Makes a graph from a template, from a document, or empty, and opens it. */
export async function createGraph(wanted: NewGraph): Promise<boolean> {
  await settled();
  const answer = await guarded(() => call(http.createGraph, { body: wanted }));
  if (answer === null) return false;
  show(answer.graph);
  await refreshGraphs();
  return true;
}

/** Moves a graph to the trash, with a way back. */
export async function deleteGraph(graphId: string): Promise<boolean> {
  const answer = await guarded(() => call(http.deleteGraph, { params: { graphId } }));
  if (answer === null) return false;
  if (editor.getState().graph.document?.id === graphId) {
    setGraph(() => emptyGraph);
    select([]);
  }
  await refreshGraphs();
  const restore = () => void restoreGraph(answer.trashId);
  notify('info', 'The graph is in the trash.', { label: 'Take it out again', run: restore });
  return true;
}

/** Saves the open graph as a template; its picture is the last frame of its production. */
export async function saveTemplate(name: string, description: string): Promise<TemplateSummary | null> {
  const graphId = editor.getState().graph.document?.id;
  if (graphId === undefined) return null;
  await settled();
  const answer = await guarded(() => call(http.saveTemplate, { body: { graphId, name, description } }));
  if (answer === null) return null;
  await refreshTemplates();
  notify('success', `"${answer.template.name}" is saved as a template.`);
  return answer.template;
}

export async function deleteTemplate(templateId: string): Promise<boolean> {
  const answer = await guarded(() => call(http.deleteTemplate, { params: { templateId } }));
  if (answer !== null) await refreshTemplates();
  return answer !== null;
}

/** Hands the open graph to the browser as a file. */
export function exportGraph(): void {
  const { document: graph } = editor.getState().graph;
  if (graph === null) return;
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(graph, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${graph.name.replace(/[^\p{L}\p{N}_-]+/gu, '-').toLowerCase()}.graph.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

/** Makes a graph of a file; the server checks it and says what is wrong with it. */
export async function importGraph(file: File): Promise<boolean> {
  const document = await guarded(() => readJson(file));
  return document === null ? false : createGraph({ document });
}

/** Size, speed, length and seed of the film. */
export function setGraphSettings(patch: Partial<GraphSettings>, gesture: string | null = null): void {
  edit(({ settings }) => {
    Object.assign(settings, patch);
  }, gesture);
}

export function renameGraph(name: string, description?: string): void {
  const trimmed = name.trim().slice(0, 120);
  edit((draft) => {
    if (trimmed !== '') draft.name = trimmed;
    if (description !== undefined) draft.description = description.slice(0, 2000);
  });
}

export async function refreshGraphs(): Promise<void> {
  const { graphs } = await call(http.listGraphs);
  setCatalogue((catalogue) => ({ ...catalogue, graphs }));
}

export async function refreshTemplates(): Promise<void> {
  const { templates } = await call(http.listTemplates);
  setCatalogue((catalogue) => ({ ...catalogue, templates }));
}

/** Puts a document on the canvas. A production that is alive stays in front; else the latest one of this graph comes. */
export function show(graph: GraphDocument): void {
  adoptGraph(graph);
  select([]);
  const present = currentProduction(editor.getState());
  if (present === null || (!isAlive(present) && present.graphId !== graph.id)) {
    const own = Object.values(editor.getState().run.productions).filter(({ graphId }) => graphId === graph.id);
    const latest = own.sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
    setRun((run) => showProduction(run, latest?.id ?? null));
  }
  void call(http.patchSettings, { body: { lastGraphId: graph.id } }).catch(() => undefined);
}

async function restoreGraph(trashId: string): Promise<void> {
  const answer = await guarded(() => call(http.restoreGraph, { params: { trashId } }));
  if (answer === null) return;
  show(answer.graph);
  await refreshGraphs();
}

async function readJson(file: File): Promise<unknown> {
  if (file.size > IMPORT_LIMIT_BYTES) {
    throw new EpochError('UPLOAD_TOO_LARGE', `"${file.name}" is larger than 20 MB, so it cannot be a graph.`);
  }
  try {
    return JSON.parse(await file.text());
  } catch (cause) {
    throw new EpochError('GRAPH_INVALID', `"${file.name}" is not a graph: it is no readable JSON.`, { cause });
  }
}
