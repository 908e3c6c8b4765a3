import { EpochError } from '@epoch/graph-runtime/model';
import type { JobKey } from '../../engines/ledger.ts';
import type { ApiGraph, ApiNode, ApiValue, ComfyOrder } from '../comfy.ts';

/** Folder of everything that one production puts on a server, uploads and results alike. */
export function folderOf(production: string): string {
  return `es/${safe(production)}`;
}

/** SaveImage lists the whole folder for each file it writes: a long film needs more than one. @unit frames */
const FRAMES_PER_FOLDER = 1000;

/**
 * The beginning of result file names: one per box and frame, so that the file is always written, whatever is cached.
 * `fresh` makes it new once more, for when a cached answer names a file that is gone. Only letters that mean nothing to
 * SaveImage (% begins a token) and to /view (.. is refused).
 */
export function prefixOf(production: string, { node, frame }: Omit<JobKey, 'request'>, fresh: number): string {
  const folder = String(Math.floor(frame / FRAMES_PER_FOLDER)).padStart(3, '0');
  const name = `frame-${String(frame).padStart(6, '0')}${fresh === 0 ? '' : `-r${fresh}`}`;
  return `${folderOf(production)}/${safe(node)}-${folder}/${name}`;
}

/**
 * The graph as it is sent: uploaded names in their places, and every `filename_prefix` ours, so that no workflow writes
 * elsewhere.
 *
 * @throws EpochError WORKFLOW_INVALID when the order names a node that its graph does not have
 */
export function graphToSend(order: ComfyOrder, uploadNames: readonly string[], prefix: string): ApiGraph {
  const graph: Record<string, ApiNode> = {};
  for (const [id, node] of Object.entries(order.graph)) {
    graph[id] = withPrefix(node, id === order.output ? prefix : `${prefix}-n${safe(id)}`);
  }
  for (const [n, { node, input }] of order.pictures.entries()) {
    graph[node] = withInput(nodeOf(graph, node), input, uploadNames[n] ?? '');
  }
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
