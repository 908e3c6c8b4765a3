import { createHash } from 'node:crypto';
import { canonicalJson } from '../../engines/wire/json-write.ts';
import type { ApiGraph } from '../comfy.ts';

/** A workflow as text, for storing: the same text for the same workflow, whatever the order and spacing of its file. */
export function workflowText(graph: ApiGraph): string {
  return canonicalJson(Object.fromEntries(Object.entries(graph).map(([id, node]) => [id, { ...node }])));
}

/**
 * The id of a workflow: sha256 over its API form. A changed file therefore is another workflow.
 */
export function workflowHash(graph: ApiGraph): string {
  return createHash('sha256').update(workflowText(graph)).digest('hex');
}
