import { isObject, type Json, type JsonObject } from './json.ts';
import { classInfo } from './object-info.ts';
import type { World } from './world.ts';

/** One input of a class, in the order in which the server checks them. */
export interface Field {
  readonly name: string;
  readonly required: boolean;
  /** INT, FLOAT, STRING, BOOLEAN, COMBO, MODEL ... */
  readonly type: string;
  /** For COMBO. */
  readonly choices: readonly Json[] | null;
  readonly options: JsonObject;
  /** As /object_info has it; error messages quote it. */
  readonly config: Json;
}

export interface NodeClass {
  readonly name: string;
  readonly fields: readonly Field[];
}

/** null when the server has no such class. */
export function nodeClass(world: World, name: string): NodeClass | null {
  const info = classInfo(world, name);
  if (info === null || !isObject(info.input)) return null;
  const fields: Field[] = [];
  for (const group of ['required', 'optional']) {
    const specs = info.input[group];
    if (!isObject(specs)) continue;
    for (const [field, spec] of Object.entries(specs)) fields.push(readField(field, group === 'required', spec));
  }
  return { name, fields };
}

function readField(name: string, required: boolean, spec: Json): Field {
  const [type, second] = Array.isArray(spec) ? spec : [];
  const options = isObject(second) ? second : {};
  const choices = Array.isArray(type) ? type : options.options;
  const isCombo = Array.isArray(type) || type === 'COMBO';
  return {
    name,
    required,
    type: isCombo ? 'COMBO' : String(type),
    choices: isCombo && Array.isArray(choices) ? choices : null,
    options,
    config: spec,
  };
}

/** `[node, slot]`, whatever the two are. */
export function asLink(value: Json | undefined): readonly [Json, Json] | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [node, slot] = value;
  return node === undefined || slot === undefined ? null : [node, slot];
}
