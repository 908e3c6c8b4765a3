import type { EpochError } from '@epoch/graph-runtime/model';
import { isMissing } from '../../engines/wire/failure.ts';
import type { Http } from '../../engines/wire/http.ts';
import { asObject, asText, field, type Json, type JsonObject } from '../../engines/wire/json-read.ts';
import { writeJson } from '../../engines/wire/json-write.ts';
import { pictureForm } from '../../engines/wire/multipart.ts';
import { notServerError } from '../../engines/wire/status-failure.ts';
import type { ApiGraph } from '../comfy.ts';
import { type HistoryEntry, historyOf, type Queue, queueOf, type ServerFile } from './shapes.ts';

/** What POST /prompt is told besides the graph. */
export interface PromptRequest {
  /** Canonical lower-case UUID of ours. */
  readonly promptId: string;
  readonly clientId: string;
  readonly graph: ApiGraph;
  /** The only output node that is to run. Older servers run all. */
  readonly target: string;
}

export interface PromptAnswer {
  /** Ours; another one on servers that are too old to take it. */
  readonly promptId: string;
  /** node_errors: empty, or why outputs were left out. */
  readonly nodeErrors: JsonObject;
}

/** Every call that the client makes, typed. All of them throw as `Http.send` does. `signal` gives them up. */
export interface Calls {
  readonly url: string;
  systemStats(signal?: AbortSignal): Promise<JsonObject>;
  /** One node class as it stands in /object_info; null when the server has none of that name. */
  objectInfo(type: string, signal?: AbortSignal): Promise<JsonObject | null>;
  /** @returns the name for LoadImage, with its subfolder; the server may have chosen another than asked for */
  upload(subfolder: string, name: string, png: Uint8Array, signal?: AbortSignal): Promise<string>;
  prompt(request: PromptRequest, signal?: AbortSignal): Promise<PromptAnswer>;
  queue(signal?: AbortSignal): Promise<Queue>;
  history(promptId: string, signal?: AbortSignal): Promise<HistoryEntry | null>;
  view(file: ServerFile, signal?: AbortSignal): Promise<Uint8Array>;
  /** Stops what runs when it is this prompt; an old server stops whatever runs. */
  interrupt(promptId: string): Promise<void>;
  /** @returns false when it was neither running nor pending; null when the server is too old to be asked */
  cancel(promptId: string): Promise<boolean | null>;
  free(signal?: AbortSignal): Promise<void>;
  deleteHistory(promptIds: readonly string[]): Promise<void>;
  deleteQueued(promptIds: readonly string[]): Promise<void>;
}

const SHORT_MS = 5000;
const PROMPT_MS = 30_000;
const TRANSFER_MS = 120_000;
const MAX_PICTURE_BYTES = 256 * 1024 * 1024;
const MAX_QUEUE_BYTES = 64 * 1024 * 1024;

export function createCalls(http: Http): Calls {
  const { product, url } = http.target;

  function get(path: string, signal: AbortSignal | undefined, timeoutMs = 15_000): Promise<Json> {
    return http.json({ path, timeoutMs, maxBytes: MAX_QUEUE_BYTES, ...(signal && { signal }) });
  }

  async function post(path: string, body: JsonObject, signal?: AbortSignal, timeoutMs = SHORT_MS): Promise<void> {
    await http.send({ method: 'POST', path, body: writeJson(body), timeoutMs, ...(signal && { signal }) });
  }

  function strange(path: string, json: Json): EpochError {
    return notServerError(product, url, path, JSON.stringify(typeof json));
  }

  return {
    url,
    async systemStats(signal) {
      const json = await get('/system_stats', signal, SHORT_MS);
      const stats = asObject(json);
      if (stats === null || asObject(stats.system) === null) throw strange('/system_stats', json);
      return stats;
    },
    async objectInfo(type, signal) {
      const json = await get(`/object_info/${encodeURIComponent(type)}`, signal);
      if (asObject(json) === null) throw strange('/object_info', json);
      return asObject(field(json, type));
    },
    async upload(subfolder, name, png, signal) {
      const body = pictureForm({ subfolder, type: 'input' }, { field: 'image', name, png });
      const path = '/upload/image';
      const json = await http.json({ method: 'POST', path, body, timeoutMs: TRANSFER_MS, ...(signal && { signal }) });
      const given = asText(field(json, 'name'));
      if (given === '') throw strange(path, json);
      const folder = asText(field(json, 'subfolder'));
      return folder === '' ? given : `${folder}/${given}`;
    },
    async prompt({ graph, promptId: ours, clientId, target }, signal) {
      const body = writeJson({
        ...{ prompt: graph, prompt_id: ours, client_id: clientId, partial_execution_targets: [target] },
        // Step previews are off by default.
        extra_data: { preview_method: 'auto' },
      });
      const path = '/prompt';
      const json = await http.json({ method: 'POST', path, body, timeoutMs: PROMPT_MS, ...(signal && { signal }) });
      const promptId = asText(field(json, 'prompt_id'));
      if (promptId === '') throw strange(path, json);
      return { promptId, nodeErrors: asObject(field(json, 'node_errors')) ?? {} };
    },
    async queue(signal) {
      const json = await get('/queue', signal);
      const queue = queueOf(json);
      if (queue === null) throw strange('/queue', json);
      return queue;
    },
    async history(promptId, signal) {
      const json = await get(`/history/${encodeURIComponent(promptId)}`, signal);
      if (asObject(json) === null) throw strange('/history', json);
      return historyOf(json, promptId);
    },
    view({ filename, subfolder, type }, signal) {
      const query = { filename, subfolder, type };
      const limits = { timeoutMs: TRANSFER_MS, maxBytes: MAX_PICTURE_BYTES };
      return http.send({ path: '/view', query, ...limits, ...(signal && { signal }) });
    },
    interrupt: (promptId) => post('/interrupt', { prompt_id: promptId }),
    async cancel(promptId) {
      const path = `/api/jobs/${encodeURIComponent(promptId)}/cancel`;
      try {
        return field(await http.json({ method: 'POST', path, body: '{}', timeoutMs: SHORT_MS }), 'cancelled') === true;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    free: (signal) => post('/free', { unload_models: true, free_memory: true }, signal),
    deleteHistory: (promptIds) => post('/history', { delete: promptIds }),
    deleteQueued: (promptIds) => post('/queue', { delete: promptIds }),
  };
}
