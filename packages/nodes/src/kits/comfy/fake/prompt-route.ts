import { randomUUID } from 'node:crypto';
import { type Answer, errorAnswer, jsonAnswer } from './answer.ts';
import { strikes } from './faults.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { count } from './log.ts';
import { str, toFloat } from './python.ts';
import { push, remaining } from './queue.ts';
import { refusal } from './refusals.ts';
import { type Call, jsonBody, type Route } from './route.ts';
import { validate } from './validate.ts';
import { isNew, type QueueItem, type World } from './world.ts';

const CANONICAL_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const promptRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/prompt',
    answer: ({ world }) => jsonAnswer({ exec_info: { queue_remaining: remaining(world.ram) } }),
  },
  { method: 'POST', path: '/prompt', answer: postPrompt },
];

/** @throws TypeError and others, each of which the server answers with 500 */
function postPrompt(call: Call): Answer {
  const { world } = call;
  const body = jsonBody(call);
  if (body === null || typeof body === 'number') throw new TypeError(`argument of type '${typeof body}'`);
  if (!isObject(body)) return noPrompt();
  const number = chooseNumber(world, body);
  if (body.prompt === undefined) return noPrompt();
  if (strikes(world.faults, 'refusePrompts')) return refusal(world.faults.refuseWith);

  const id = promptId(world, body.prompt_id);
  if (id === null) {
    const details =
      'prompt_id must be a UUID string in canonical lowercase hyphenated form; omit it to let the server generate one';
    return errorAnswer('invalid_prompt_id', 'prompt_id must be a valid UUID', details);
  }
  const verdict = validate(world, body.prompt, body.partial_execution_targets);
  if (!verdict.fit) return verdict.answer;
  const outputs = strikes(world.faults, 'promptNodeErrors') ? verdict.outputs.slice(1) : verdict.outputs;
  const dropped = verdict.outputs.filter((output) => !outputs.includes(output));
  const prompt = isObject(body.prompt) ? body.prompt : {};
  enqueue(world, { number, id, prompt, extraData: extraData(world, body), outputs });
  const nodeErrors = { ...verdict.nodeErrors, ...invented(prompt, dropped) };
  return jsonAnswer({ prompt_id: id, number, node_errors: nodeErrors });
}

function noPrompt(): Answer {
  return errorAnswer('no_prompt', 'No prompt provided', 'No prompt provided');
}

/** The counter goes up even when the prompt is refused afterwards. @throws Error for a number that is none */
function chooseNumber(world: World, body: JsonObject): number {
  if (body.number !== undefined) return toFloat(body.number);
  const number = world.ram.counter++;
  return body.front === true ? -number : number;
}

/** null for an id that the server refuses. */
function promptId(world: World, sent: Json | undefined): string | null {
  if (!isNew(world)) return sent === undefined ? randomUUID() : str(sent);
  if (sent === undefined || sent === null) return randomUUID();
  return typeof sent === 'string' && CANONICAL_ID.test(sent) ? sent : null;
}

/** What is kept beside the prompt. @throws TypeError when it cannot take the client_id */
function extraData(world: World, body: JsonObject): JsonObject {
  const sent = body.extra_data;
  if (sent !== undefined && !isObject(sent) && body.client_id !== undefined) throw new TypeError('extra_data');
  const { api_key_comfy_org: _key, auth_token_comfy_org: _token, ...kept } = isObject(sent) ? sent : {};
  return {
    ...kept,
    ...(body.client_id === undefined ? {} : { client_id: body.client_id }),
    ...(isNew(world) ? { create_time: Date.now() } : {}),
  };
}

/** @throws TypeError for an equal number and id while the first is pending; the prompt is queued all the same */
function enqueue(world: World, item: QueueItem): void {
  const clientId = typeof item.extraData.client_id === 'string' ? item.extraData.client_id : null;
  world.seen.prompts.push({ promptId: item.id, clientId, graph: item.prompt });
  count(world.seen.promptCount, item.id);
  if (strikes(world.faults, 'deletedByOthers')) return;
  try {
    push(world.ram, item);
  } finally {
    world.hub.send('status', { status: { exec_info: { queue_remaining: remaining(world.ram) } } }, null);
    world.wake();
  }
}

/** Errors of outputs that a fault dropped. */
function invented(prompt: JsonObject, dropped: readonly string[]): JsonObject {
  const errors: JsonObject = {};
  for (const id of dropped) {
    const node = prompt[id];
    const reason = {
      type: 'required_input_missing',
      message: 'Required input is missing',
      details: 'images',
      extra_info: { input_name: 'images' },
    };
    errors[id] = {
      errors: [reason],
      dependent_outputs: [id],
      class_type: isObject(node) ? (node.class_type ?? null) : null,
    };
  }
  return errors;
}
