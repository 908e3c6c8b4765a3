import { isMissing } from '../../engines/wire/failure.ts';
import type { Http } from '../../engines/wire/http.ts';
import { asNumber, asText, field, type Json } from '../../engines/wire/json-read.ts';
import { writeJson } from '../../engines/wire/json-write.ts';
import { bytesOf } from '../picture.ts';

const SHORT_MS = 10_000;
const BY_TASK = '/internal/progress';
const OF_ALL = '/sdapi/v1/progress';

/** How one task of ours is doing. */
export interface TaskProgress {
  /** `unknown`: the server does not tell whose the running job is, or knows nothing of ours (yet). */
  readonly state: 'queued' | 'active' | 'completed' | 'unknown';
  /** 0 to 1, of our task only; null when it is not told. */
  readonly done: number | null;
  /** The picture so far; null when there is no new one. */
  readonly glimpse: Uint8Array | null;
  /** Number of the picture so far, to be handed in next time. */
  readonly glimpseId: number;
  /** Changes whenever the server gets on, whoever it works for. */
  readonly sign: string;
}

/**
 * Asks how a task is doing: by its own id where the server can, else from the state that all its users share.
 *
 * @throws as `Http.json`
 */
export async function progressOf(
  http: Http,
  task: string,
  glimpseId: number,
  signal?: AbortSignal,
): Promise<TaskProgress> {
  const body = writeJson({ id_task: task, id_live_preview: glimpseId });
  const limits = { timeoutMs: SHORT_MS, ...(signal && { signal }) };
  try {
    return byTask(await http.json({ method: 'POST', path: BY_TASK, body, ...limits }), glimpseId);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const query = { skip_current_image: 'true' };
    return ofAll(await http.json({ path: OF_ALL, query, ...limits }), task, glimpseId);
  }
}

/** Stops what runs. Only to be used when that is known to be ours: the call stops anybody's. */
export async function interrupt(http: Http): Promise<void> {
  await http.send({ method: 'POST', path: '/sdapi/v1/interrupt', body: '{}', timeoutMs: SHORT_MS });
}

function byTask(told: Json, glimpseId: number): TaskProgress {
  const active = field(told, 'active') === true;
  const done = active ? asNumber(field(told, 'progress')) : null;
  const picture = bytesOf(asText(field(told, 'live_preview')));
  const state = active ? 'active' : field(told, 'queued') === true ? 'queued' : 'unknown';
  return {
    state: !active && field(told, 'completed') === true ? 'completed' : state,
    done,
    glimpse: active && picture.length > 0 ? picture : null,
    glimpseId: asNumber(field(told, 'id_live_preview')) ?? glimpseId,
    sign: JSON.stringify([state, done, asText(field(told, 'textinfo'))]),
  };
}

function ofAll(told: Json, task: string, glimpseId: number): TaskProgress {
  const state = field(told, 'state');
  const ours = field(told, 'current_task') === task;
  const progress = asNumber(field(told, 'progress'));
  const sign = ['job', 'job_no', 'job_timestamp', 'sampling_step'].map((key) => String(field(state, key)));
  return {
    state: ours ? 'active' : 'unknown',
    done: ours ? progress : null,
    glimpse: null,
    glimpseId,
    sign: JSON.stringify([progress, ...sign]),
  };
}
