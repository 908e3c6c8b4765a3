import { asLink, type Field, type NodeClass, nodeClass } from './fields.ts';
import { normalPath, splitFolder } from './files.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { isNodeError, nodeError, traceback } from './node-error.ts';
import { outputTypes } from './object-info.ts';
import { floatText, repr, str, toBool, toFloat, toInt } from './python.ts';
import type { World } from './world.ts';

/** One reason why a node is refused, as /prompt tells it. */
export type Reason = { type: string; message: string; details: string; extra_info: JsonObject };

/** From this many choices on a refusal names none of them. */
const LONGEST_LIST = 20;

/** Fields that a class checks itself; its type, range and list do not count then. */
const OWN_CHECKS: Readonly<Record<string, string>> = { LoadImage: 'image', LoadImageMask: 'image' };

/** What is known about the nodes checked so far: their own reasons; a node with no reasons may still be unfit. */
export interface Checked {
  readonly reasons: Map<string, Reason[]>;
  readonly valid: Map<string, boolean>;
}

/**
 * Checks one node and everything that it is fed from. Values are brought to the field's type in place, so what is stored
 * is not what was sent.
 *
 * @throws NodeError for faults of form that the real check stumbles over; the node that is fed from here is blamed
 */
export function checkNode(world: World, prompt: JsonObject, id: string, checked: Checked): boolean {
  const known = checked.valid.get(id);
  if (known !== undefined) return known;
  const node = prompt[id];
  if (!isObject(node)) throw nodeError('KeyError', repr(id));
  if (!isObject(node.inputs)) throw nodeError('KeyError', "'inputs'");
  const { inputs } = node;
  const type = nodeClass(world, String(node.class_type));
  if (type === null) throw nodeError('KeyError', repr(node.class_type));

  const reasons: Reason[] = [];
  let fed = true;
  for (const field of type.fields) {
    const value = inputs[field.name];
    if (value === undefined) {
      if (field.required) reasons.push(missing(field));
    } else if (Array.isArray(value)) {
      const reason = checkLink(world, prompt, field, value);
      if (reason !== null) reasons.push(reason);
      else if (!checkFeeder(world, prompt, field, value, checked)) fed = false;
    } else {
      const reason = checkLiteral(type, field, inputs, value);
      if (reason !== null) reasons.push(reason);
    }
  }
  if (reasons.length === 0) reasons.push(...ownCheck(world, type, inputs));
  checked.reasons.set(id, [...(checked.reasons.get(id) ?? []), ...reasons]);
  checked.valid.set(id, fed && reasons.length === 0);
  return fed && reasons.length === 0;
}

function missing({ name }: Field): Reason {
  return {
    type: 'required_input_missing',
    message: 'Required input is missing',
    details: name,
    extra_info: { input_name: name },
  };
}

/** @throws NodeError for a link that leads nowhere */
function checkLink(world: World, prompt: JsonObject, field: Field, value: Json[]): Reason | null {
  const link = asLink(value);
  const about = { input_name: field.name, input_config: field.config };
  if (link === null) {
    return {
      type: 'bad_linked_input',
      message: 'Bad linked input, must be a length-2 list of [node_id, slot_index]',
      details: field.name,
      extra_info: { ...about, received_value: value },
    };
  }
  const received = typeOfLink(world, prompt, link);
  if (fits(received, field.type)) return null;
  return {
    type: 'return_type_mismatch',
    message: 'Return type mismatch between linked nodes',
    details: `${field.name}, received_type(${received}) mismatch input_type(${field.type})`,
    extra_info: { ...about, received_type: received, linked_node: value },
  };
}

function typeOfLink(world: World, prompt: JsonObject, [id, slot]: readonly [Json, Json]): string {
  const source = typeof id === 'string' && Object.hasOwn(prompt, id) ? prompt[id] : undefined;
  if (!isObject(source)) throw nodeError('KeyError', repr(id));
  const outputs = outputTypes(world, String(source.class_type)) ?? [];
  if (typeof slot === 'number' && Number.isInteger(slot)) {
    const type = outputs.at(slot);
    if (type === undefined) throw nodeError('IndexError', 'tuple index out of range');
    return type;
  }
  const wrong = typeof slot === 'number' ? 'float' : 'str';
  throw nodeError('TypeError', `tuple indices must be integers or slices, not ${wrong}`);
}

