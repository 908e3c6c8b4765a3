import { readFileSync } from 'node:fs';
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';
import type { FakeVersion, World } from './world.ts';

const FOLDER = '../../../../src/kits/comfy/fake/recordings/';

/** Fields whose list is a folder of models. */
const MODEL_FIELDS: Readonly<Record<string, string>> = {
  ckpt_name: 'checkpoints',
  lora_name: 'loras',
  vae_name: 'vae',
  unet_name: 'diffusion_models',
  clip_name: 'text_encoders',
  clip_name1: 'text_encoders',
  clip_name2: 'text_encoders',
  clip_name3: 'text_encoders',
  control_net_name: 'controlnet',
  model_name: 'upscale_models',
  style_model_name: 'style_models',
};
/** Names that VAELoader knows without a file, by version. */
const BUILT_IN_VAES = ['pixel_space'];

/** Classes as the real server told them: one in each line. */
export function recordedClasses(version: FakeVersion): JsonObject {
  const file = new URL(`${FOLDER}${version}/object-info.jsonl`, import.meta.url);
  const classes: JsonObject = {};
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const info = parseJson(line);
    if (isObject(info)) classes[String(info.name)] = info;
  }
  return { ...classes, SaveImageWebsocket: SAVE_IMAGE_WEBSOCKET };
}

/** @source 0.26.0, the one extension node that is delivered with the server */
const SAVE_IMAGE_WEBSOCKET: JsonObject = {
  input: { required: { images: ['IMAGE'] } },
  input_order: { required: ['images'] },
  output: [],
  output_is_list: [],
  output_name: [],
  name: 'SaveImageWebsocket',
  display_name: 'SaveImageWebsocket',
  description: '',
  python_module: 'custom_nodes.websocket_image_save',
  category: 'api/image',
  output_node: true,
};

/** One class as it was recorded; null when the server has none of this name. */
function recordedClass(world: World, name: string): JsonObject | null {
  if (name === 'SaveImageWebsocket' && world.faults.saveImageWebsocketAbsent) return null;
  const recorded = Object.hasOwn(world.classes, name) ? world.classes[name] : undefined;
  return isObject(recorded) ? recorded : null;
}

/** Types of the outputs, by slot; null when there is no such class. */
export function outputTypes(world: World, name: string): string[] | null {
  const output = recordedClass(world, name)?.output;
  return Array.isArray(output) ? output.map(String) : null;
}

export function isOutputNode(world: World, name: string): boolean {
  return recordedClass(world, name)?.output_node === true;
}

/** One class as /object_info tells it now; null when the server has none of this name. */
export function classInfo(world: World, name: string): JsonObject | null {
  const recorded = recordedClass(world, name);
  if (recorded === null || !isObject(recorded.input)) return null;
  const input: JsonObject = {};
  for (const [group, fields] of Object.entries(recorded.input)) {
    input[group] = isObject(fields) ? fieldsNow(world, name, fields) : fields;
  }
  return { ...recorded, input };
}

function fieldsNow(world: World, className: string, fields: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [field, spec] of Object.entries(fields)) {
    const choices = choicesNow(world, className, field);
    result[field] = Array.isArray(spec) ? shaped(world, spec, choices) : spec;
  }
  return result;
}

/** Lists that depend on what lies in the server's folders. */
function choicesNow(world: World, className: string, field: string): string[] | null {
  if (field === 'image' && /^LoadImage(Mask)?$/.test(className)) return world.files.topLevel('input');
  const folder = MODEL_FIELDS[field];
  if (folder === undefined || !/Load/.test(className)) return null;
  return className === 'VAELoader' ? [...modelNames(world, folder), ...BUILT_IN_VAES] : modelNames(world, folder);
}

export function modelNames(world: World, folder: string): string[] {
  const names = [...(world.models[folder] ?? [])];
  if (folder !== 'checkpoints') return names;
  for (let i = 1; i <= world.faults.extraModels; i++) names.push(`extra-${String(i).padStart(3, '0')}.safetensors`);
  return names;
}

function shaped(world: World, spec: Json[], fresh: string[] | null): Json[] {
  const [type, options] = spec;
  const settings = isObject(options) ? options : {};
  const isList = Array.isArray(type);
  if (!isList && type !== 'COMBO') return spec;
  const choices = fresh ?? (isList ? type : settings.options);
  if (!Array.isArray(choices)) return spec;
  const { options: _options, ...rest } = settings;
  const asList = world.faults.comboShape === 'recorded' ? isList : world.faults.comboShape === 'list';
  if (!asList) return ['COMBO', { ...rest, options: choices }];
  return spec.length > 1 ? [choices, rest] : [choices];
}
