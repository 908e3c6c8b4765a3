import { EpochError } from '@epoch/graph-runtime/model';
import { asList, asObject, asText, field, type Json, type JsonObject, readJson } from '../../engines/wire/json-read.ts';
import type { ApiGraph } from '../comfy.ts';

const MAX_REASONS = 3;
const MAX_WORDS = 160;

/** Why POST /prompt said no. */
export interface PromptRefusal {
  readonly error: EpochError;
  /** It does not find a picture that we have uploaded. */
  readonly pictureMissing: boolean;
}

/**
 * Reads the body of a 400 of POST /prompt.
 * @returns null when it is none of ComfyUI's
 */
export function promptRefusal(body: string, graph: ApiGraph, url: string): PromptRefusal | null {
  const json = parsed(body);
  const type = asText(field(field(json, 'error'), 'type'));
  if (type === '') return null;
  const nodeErrors = asObject(field(json, 'node_errors')) ?? {};
  const pictureMissing = Object.values(nodeErrors).some((told) =>
    asList(field(told, 'errors')).some((reason) => /Invalid image file/.test(asText(field(reason, 'details')))),
  );
  return { error: refusal(url, sentencesOf(json, type, nodeErrors, graph), nodeErrors), pictureMissing };
}

/** The refusal for a 200 whose `node_errors` say that the output which we want was left out; null when it was not. */
export function partialRefusal(
  nodeErrors: JsonObject,
  output: string,
  graph: ApiGraph,
  url: string,
): EpochError | null {
  const ours = Object.entries(nodeErrors).filter(
    ([node, told]) => node === output || asList(field(told, 'dependent_outputs')).includes(output),
  );
  if (ours.length === 0) return null;
  const errors = Object.fromEntries(ours);
  return refusal(url, nodeSentences(errors, graph), errors);
}

/** How a person knows a node of a workflow: `KSampler "Sampler" (3)`. */
export function nodeName(graph: ApiGraph, id: string): string {
  const node = Object.hasOwn(graph, id) ? graph[id] : undefined;
  const title = node?._meta?.title ?? '';
  const type = node?.class_type ?? 'Node';
  return `${type}${title === '' || title === type ? '' : ` "${title}"`} (${id})`;
}

function sentencesOf(json: Json, type: string, nodeErrors: JsonObject, graph: ApiGraph): readonly string[] {
  const error = field(json, 'error');
  const info = field(error, 'extra_info');
  if (type === 'missing_node_type' || (type === 'invalid_prompt' && Object.keys(nodeErrors).length === 0)) {
    const id = asText(field(info, 'node_id'));
    const name = asText(field(info, 'class_type')) || classIn(asText(field(error, 'message')));
    const place = id === '' ? '' : ` for ${nodeName(graph, id)}`;
    const pack = 'install the custom nodes that bring it on the server, or choose another workflow';
    return [`the server has no node class ${name || 'of one of the nodes'}${place}: ${pack}`];
  }
  if (type === 'prompt_no_outputs') return ['the workflow has no output node that gives a picture'];
  const sentences = nodeSentences(nodeErrors, graph);
  if (sentences.length > 0) return sentences;
  return [brief(`${asText(field(error, 'message'))} ${asText(field(error, 'details'))}`)];
}

function nodeSentences(nodeErrors: JsonObject, graph: ApiGraph): readonly string[] {
  return Object.entries(nodeErrors).flatMap(([node, told]) =>
    asList(field(told, 'errors')).map((reason) => `${nodeName(graph, node)}: ${reasonOf(reason)}`),
  );
}

function reasonOf(reason: Json): string {
  const info = field(reason, 'extra_info');
  const input = asText(field(info, 'input_name'));
  const received = wordsOf(field(info, 'received_value'));
  const limits = asList(field(info, 'input_config'))[1];
  switch (asText(field(reason, 'type'))) {
    case 'value_smaller_than_min':
      return `${input} ${received} is below ${wordsOf(field(limits, 'min'))}`;
    case 'value_bigger_than_max':
      return `${input} ${received} is above ${wordsOf(field(limits, 'max'))}`;
    case 'value_not_in_list':
      return `${input} ${received} is not on the server's list${choicesOf(field(info, 'input_config'))}`;
    case 'required_input_missing':
      return `${input} is missing`;
    case 'return_type_mismatch':
      return `${input} gets ${asText(field(info, 'received_type'))} from node ${wordsOf(asList(field(info, 'linked_node'))[0])}, which does not fit`;
    case 'dependency_cycle':
      return 'it depends on itself in a circle';
    case 'invalid_input_type':
      return `${input} cannot be ${received}`;
    default:
      return brief(`${input} ${asText(field(reason, 'message'))} ${asText(field(reason, 'details'))}`);
  }
}

/** A few of the names that would do, when the server tells them. */
function choicesOf(config: Json | undefined): string {
  const [first, options] = asList(config);
  const names = (Array.isArray(first) ? first : asList(field(options, 'options')))
    .map(asText)
    .filter((name) => name !== '');
  if (names.length === 0) return '';
  return ` (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', ...' : ''})`;
}

function refusal(url: string, sentences: readonly string[], nodeErrors: JsonObject): EpochError {
  const shown = sentences.slice(0, MAX_REASONS).join('; ');
  const more = sentences.length > MAX_REASONS ? `; and ${sentences.length - MAX_REASONS} more` : '';
  const [first] = Object.entries(nodeErrors);
  const field_ = asText(field(field(asList(field(first?.[1], 'errors'))[0], 'extra_info'), 'input_name'));
  const detail = {
    ...(first === undefined ? {} : { engineNode: first[0] }),
    ...(field_ === '' ? {} : { field: field_ }),
  };
  return new EpochError('ENGINE_REFUSED', `ComfyUI at ${url} refuses the workflow. ${shown}${more}.`, { detail });
}

function classIn(message: string): string {
  return /(?:Node '|node )([A-Za-z0-9_.+ -]{1,80}?)'? (?:not found|does not exist)/.exec(message)?.[1] ?? '';
}

function wordsOf(value: Json | undefined): string {
  if (value === undefined) return '?';
  if (typeof value === 'object' && value !== null) return 'such a value';
  return brief(typeof value === 'string' ? `"${value}"` : String(value));
}

function brief(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}...` : line;
}

function parsed(body: string): Json {
  try {
    return readJson(body);
  } catch {
    return null;
  }
}