/** A type may be a list `A,B` on both sides; `*` takes all. A combo takes another combo or a text. */
function fits(received: string, wanted: string): boolean {
  if (received === '*' || wanted === '*' || received === wanted) return true;
  const taken = new Set(wanted.split(','));
  return received.split(',').every((type) => taken.has(type));
}

/** Whether the node at the other end of the link is fit. A fault of form there is that node's reason. */
function checkFeeder(world: World, prompt: JsonObject, field: Field, link: Json[], checked: Checked): boolean {
  const id = String(link[0]);
  try {
    return checkNode(world, prompt, id, checked);
  } catch (error) {
    if (!isNodeError(error)) throw error;
    checked.valid.set(id, false);
    checked.reasons.set(id, [
      {
        type: 'exception_during_inner_validation',
        message: 'Exception when validating inner node',
        details: error.message,
        extra_info: {
          input_name: field.name,
          input_config: field.config,
          exception_message: error.message,
          exception_type: error.pythonType,
          traceback: traceback('validate_inputs'),
          linked_node: link,
        },
      },
    ]);
    return false;
  }
}

/** Brings a literal to the field's type, in place, and checks its range or list. */
function checkLiteral(type: NodeClass, field: Field, inputs: JsonObject, sent: Json): Reason | null {
  const value = isObject(sent) && sent.__value__ !== undefined ? sent.__value__ : sent;
  const about = { input_name: field.name, input_config: field.config };
  let stored: Json;
  try {
    stored = coerced(field.type, value);
  } catch (error) {
    const exception_message = error instanceof Error ? error.message : String(error);
    return {
      type: 'invalid_input_type',
      message: `Failed to convert an input value to a ${field.type} value`,
      details: `${field.name}, ${str(value)}, ${exception_message}`,
      extra_info: { ...about, received_value: value, exception_message },
    };
  }
  inputs[field.name] = stored;
  if (OWN_CHECKS[type.name] === field.name) return null;
  return checkRange(field, stored) ?? checkList(field, stored);
}

function coerced(type: string, value: Json): Json {
  if (type === 'INT') return toInt(value);
  if (type === 'FLOAT') return toFloat(value);
  if (type === 'STRING') return str(value);
  return type === 'BOOLEAN' ? toBool(value) : value;
}

function checkRange(field: Field, value: Json): Reason | null {
  if (typeof value !== 'number' && typeof value !== 'bigint') return null;
  const { min, max } = field.options;
  const text = field.type === 'FLOAT' ? floatText : str;
  const about = { input_name: field.name, input_config: field.config, received_value: value };
  if ((typeof min === 'number' || typeof min === 'bigint') && value < min) {
    const message = `Value ${text(value)} smaller than min of ${text(min)}`;
    return { type: 'value_smaller_than_min', message, details: field.name, extra_info: about };
  }
  if ((typeof max === 'number' || typeof max === 'bigint') && value > max) {
    const message = `Value ${text(value)} bigger than max of ${text(max)}`;
    return { type: 'value_bigger_than_max', message, details: field.name, extra_info: about };
  }
  return null;
}

function checkList({ name, choices, config }: Field, value: Json): Reason | null {
  if (choices === null || choices.includes(value)) return null;
  const long = choices.length > LONGEST_LIST;
  const list = long ? `(list of length ${choices.length})` : repr([...choices]);
  return {
    type: 'value_not_in_list',
    message: 'Value not in list',
    details: `${name}: ${repr(value)} not in ${list}`,
    extra_info: { input_name: name, input_config: long ? null : config, received_value: value },
  };
}

/** What LoadImage itself looks at: the file must be there, wherever; a folder will do. */
function ownCheck(world: World, type: NodeClass, inputs: JsonObject): Reason[] {
  const name = OWN_CHECKS[type.name];
  const value = name === undefined ? undefined : inputs[name];
  if (name === undefined || typeof value !== 'string') return [];
  const place = splitFolder(value, 'input');
  const path = normalPath(place.name);
  const there = path !== null && (world.files.isFolder(place.folder, path) || world.files.read(place.folder, path));
  if (there || reachesInput(world, place.name)) return [];
  return [
    {
      type: 'custom_validation_failed',
      message: 'Custom validation failed for node',
      details: `${name} - Invalid image file: ${value}`,
      extra_info: { input_name: name },
    },
  ];
}

/** `../input/x.png` is found, as the real server does. */
function reachesInput(world: World, name: string): boolean {
  return name.startsWith('../input/') && world.files.read('input', name.slice('../input/'.length)) !== undefined;
}
