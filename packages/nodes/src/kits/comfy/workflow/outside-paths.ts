import type { ApiGraph, ApiValue } from '../comfy.ts';
import { nameOf } from './api-graph.ts';
import { invalid } from './parse-api.ts';
import { isStandardClass } from './standard/class-names.ts';
import { standardClass } from './standard/standard-classes.ts';

/** Inputs that name files by what they are called. */
const FILE_NAME =
  /(^|_)(path|file|filename|filename_prefix|prefix|dir|directory|folder|image|video|audio|mask|name|url)\d*$/i;
/** A place from the root of a disk, of a home or of another machine. */
const ABSOLUTE = /^\s*(?:[a-z]:|[/\\~]|file:)/i;
/** A step upwards. */
const UPWARDS = /(?:^|[/\\])\s*\.\.\s*(?:[/\\]|$)/;

/**
 * A workflow may name files inside ComfyUI's own folders only. One that reaches outside is refused before it is kept,
 * whether or not the server would stop it.
 *
 * @throws EpochError WORKFLOW_INVALID that names node, input and path
 */
export function checkPaths(graph: ApiGraph): void {
  for (const [id, { class_type, inputs }] of Object.entries(graph)) {
    for (const [input, value] of Object.entries(inputs)) {
      const text = textOf(value);
      if (text === null || !namesFile(class_type, input, text)) continue;
      if (!ABSOLUTE.test(text) && !UPWARDS.test(text)) continue;
      throw invalid(
        `${nameOf(graph, id)} names a file outside of ComfyUI's folders in ${input}: "${text.slice(0, 120)}". Put the file into ComfyUI's input folder and choose it there.`,
      );
    }
  }
}

/** Words of prompts may look like paths; where a class is not known, everything on one line may be a file. */
function namesFile(type: string, input: string, text: string): boolean {
  const known = standardClass(type)?.inputs[input];
  if (known !== undefined) return known.type === 'COMBO' || (!known.multiline && FILE_NAME.test(input));
  if (isStandardClass(type)) return FILE_NAME.test(input);
  return (
    !text.includes('\n') &&
    (FILE_NAME.test(input) || /^\s*(?:[a-z]:[/\\]|\\\\|file:|~\/)/i.test(text) || UPWARDS.test(text))
  );
}

function textOf(value: ApiValue): string | null {
  return typeof value === 'string' ? value : null;
}
