import { EpochError } from '@epoch/graph-runtime/model';
import { field, type Json, readJson } from '../../engines/wire/json-read.ts';
import { isPng } from '../../png-text/png-chunks.ts';
import { readPngText } from '../../png-text/read-png-text.ts';
import { isWebp, readWebpText } from '../../png-text/read-webp-text.ts';
import type { ApiGraph } from '../comfy.ts';
import { type ClassOf, gatherClasses } from './classes.ts';
import { checkPaths } from './outside-paths.ts';
import { invalid, isApiFormat, parseApi } from './parse-api.ts';
import { classesIn, convertUi } from './ui/convert-ui.ts';
import { isUiFormat, parseUi } from './ui/ui-format.ts';
import { workflowHash } from './workflow-hash.ts';

export type WorkflowFormat = 'api' | 'ui' | 'png' | 'webp';

/** A workflow file as it was understood. Of the file itself nothing else is kept. */
export interface ReadWorkflow {
  readonly id: string;
  readonly format: WorkflowFormat;
  readonly graph: ApiGraph;
  /** What could not be taken over, a sentence each. */
  readonly conversion: readonly string[];
}

const NO_WORKFLOW =
  'The picture carries none: ComfyUI was told not to write it, or another program has saved the picture since. Use "Export (API)" in ComfyUI.';
const OTHER_PROGRAM =
  'The picture was made by another program (AUTOMATIC1111, Forge), whose settings are no workflow. Take a picture that ComfyUI made.';
const LIMITS = { maxDepth: 100, maxValues: 500_000, prototypeKeys: 'refuse' } as const;

/**
 * Reads a workflow from a file: API format, what the editor saves, or a picture that carries either. In a picture the
 * API form is looked for first: it is what really ran.
 *
 * @param classOf what a server knows of a class; without it the usual classes are known all the same
 * @throws EpochError WORKFLOW_INVALID in a sentence that says what to do; IMAGE_INVALID when a picture is damaged
 */
export async function readWorkflow(bytes: Uint8Array, classOf?: ClassOf): Promise<ReadWorkflow> {
  if (isPng(bytes)) return fromTexts('png', readPngText(bytes), classOf);
  if (isWebp(bytes)) return fromTexts('webp', readWebpText(bytes), classOf);
  return fromJson(null, parse(decode(bytes)), classOf);
}

/** A workflow in API format as it was stored, such as from `canonicalJson`. @throws EpochError WORKFLOW_INVALID */
export function parseStoredWorkflow(text: string): ApiGraph {
  const json = parse(text);
  if (!isApiFormat(json)) throw invalid('The stored file is damaged. Bring the workflow in again.');
  return parseApi(json).graph;
}

async function fromTexts(
  format: 'png' | 'webp',
  texts: ReadonlyMap<string, string>,
  classOf: ClassOf | undefined,
): Promise<ReadWorkflow> {
  const prompt = texts.get('prompt');
  const workflow = texts.get('workflow');
  // A prompt that is no workflow (other programs write their words under this key) does not hide one that is.
  const json = [prompt, workflow].flatMap((text) => (text === undefined ? [] : [attempt(text)]));
  const found = json.find((candidate) => isApiFormat(candidate) || isUiFormat(candidate));
  if (found === undefined || found === null) {
    for (const text of [prompt, workflow]) if (text?.trimStart().startsWith('{')) parse(text);
    throw invalid(texts.has('parameters') ? OTHER_PROGRAM : NO_WORKFLOW);
  }
  return fromJson(format, found, classOf);
}

async function fromJson(
  picture: 'png' | 'webp' | null,
  json: Json,
  classOf: ClassOf | undefined,
): Promise<ReadWorkflow> {
  // The body of a request and some exports have the workflow under a name.
  const inner = [json, field(json, 'prompt'), field(json, 'output'), field(json, 'workflow')];
  const api = inner.find(isApiFormat);
  if (api !== undefined) {
    const { graph, remarks } = parseApi(api);
    return checked(picture ?? 'api', graph, remarks);
  }
  const ui = inner.find(isUiFormat);
  if (ui === undefined) {
    throw invalid('It is JSON, but neither a ComfyUI workflow nor its API export. Use "Export (API)" in ComfyUI.');
  }
  const workflow = parseUi(ui);
  const { table } = await gatherClasses(classesIn(workflow), classOf);
  const converted = convertUi(workflow, table);
  return checked(picture ?? 'ui', converted.graph, converted.remarks);
}

function checked(format: WorkflowFormat, graph: ApiGraph, conversion: readonly string[]): ReadWorkflow {
  checkPaths(graph);
  return { id: workflowHash(graph), format, graph, conversion };
}

function parse(text: string): Json {
  try {
    return readJson(text, LIMITS);
  } catch (cause) {
    const place = cause instanceof SyntaxError ? cause.message : 'It cannot be read';
    throw new EpochError('WORKFLOW_INVALID', `This file is no JSON that can be used: ${place}.`, { cause });
  }
}

function attempt(text: string): Json {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalidFile(cause);
  }
}

const invalidFile = (cause: unknown) =>
  new EpochError(
    'WORKFLOW_INVALID',
    'This file is neither a workflow (JSON) nor a PNG or WebP picture that carries one.',
    {
      cause,
    },
  );
