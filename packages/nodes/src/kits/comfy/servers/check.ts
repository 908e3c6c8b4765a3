import type { EngineList } from '@epoch/graph-runtime/model';
import { EpochError, messageOf } from '@epoch/graph-runtime/model';
import { serverUrl } from '../../engines/server-url.ts';
import type { EngineAddress, EngineCheck, EngineLists } from '../../engines/servers.ts';
import { speaksTls } from '../../engines/speaks-tls.ts';
import { failureOf } from '../../engines/wire/failure.ts';
import { createHttp } from '../../engines/wire/http.ts';
import { asList, asText, field, type JsonObject } from '../../engines/wire/json-read.ts';
import { type Calls, createCalls } from '../wire/calls.ts';
import { readClass } from './class-of.ts';
import { LIST_CLASSES, listsFrom } from './lists.ts';

/** First version that keeps the prompt ids which a client makes; without them a lost answer cannot be found again. */
const OLDEST_VERSION = [0, 3, 45] as const;

const NOTHING_KNOWN = {
  version: null,
  device: null,
  queueRunning: null,
  queuePending: null,
  counts: {},
  latencyMs: null,
} as const;

/**
 * Asks a ComfyUI how it is. Never throws: what is wrong is the report's message, with what to do.
 *
 * @param address as the user typed it; its headers go to that origin only
 */
export async function checkComfy(address: Pick<EngineAddress, 'url' | 'headers'>): Promise<EngineCheck> {
  let url: string;
  try {
    url = serverUrl(address.url);
  } catch (error) {
    return failed(messageOf(error));
  }
  const http = createHttp({ product: 'ComfyUI', url, headers: address.headers });
  try {
    return await askAll(url, createCalls(http));
  } catch (error) {
    return failed(await reasonOf(error, url));
  } finally {
    await http.close();
  }
}

async function askAll(url: string, calls: Calls): Promise<EngineCheck> {
  const before = performance.now();
  const stats = await calls.systemStats();
  const latencyMs = Math.round((performance.now() - before) * 10) / 10;
  const version = asText(field(stats.system, 'comfyui_version'));
  const device = deviceOf(stats);
  if (isOlder(version)) {
    const words = `ComfyUI ${version === '' ? 'of an unknown version' : version} answers at ${url}, but it is too old`;
    const message = `${words}: update it to ${OLDEST_VERSION.join('.')} or newer.`;
    return { ...NOTHING_KNOWN, ok: false, message, version: version || null, device, latencyMs };
  }
  const [queue, lists] = await Promise.all([calls.queue(), readLists(calls)]);
  return {
    ok: true,
    message: sentenceOf(version, device, queue.running.length + queue.pending.length, lists, stats),
    version,
    device,
    queueRunning: queue.running.length,
    queuePending: queue.pending.length,
    counts: countsOf(lists),
    latencyMs,
  };
}

async function readLists(calls: Calls): Promise<EngineLists> {
  const read = async (type: string) => [type, readClass((await calls.objectInfo(type)) ?? undefined)] as const;
  return listsFrom(new Map(await Promise.all(LIST_CLASSES.map(read))));
}

function sentenceOf(
  version: string,
  device: string | null,
  jobs: number,
  lists: EngineLists,
  stats: JsonObject,
): string {
  const models = (lists.checkpoints?.length ?? 0) + (lists.unets?.length ?? 0);
  const argv = asList(field(stats.system, 'argv')).map(asText);
  return [
    `ComfyUI ${version} answers${device === null ? '' : `, working on ${device}`}.`,
    jobs === 0 ? 'Its queue is empty.' : `${jobs} ${jobs === 1 ? 'job is' : 'jobs are'} in its queue.`,
    ...(models === 0 ? ['It has no models yet: put a checkpoint into its folder models/checkpoints.'] : []),
    ...(argv.includes('--enable-cors-header')
      ? ['It was started with --enable-cors-header, so any web page may use it: leave that out.']
      : []),
    ...(argv.includes('--cache-none')
      ? ['It was started with --cache-none, so the model is loaded anew for each frame: leave that out.']
      : []),
  ].join(' ');
}

/** 'cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync' is shown as it is; only its length is limited. */
function deviceOf(stats: JsonObject): string | null {
  const name = asText(field(asList(stats.devices)[0], 'name'));
  return name === '' ? null : name.slice(0, 100);
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  for (const [at, least] of OLDEST_VERSION.entries()) {
    const part = parts[at] ?? Number.NaN;
    if (part !== least) return !(part > least);
  }
  return false;
}

export function countsOf(lists: EngineLists): Partial<Record<EngineList, number>> {
  return Object.fromEntries(Object.entries(lists).map(([list, names]) => [list, names.length]));
}

/** A report of failure. */
export function failed(message: string): EngineCheck {
  return { ...NOTHING_KNOWN, ok: false, message };
}

/** The sentence of a failed call. One that broke off at an http address is looked at again: it may be a https port. */
export async function reasonOf(error: unknown, url: string): Promise<string> {
  const failure = failureOf(error);
  const brokeOff = failure !== null && failure.status === null && failure.kind !== 'refused' && !failure.unsent;
  if (brokeOff && url.startsWith('http:') && (await speaksTls(url))) {
    return `${new URL(url).host} speaks https: write ${url.replace(/^http:/, 'https:')} instead.`;
  }
  if (error instanceof EpochError) return error.message;
  return `The connection test itself failed: ${messageOf(error)}`;
}
