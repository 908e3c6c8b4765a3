import { setTimeout as pause } from 'node:timers/promises';
import { CHAOS_LAG_MS } from './chaos.ts';
import { strikes } from './faults.ts';
import { remember } from './history.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { count } from './log.ts';
import { pop, remaining } from './queue.ts';
import { type RunEnd, runPrompt } from './run-prompt.ts';
import { runVoice } from './run-voice.ts';
import type { QueueItem, World } from './world.ts';

/** How often a worker that a fault holds looks whether it may go on. @unit ms */
const LOOK_MS = 10;

export interface Worker {
  wake(): void;
  /** Settles when the run in progress is over. */
  idle(): Promise<void>;
}

/** The one thread that takes prompts from the queue. It lives through restarts and works on whatever RAM is there. */
export function createWorker(world: World): Worker {
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    for (;;) {
      const { ram } = world;
      if (ram.life.signal.aborted || ram.workerDead || ram.heap.length === 0) return;
      if (world.faults.zombieWorker) {
        await pause(LOOK_MS);
        continue;
      }
      let item: QueueItem | undefined;
      try {
        item = pop(ram);
      } catch {
        ram.workerDead = true;
        return;
      }
      if (item !== undefined) await runOne(world, item);
    }
  }

  function wake(): void {
    if (working !== null) return;
    working = work().finally(() => {
      working = null;
      if (world.ram.heap.length > 0 && !world.ram.workerDead && !world.ram.life.signal.aborted) wake();
    });
  }

  return { wake, idle: async () => await (working ?? Promise.resolve()) };
}

async function runOne(world: World, item: QueueItem): Promise<void> {
  const { ram, hub, faults } = world;
  const voice = runVoice(world, item);
  ram.running = item;
  ram.clientId = voice.clientId;
  tellStatus(world);
  let end: RunEnd;
  try {
    end = await runPrompt(world, item, voice);
  } catch (error) {
    if (ram.life.signal.aborted) return;
    ram.workerDead = true;
    throw error;
  }
  world.seen.runs.push({ promptId: item.id, end: end.end, samples: end.samples });
  count(world.seen.runCount, item.id);
  const lagMs = Math.max(faults.historyLagMs, world.dice.throw('history-late') ? CHAOS_LAG_MS : 0);
  if (lagMs > 0) await pause(lagMs);
  if (ram.life.signal.aborted) return;

  loseCachedFile(world, end.outputs);
  const outputs = strikes(faults, 'outputsMissing') ? {} : end.outputs;
  remember(ram, { item, outputs, status: statusOf(world, end, voice.messages), meta: end.meta });
  ram.running = null;
  ram.lastNode = null;
  tellStatus(world);
  if (voice.clientId !== null) hub.send('executing', { node: null, prompt_id: item.id }, voice.clientId);
  ram.clientId = null;
}

function statusOf({ faults }: World, { end }: RunEnd, messages: Json[]): Json {
  if (strikes(faults, 'nullStatus')) return null;
  const lies = end === 'error' && strikes(faults, 'successWithError');
  const good = end === 'success' || lies;
  return { status_str: good ? 'success' : 'error', completed: good, messages };
}

function tellStatus({ hub, ram }: World): void {
  hub.send('status', { status: { exec_info: { queue_remaining: remaining(ram) } } }, null);
}

/** Faults and chaos may take the file of an output away. */
function loseCachedFile(world: World, outputs: JsonObject): void {
  for (const output of Object.values(outputs)) {
    const images = isObject(output) && Array.isArray(output.images) ? output.images : [];
    for (const image of images) {
      if (!isObject(image) || (image.type !== 'output' && image.type !== 'temp')) continue;
      if (!strikes(world.faults, 'cachedFileGone') && !world.dice.throw('cached-file-gone')) continue;
      const folder = String(image.subfolder ?? '');
      world.files.remove(image.type, folder === '' ? String(image.filename) : `${folder}/${String(image.filename)}`);
    }
  }
}
