import { isObject, type Json, type JsonObject } from './json.ts';
import type { HistoryEntry, QueueItem, World } from './world.ts';

export const JOB_STATES = ['pending', 'in_progress', 'completed', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface JobFilter {
  /** None: all. */
  readonly states: readonly JobState[];
  readonly workflowId: string | null;
  readonly sortBy: 'created_at' | 'execution_duration';
  readonly descending: boolean;
}

/** @throws TypeError when a prompt somewhere was sent with a workflow that is null: the whole list is a 500 then */
export function jobs(world: World, { states, workflowId, sortBy, descending }: JobFilter): JsonObject[] {
  const { ram } = world;
  const all = [
    ...(ram.running === null ? [] : [waiting(ram.running, 'in_progress')]),
    ...ram.heap.map((item) => waiting(item, 'pending')),
    ...[...ram.history.values()].map((entry) => finished(entry)),
  ];
  const key = (job: JsonObject) => (sortBy === 'created_at' ? Number(job.create_time ?? 0) : durationOf(job));
  return all
    .filter((job) => states.length === 0 || states.some((state) => state === job.status))
    .filter((job) => workflowId === null || job.workflow_id === workflowId)
    .sort((a, b) => (key(a) - key(b)) * (descending ? -1 : 1));
}

/** One job in full; null when nobody knows it. */
export function jobOf({ ram }: World, id: string): JsonObject | null {
  if (ram.running?.id === id) return waiting(ram.running, 'in_progress');
  const pending = ram.heap.find((item) => item.id === id);
  if (pending !== undefined) return waiting(pending, 'pending');
  const entry = ram.history.get(id);
  if (entry === undefined) return null;
  const { prompt, extraData } = entry.item;
  return {
    ...finished(entry),
    outputs: entry.outputs,
    execution_status: entry.status,
    workflow: { prompt, extra_data: extraData },
  };
}

function waiting(item: QueueItem, status: JobState): JsonObject {
  return { ...head(item, status), outputs_count: 0, ...workflowIdOf(item) };
}

function head({ id, number, extraData }: QueueItem, status: JobState): JsonObject {
  return { id, status, priority: number, ...pruned('create_time', extraData.create_time) };
}

function finished({ item, outputs, status }: HistoryEntry): JsonObject {
  const messages = isObject(status) && Array.isArray(status.messages) ? status.messages : [];
  const started = messageData(messages, 'execution_start');
  const failure = messageData(messages, 'execution_error');
  const stopped = messageData(messages, 'execution_interrupted');
  const ended = messageData(messages, 'execution_success') ?? failure ?? stopped;
  const failed = isObject(status) && status.status_str === 'error';
  const state = stopped !== null ? 'cancelled' : failed ? 'failed' : 'completed';
  const pictures = picturesOf(outputs);
  return {
    ...head(item, state),
    ...pruned('execution_start_time', started?.timestamp),
    ...pruned('execution_end_time', ended?.timestamp),
    ...pruned('execution_error', failure ?? undefined),
    outputs_count: pictures.length,
    ...pruned('preview_output', pictures[0]),
    ...workflowIdOf(item),
  };
}

/** Empty when there is no value: fields of a job that are null are left out. */
function pruned(name: string, value: Json | undefined): JsonObject {
  return value === undefined || value === null ? {} : { [name]: value };
}

function picturesOf(outputs: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  for (const [nodeId, output] of Object.entries(outputs)) {
    const images = isObject(output) && Array.isArray(output.images) ? output.images : [];
    for (const image of images) if (isObject(image)) found.push({ ...image, nodeId, mediaType: 'images' });
  }
  return found;
}

/** @throws TypeError when extra_pnginfo or its workflow is null */
function workflowIdOf({ extraData }: QueueItem): JsonObject {
  const info = extraData.extra_pnginfo;
  if (info === undefined) return {};
  if (!isObject(info)) throw new TypeError("'NoneType' object has no attribute 'get'");
  if (info.workflow === undefined) return {};
  if (!isObject(info.workflow)) throw new TypeError("'NoneType' object has no attribute 'get'");
  return pruned('workflow_id', info.workflow.id);
}

function messageData(messages: readonly Json[], type: string): JsonObject | null {
  for (const message of messages) {
    if (Array.isArray(message) && message[0] === type && isObject(message[1])) return message[1];
  }
  return null;
}

function durationOf(job: JsonObject): number {
  return Number(job.execution_end_time ?? 0) - Number(job.execution_start_time ?? 0);
}
