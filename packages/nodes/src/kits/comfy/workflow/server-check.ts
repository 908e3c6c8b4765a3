import type { ApiGraph, ApiNode, ApiValue, ComfyClass } from '../comfy.ts';
import { nearestNames, offerOf } from '../img2img/names.ts';
import { type ClassTable, nameOf } from './api-graph.ts';
import { isPictureInput } from './pixel-path.ts';
import { isStandardClass } from './standard/class-names.ts';

/** Inputs that name something which must be installed: model files, samplers, schedulers. */
const INSTALLED = /(^|_)(name\d*|scheduler|model)$/;

/**
 * What a workflow needs and a server does not have, a sentence per node: classes, model files, samplers. Asked before
 * anything is sent, because the server's own answer names no cure.
 *
 * @param server its name, for the sentences
 */
export function lacksOf(
  graph: ApiGraph,
  { table, missing }: { readonly table: ClassTable; readonly missing: readonly string[] },
  server: string,
): string[] {
  return Object.entries(graph).flatMap(([id, { class_type, inputs }]) => {
    const name = nameOf(graph, id);
    if (missing.includes(class_type)) {
      const cure = isStandardClass(class_type)
        ? 'It comes with ComfyUI: bring ComfyUI up to date there'
        : 'Install its extension there (ComfyUI-Manager, "Install Missing Custom Nodes")';
      return [`${name}: the class ${class_type} is not on ${server}. ${cure}, or take the node out.`];
    }
    const known = table.get(class_type);
    if (known === undefined || isPictureInput(graph, table, id)) return [];
    return Object.entries(inputs).flatMap(([input, value]) =>
      typeof value === 'string' ? lackOf(known, input, value, `${name}: ${input}`, server) : [],
    );
  });
}

function lackOf(known: ComfyClass, input: string, value: string, where: string, server: string): string[] {
  const { choices = null, type = '' } = known.inputs[input] ?? {};
  if (type !== 'COMBO' || choices === null || !INSTALLED.test(input)) return [];
  if (choices.some((choice) => isSameFile(choice, value))) return [];
  if (choices.length === 0) return [`${where}: "${value}" is not on ${server}, which has none of its kind.`];
  return [`${where}: "${value}" is not on ${server}. ${offerOf(nearestNames(choices, value))}`.trimEnd()];
}

/**
 * The workflow with the names of model files as this server writes them: a workflow from a Windows machine names folders
 * with backslashes, and servers compare letter by letter.
 */
export function withServerNames(graph: ApiGraph, table: ClassTable): ApiGraph {
  const nodes = Object.entries(graph).map(([id, node]): [string, ApiNode] => {
    const known = table.get(node.class_type);
    if (known === undefined || isPictureInput(graph, table, id)) return [id, node];
    const changed = Object.entries(node.inputs).flatMap(([input, value]): [string, ApiValue][] => {
      const { choices = null } = known.inputs[input] ?? {};
      if (typeof value !== 'string' || choices === null || choices.includes(value)) return [];
      const same = choices.find((choice) => isSameFile(choice, value));
      return same === undefined ? [] : [[input, same]];
    });
    return [id, changed.length === 0 ? node : { ...node, inputs: { ...node.inputs, ...Object.fromEntries(changed) } }];
  });
  return Object.fromEntries(nodes);
}

function isSameFile(choice: string, value: string): boolean {
  return choice.replaceAll('\\', '/') === value.replaceAll('\\', '/');
}
