import type { ApiGraph, ApiNode, ApiValue } from '../../comfy.ts';
import type { ClassTable } from '../api-graph.ts';
import { invalid } from '../parse-api.ts';
import { BYPASSED, MUTED, type UiNode, type UiWorkflow } from './ui-format.ts';
import { enter, feedOf, isVirtual, type Place, wordsOf } from './ui-resolve.ts';
import { widgetValues } from './ui-widgets.ts';

export interface Converted {
  readonly graph: ApiGraph;
  /** What could not be taken over as it was, a sentence each. */
  readonly remarks: readonly string[];
}

const MAX_NODES = 10_000;
const MAX_LEVELS = 20;
const GROUP_NODE = /^workflow[>/]/;
const UNGROUP = 'Convert it to nodes in ComfyUI, or use "Export (API)", and bring the workflow in again.';

/**
 * Turns what the ComfyUI editor saves into what a ComfyUI server runs, as the editor itself does it: muted, bypassed and
 * editor-only nodes go, subgraphs are laid open with ids such as `5:3`, values get the names of their inputs.
 *
 * @throws EpochError WORKFLOW_INVALID when nothing is left, or subgraphs unfold without end
 * @source ComfyUI frontend graphToPrompt
 */
export function convertUi(workflow: UiWorkflow, classes: ClassTable): Converted {
  const nodes: [string, ApiNode][] = [];
  const remarks: string[] = [];
  const whole: Place = { scope: workflow.scope, prefix: '', outer: null };
  convertPlace(whole, 0);
  const graph = Object.fromEntries(nodes);
  if (nodes.length === 0) throw invalid('No node in it is switched on.');
  return { graph, remarks };

  function convertPlace(place: Place, level: number): void {
    if (level > MAX_LEVELS) throw invalid('Its subgraphs contain each other.');
    for (const node of place.scope.nodes.values()) {
      if (node.mode === MUTED || node.mode === BYPASSED || isVirtual(node.type)) continue;
      const subgraph = workflow.subgraphs.get(node.type);
      if (subgraph !== undefined) convertPlace(enter(place, node, subgraph.scope), level + 1);
      else nodes.push(convertNode(place, node));
      if (nodes.length > MAX_NODES) throw invalid(`It has more than ${MAX_NODES} nodes.`);
    }
  }

  function convertNode(place: Place, node: UiNode): [string, ApiNode] {
    const known = classes.get(node.type);
    if (GROUP_NODE.test(node.type))
      remarks.push(`${wordsOf(node)} is a group node, the old form of a subgraph. ${UNGROUP}`);
    const own = widgetValues(node, known, wordsOf(node));
    remarks.push(...own.remarks);
    const inputs = new Map<string, ApiValue>(own.values);
    for (const input of node.inputs) {
      const feed = feedOf(workflow, place, input);
      if (feed.kind === 'link' || feed.kind === 'literal') inputs.set(input.name, feed.value);
      if (feed.kind !== 'nothing') continue;
      const isOptional = input.isOptional || known?.inputs[input.name]?.required === false;
      if (isOptional || (input.isWidget && own.values.has(input.name))) continue;
      remarks.push(`${wordsOf(node)}: its input ${input.name} gets nothing, because ${feed.why}.`);
    }
    const bare = { class_type: node.type, inputs: Object.fromEntries(inputs) };
    return [`${place.prefix}${node.id}`, node.title === '' ? bare : { ...bare, _meta: { title: node.title } }];
  }
}

/** Every class that runs, in the whole workflow: what has to be asked for before it is converted. */
export function classesIn({ scope, subgraphs }: UiWorkflow): ReadonlySet<string> {
  const scopes = [scope, ...[...subgraphs.values()].map((subgraph) => subgraph.scope)];
  const types = scopes.flatMap(({ nodes }) => [...nodes.values()].map(({ type }) => type));
  return new Set(types.filter((type) => !isVirtual(type) && !subgraphs.has(type)));
}
