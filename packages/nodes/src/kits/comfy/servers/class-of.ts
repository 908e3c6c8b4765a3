import { asList, asNumber, asObject, asText, field, type Json, type JsonObject } from '../../engines/wire/json-read.ts';
import type { ComfyClass, ComfyInput } from '../comfy.ts';

/** Types whose values the editor shows in a widget rather than in a socket. */
const WIDGET_TYPES = new Set(['INT', 'FLOAT', 'STRING', 'BOOLEAN', 'COMBO']);
/** The editor gives these a second widget even where the class does not ask for it. */
const SEED_NAMES = new Set(['seed', 'noise_seed']);
const UPLOAD_OPTIONS = ['image_upload', 'video_upload', 'audio_upload', 'animated_image_upload'];

/**
 * Reads what a server tells of one node class. Choices come in two forms, both in one server: a list in the place of the
 * type, and the type COMBO with `options`. Whatever is not as expected is left out rather than refused.
 *
 * @returns null when it tells nothing, as a server does of a class that it has not
 * @source ComfyUI server.py node_info
 */
export function readClass(told: Json | undefined): ComfyClass | null {
  const input = asObject(field(told, 'input'));
  if (input === null) return null;
  const inputs: Record<string, ComfyInput> = {};
  const order: string[] = [];
  for (const group of ['required', 'optional'] as const) {
    const specs = asObject(input[group]) ?? {};
    for (const name of namesIn(specs, field(field(told, 'input_order'), group))) {
      const spec = readInput(name, specs[name], group === 'required');
      if (spec === null) continue;
      inputs[name] = spec.input;
      if (spec.isWidget) order.push(name);
    }
  }
  return {
    inputs,
    order,
    // A list in the place of a type is an output of choices.
    outputs: asList(field(told, 'output')).map((type) => asText(type) || 'COMBO'),
    outputNode: field(told, 'output_node') === true,
  };
}

/** Names in the order that the class gives, then those that it forgot. */
function namesIn(specs: JsonObject, order: Json | undefined): readonly string[] {
  const named = asList(order).map(asText);
  return [...new Set([...named.filter((name) => Object.hasOwn(specs, name)), ...Object.keys(specs)])];
}

function readInput(name: string, spec: Json | undefined, required: boolean) {
  const [first, options] = asList(spec);
  const isList = Array.isArray(first);
  const type = isList ? 'COMBO' : asText(first);
  if (type === '') return null;
  const listed = isList ? first : field(options, 'options');
  const isWidget = WIDGET_TYPES.has(type) && field(options, 'forceInput') !== true;
  const after = field(options, 'control_after_generate') ?? false;
  const uploads = UPLOAD_OPTIONS.some((option) => field(options, option) === true);
  const input: ComfyInput = {
    type,
    required,
    choices: type === 'COMBO' && Array.isArray(listed) ? listed.map(String) : null,
    default: field(options, 'default'),
    min: boundOf(field(options, 'min')),
    max: boundOf(field(options, 'max')),
    multiline: field(options, 'multiline') === true,
    extraWidget: isWidget && (after !== false || uploads || (type === 'INT' && SEED_NAMES.has(name))),
  };
  return { input, isWidget };
}

/** Limits of seeds are beyond 2^53; the nearest number will do to compare with. */
function boundOf(told: Json | undefined): number | undefined {
  return typeof told === 'bigint' ? Number(told) : (asNumber(told) ?? undefined);
}
