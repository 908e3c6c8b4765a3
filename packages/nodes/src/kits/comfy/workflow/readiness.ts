import { EpochError } from '@epoch/graph-runtime/model';
import type { StoredWorkflow, WorkflowFiles } from '../../engines/workflow-files.ts';
import type { ApiGraph, ComfyFacts } from '../comfy.ts';
import { type ClassTable, nodeOf } from './api-graph.ts';
import { gatherClasses } from './classes.ts';
import { onlyFor } from './patch.ts';
import { lacksOf, withServerNames } from './server-check.ts';

/** How many of several sentences are said; the rest is counted. */
const MOST_SAID = 4;

/** The workflow that the user chose. @throws EpochError WORKFLOW_NOT_FOUND in words for the box */
export async function chosenWorkflow(files: WorkflowFiles, id: string, box: string): Promise<StoredWorkflow> {
  try {
    return await files.read(id);
  } catch (cause) {
    if (id !== '' || !(cause instanceof EpochError) || cause.code !== 'WORKFLOW_NOT_FOUND') throw cause;
    throw new EpochError(
      'WORKFLOW_NOT_FOUND',
      'No workflow is chosen. Drop a workflow file (JSON, PNG or WebP) on the box.',
      { detail: { node: box, param: 'workflow' }, cause },
    );
  }
}

/** The node whose picture is the frame. @throws EpochError ENGINE_REFUSED when nobody has said */
export function outputOf({ graph, name, output }: StoredWorkflow, asked: string, box: string): string {
  const node = asked.trim() === '' ? output : asked.trim();
  if (node !== null && nodeOf(graph, node) !== undefined) return node;
  const what =
    node === null
      ? `"${name}" has several nodes that give a picture, or none.`
      : `"${name}" has no node ${node}: this is another workflow than the one for which the output was chosen.`;
  throw refused(`${what} Choose the output node on the box.`, box, 'output');
}

/** Nothing is sent that runs other people's code before the user has agreed to it. @throws EpochError ENGINE_REFUSED */
export function checkConfirmed({ name, confirmed, customClasses }: StoredWorkflow, box: string): void {
  if (confirmed || customClasses.length === 0) return;
  const classes = customClasses.slice(0, 12).join(', ');
  const more = customClasses.length > 12 ? ` and ${customClasses.length - 12} more` : '';
  throw refused(
    `"${name}" uses classes that are not part of ComfyUI: ${classes}${more}. They run other people's code on the server. Look at them on the box and agree before anything is sent.`,
    box,
    'workflow',
  );
}

/**
 * The workflow as a server wants it named, once it is sure that it has all the workflow needs.
 *
 * @throws EpochError ENGINE_REFUSED with a sentence for each node that lacks something
 */
export async function classesOn(
  facts: ComfyFacts,
  { graph }: StoredWorkflow,
  output: string,
  box: string,
): Promise<{ readonly table: ClassTable; readonly graph: ApiGraph }> {
  const needed = onlyFor(graph, output);
  const types = Object.values(needed).map(({ class_type }) => class_type);
  const classes = await gatherClasses(types, facts.classOf);
  const lacks = lacksOf(needed, classes, facts.name);
  if (lacks.length === 0) return { table: classes.table, graph: withServerNames(graph, classes.table) };
  const more = lacks.length > MOST_SAID ? [`${lacks.length - MOST_SAID} more are missing.`] : [];
  throw refused([...lacks.slice(0, MOST_SAID), ...more].join(' '), box, 'workflow');
}

function refused(message: string, node: string, param: string): EpochError {
  return new EpochError('ENGINE_REFUSED', message, { detail: { node, param } });
}
