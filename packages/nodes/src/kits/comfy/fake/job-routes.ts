import { type Answer, jsonAnswer } from './answer.ts';
import { JOB_STATES, type JobState, jobOf, jobs } from './jobs.ts';
import { isObject, type Json } from './json.ts';
import { str } from './python.ts';
import { remaining, removePending } from './queue.ts';
import { type Call, jsonBody, type Route } from './route.ts';
import type { World } from './world.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const jobRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/jobs', since: '0.26.0', answer: list },
  {
    method: 'GET',
    path: '/api/jobs/*',
    since: '0.26.0',
    answer: ({ world, parts }) => {
      const job = jobOf(world, parts[0] ?? '');
      return job === null ? jsonAnswer({ error: 'Job not found' }, 404) : jsonAnswer(job);
    },
  },
  { method: 'POST', path: '/api/jobs/cancel', since: '0.26.0', answer: cancelMany },
  {
    method: 'POST',
    path: '/api/jobs/*/cancel',
    since: '0.26.0',
    answer: ({ world, parts }) => jsonAnswer({ cancelled: cancel(world, parts[0] ?? '') }),
  },
];

function complaint(error: string, more: object = {}): Answer {
  return jsonAnswer({ error, ...more }, 400);
}

function list({ world, query }: Call): Answer {
  const wanted = (query.get('status') ?? '')
    .split(',')
    .map((state) => state.trim().toLowerCase())
    .filter((state) => state !== '');
  const states = wanted.filter((state): state is JobState => JOB_STATES.some((known) => known === state));
  const unknown = wanted.filter((state) => !JOB_STATES.some((known) => known === state));
  if (unknown.length > 0) {
    return complaint(`Invalid status value(s): ${unknown.join(', ')}. Valid values: ${JOB_STATES.join(', ')}`);
  }
  const sortBy = query.get('sort_by') ?? 'created_at';
  if (sortBy !== 'created_at' && sortBy !== 'execution_duration') {
    return complaint("sort_by must be 'created_at' or 'execution_duration'");
  }
  const order = query.get('sort_order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') return complaint("sort_order must be 'asc' or 'desc'");
  const limit = whole(query.get('limit'));
  if (limit === undefined) return complaint('limit must be an integer');
  if (limit !== null && limit <= 0) return complaint('limit must be a positive integer');
  const given = whole(query.get('offset'));
  if (given === undefined) return complaint('offset must be an integer');
  const offset = Math.max(0, given ?? 0);

  const all = jobs(world, { states, workflowId: query.get('workflow_id'), sortBy, descending: order === 'desc' });
  const page = all.slice(offset, limit === null ? undefined : offset + limit);
  const has_more = limit !== null && offset + page.length < all.length;
  return jsonAnswer({ jobs: page, pagination: { offset, limit, total: all.length, has_more } });
}

/** null when it is not given, undefined when it is no whole number. */
function whole(text: string | null): number | null | undefined {
  if (text === null) return null;
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

function cancelMany(call: Call): Answer {
  let body: Json;
  try {
    body = jsonBody(call);
  } catch {
    return complaint('Request body must be valid JSON');
  }
  const ids = isObject(body) ? body.job_ids : undefined;
  if (!Array.isArray(ids)) return complaint('job_ids must be a list');
  const wrong = ids.filter((id) => typeof id !== 'string' || !UUID.test(id));
  if (wrong.length > 0) return complaint('job_ids contains invalid id(s)', { invalid_ids: wrong.map(str) });
  const done = ids.map((id) => cancel(call.world, String(id)));
  return jsonAnswer({ cancelled: done.includes(true) });
}

/** A pending one is gone without trace; a running one is interrupted. */
function cancel(world: World, id: string): boolean {
  world.seen.interrupts.push(id);
  if (world.ram.running?.id === id) {
    world.ram.interrupted = true;
    return true;
  }
  if (!removePending(world.ram, id)) return false;
  world.hub.send('status', { status: { exec_info: { queue_remaining: remaining(world.ram) } } }, null);
  return true;
}
