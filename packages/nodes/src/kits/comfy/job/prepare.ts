import { EpochError } from '@epoch/graph-runtime/model';
import type { ApiGraph, ApiNode, ApiValue, ComfyJob } from '../comfy.ts';

/** Folder of everything that one production puts on a server, uploads and results alike. */
export function folderOf(production: string): string {
  return `es/${production}`;
}

/**
 * The beginning of result file names: one per frame, so that the file is always written, whatever is cached. `fresh`
 * makes it new once more, for when a cached answer names a file that is gone.
 */
export function prefixOf(production: string, frame: number, fresh: number): string {
  const name = `f${String(frame).padStart(6, '0')}`;
  return `${folderOf(production)}/${name}${fresh === 0 ? '' : `-r${fresh}`}`;
}

/**
 * The graph as it is sent: uploaded names in their places, and every `filename_prefix` ours, so that no workflow writes
 * elsewhere. Pictures that would come over the socket alone are saved instead: what was lost can then be fetched again.
 *
 * @throws EpochError WORKFLOW_INVALID when the job names a node that its graph does not have
 */
export function graphToSend(job: ComfyJob, uploadNames: readonly string[], prefix: string): ApiGraph {
  const graph: Record<string, ApiNode> = {};
  for (const [id, node] of Object.entries(job.graph)) graph[id] = withPrefix(node, `${prefix}-n${safe(id)}`);
  for (const [n, { node, input }] of job.pictures.entries()) {
    graph[node] = withInput(nodeOf(graph, node), input, uploadNames[n] ?? '');
  }
  const output = nodeOf(graph, job.output.node);
  const saving = output.class_type === 'SaveImageWebsocket' ? { ...output, class_type: 'SaveImage' } : output;
  const saves = saving.class_type === 'SaveImage' || Object.hasOwn(saving.inputs, 'filename_prefix');
  graph[job.output.node] = saves ? withInput(saving, 'filename_prefix', prefix) : saving;
  return graph;
}

function withPrefix(node: ApiNode, prefix: string): ApiNode {
  return Object.hasOwn(node.inputs, 'filename_prefix') ? withInput(node, 'filename_prefix', prefix) : node;
}

function withInput(node: ApiNode, input: string, value: ApiValue): ApiNode {
  return { ...node, inputs: { ...node.inputs, [input]: value } };
}

function nodeOf(graph: ApiGraph, id: string): ApiNode {
  const node = Object.hasOwn(graph, id) ? graph[id] : undefined;
  if (node === undefined)
    throw new EpochError('WORKFLOW_INVALID', `The workflow has no node ${id}.`, { detail: { field: id } });
  return node;
}

function safe(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, '-');
}
