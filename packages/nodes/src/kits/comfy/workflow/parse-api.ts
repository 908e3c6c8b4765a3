import { EpochError } from '@epoch/graph-runtime/model';
import { asObject, asText, field, isList, type Json, type JsonObject } from '../../engines/wire/json-read.ts';
import type { ApiGraph, ApiNode, ApiValue } from '../comfy.ts';

const MAX_NODES = 10_000;
const MAX_TEXT = 1_000_000;
/** Keys that a careless merge elsewhere would take for something else. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether it looks like API format: an object of nodes by id, each with a class. */
export function isApiFormat(json: Json | undefined): json is JsonObject {
  const nodes = Object.values(asObject(json) ?? {});
  return nodes.length > 0 && nodes.every((node) => typeof field(node, 'class_type') === 'string');
}

/**
 * Takes an API-format workflow over: of each node the class, the inputs and the title, and nothing else. A number that is
 * none (NaN) is left out with a sentence, so that only its field fails.
 *
 * @throws EpochError WORKFLOW_INVALID that names the place
 */
export function parseApi(json: JsonObject): { readonly graph: ApiGraph; readonly remarks: readonly string[] } {
  const entries = Object.entries(json);
  if (entries.length > MAX_NODES) throw invalid(`It has more than ${MAX_NODES} nodes.`);
  const remarks: string[] = [];
  const nodes = entries.map(([id, told]): [string, ApiNode] => {
    checkKey(id);
    return [id, readNode(id, told, remarks)];
  });
  return { graph: Object.fromEntries(nodes), remarks };
}

function readNode(id: string, told: Json, remarks: string[]): ApiNode {
  const type = asText(field(told, 'class_type'));
  const inputs = asObject(field(told, 'inputs') ?? {});
  if (inputs === null) throw invalid(`The inputs of node ${id} (${type}) are no object.`);
  if (type.length > 200) throw invalid(`The class of node ${id} has a name that is too long.`);
  const kept = Object.entries(inputs).filter(([input, value]) => {
    checkKey(input);
    if (isSound(value, `${type} (${id}), input ${input}`)) return true;
    remarks.push(`${type} (${id}): the value of ${input} is no number (NaN or infinite) and was left out.`);
    return false;
  });
  const title = asText(field(field(told, '_meta'), 'title')).slice(0, 200);
  const node = { class_type: type, inputs: Object.fromEntries(kept) };
  return title === '' ? node : { ...node, _meta: { title } };
}

/** @returns false when a number inside is none */
function isSound(value: ApiValue, where: string): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string' && value.length > MAX_TEXT) throw invalid(`${where}: the text is too long.`);
  if (typeof value !== 'object' || value === null) return true;
  if (isList(value)) return value.every((part) => isSound(part, where));
  return Object.entries(value).every(([key, part]) => {
    checkKey(key);
    return isSound(part, where);
  });
}

function checkKey(key: string): void {
  if (FORBIDDEN.has(key)) throw invalid(`The name ${key} is not allowed in it.`);
  if (key.length > 200) throw invalid(`The name ${key.slice(0, 40)}... is too long.`);
}

export function invalid(sentence: string): EpochError {
  return new EpochError('WORKFLOW_INVALID', `This workflow cannot be used. ${sentence}`);
}
