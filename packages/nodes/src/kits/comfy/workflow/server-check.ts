import type { ApiGraph, ComfyClass } from '../comfy.ts';
import { nearestNames, offerOf } from '../img2img/names.ts';
import { type ClassTable, nameOf } from './api-graph.ts';
import { isPictureInput } from './pixel-path.ts';

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
      return [
        `${name}: the class ${class_type} is not installed on ${server}. Install its extension there (ComfyUI-Manager, "Install Missing Custom Nodes"), or take the node out.`,
      ];
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
  // Windows servers list folders with backslashes.
  const same = (choice: string) => choice.replaceAll('\\', '/') === value.replaceAll('\\', '/');
  if (choices.some(same)) return [];
  if (choices.length === 0) return [`${where}: "${value}" is not on ${server}, which has none of its kind.`];
  return [`${where}: "${value}" is not on ${server}. ${offerOf(nearestNames(choices, value))}`.trimEnd()];
}
