import { type Answer, brokenAnswer, emptyAnswer, jsonAnswer } from './answer.ts';
import { entryJson, itemJson } from './history.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { remaining, removePending } from './queue.ts';
import { type Call, jsonBody, type Route } from './route.ts';
import type { World } from './world.ts';

export const queueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/queue',
    answer: ({ world: { ram } }) =>
      jsonAnswer({
        queue_running: ram.running === null ? [] : [itemJson(ram.running)],
        queue_pending: ram.heap.map(itemJson),
      }),
  },
  { method: 'POST', path: '/queue', answer: changeQueue },
  { method: 'GET', path: '/history', answer: listHistory },
  { method: 'POST', path: '/history', answer: changeHistory },
  { method: 'GET', path: '/history/*', answer: oneOfHistory },
  { method: 'POST', path: '/interrupt', answer: interrupt },
  { method: 'POST', path: '/free', answer: free },
];

/** Only pending prompts can be deleted; `clear` takes other people's as well. */
function changeQueue(call: Call): Answer {
  const { world } = call;
  const body = jsonBody(call);
  if (!isObject(body)) return brokenAnswer();
  if (body.clear === true) {
    world.seen.clears += 1;
    world.ram.heap.length = 0;
    tellStatus(world);
  }
  if (body.delete === undefined) return emptyAnswer(200);
  for (const id of listed(body.delete)) {
    world.seen.deletes.push(id);
    if (removePending(world.ram, id)) tellStatus(world);
  }
  return emptyAnswer(200);
}

/** A text counts as the list of its letters. @throws TypeError for what is no list */
function listed(value: Json): string[] {
  if (typeof value === 'string') return [...value];
  if (Array.isArray(value)) return value.map(String);
  throw new TypeError('The value is not iterable.');
}

function tellStatus(world: World): void {
  world.hub.send('status', { status: { exec_info: { queue_remaining: remaining(world.ram) } } }, null);
}

function listHistory({ world, query }: Call): Answer {
  const most = wholeNumber(query.get('max_items'));
  const offset = wholeNumber(query.get('offset')) ?? -1;
  const ids = [...world.ram.history.keys()];
  const from = offset < 0 && most !== null ? ids.length - most : Math.max(0, offset);
  const chosen = ids.slice(Math.max(0, from), most === null ? undefined : Math.max(0, from) + Math.max(0, most));
  return jsonAnswer(entries(world, most !== null && most <= 0 ? [] : chosen));
}

/** @throws RangeError for a text that is no whole number */
function wholeNumber(text: string | null): number | null {
  if (text === null) return null;
  if (!/^[+-]?\d+$/.test(text)) throw new RangeError(`invalid literal for int(): ${text}`);
  return Number(text);
}

function oneOfHistory({ world, parts }: Call): Answer {
  return jsonAnswer(entries(world, parts));
}

function entries(world: World, ids: readonly string[]): JsonObject {
  const found: JsonObject = {};
  for (const id of ids) {
    const entry = world.ram.history.get(id);
    if (entry !== undefined) found[id] = entryJson(entry, world.faults.nanInHistory);
  }
  return found;
}

function changeHistory(call: Call): Answer {
  const { history } = call.world.ram;
  const body = jsonBody(call);
  if (!isObject(body)) return brokenAnswer();
  if (body.clear === true) history.clear();
  if (body.delete !== undefined) for (const id of listed(body.delete)) history.delete(id);
  return emptyAnswer(200);
}

/** An empty or broken body counts as {}; another value than an object is a 500. */
function interrupt(call: Call): Answer {
  const { world } = call;
  let body: Json;
  try {
    body = jsonBody(call);
  } catch {
    body = {};
  }
  if (!isObject(body)) return brokenAnswer();
  const id = typeof body.prompt_id === 'string' && body.prompt_id !== '' ? body.prompt_id : null;
  world.seen.interrupts.push(id);
  if (id === null || world.ram.running?.id === id) world.ram.interrupted = true;
  return emptyAnswer(200);
}

/** Takes effect at once here; the real server waits for the end of the running prompt, where results are needed anyway. */
function free(call: Call): Answer {
  const body = jsonBody(call);
  if (!isObject(body)) return brokenAnswer();
  call.world.seen.frees += 1;
  if (body.free_memory === true) call.world.ram.cache = new Map();
  return emptyAnswer(200);
}
