import { following, unlessAborted } from '../../engines/following.ts';
import { failureOf, wireError } from '../../engines/wire/failure.ts';
import type { Http } from '../../engines/wire/http.ts';
import { asList, asText, field, type Json } from '../../engines/wire/json-read.ts';
import { notServerError } from '../../engines/wire/status-failure.ts';
import type { SdBackend, SdCall } from '../backend.ts';
import { pause } from '../pause.ts';
import { bytesOf } from '../picture.ts';
import { refusalOf, refused, shortened } from '../refusal.ts';
import { checkSdcpp, readFacts } from './capabilities.ts';
import { requestOf } from './request.ts';

const SUBMIT = '/sdcpp/v1/img_gen';
const SUBMIT_MS = 60_000;
const ANSWER_MS = 120_000;
const CANCEL_MS = 3000;
/** Small models on a graphics card are quick: the first looks come soon, later ones less often. */
const FIRST_WAIT_MS = 50;
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/**
 * The server of stable-diffusion.cpp through its own calls: a picture is a job with an id, and its answer is kept for ten
 * minutes. It tells no progress, and what it is painting cannot be stopped.
 *
 * @source stable-diffusion.cpp examples/server/api.md
 */
export function createSdcpp(): SdBackend {
  return {
    product: 'stable-diffusion.cpp',
    facts: readFacts,
    load: async () => 0,
    async make(http, call) {
      const { controller, release } = following(call.watch.signal);
      try {
        const id = call.earlier !== '' ? call.earlier : await submit(http, call, controller.signal);
        return await waitFor(http, id, call, controller.signal);
      } finally {
        release();
      }
    },
    check: checkSdcpp,
    close: () => {},
  };
}

/** The id is the server's own, so a submission that is under way when we stop is seen to its end, and then taken back. */
async function submit(http: Http, { job, mark }: SdCall, signal: AbortSignal): Promise<string> {
  await mark('');
  signal.throwIfAborted();
  const posting = http.json({ method: 'POST', path: SUBMIT, body: requestOf(job), timeoutMs: SUBMIT_MS });
  try {
    const told = await unlessAborted(posting, signal);
    const id = idIn(told);
    const { product, url } = http.target;
    if (id === '') throw notServerError(product, url, SUBMIT, JSON.stringify(typeof told));
    await mark(id);
    return id;
  } catch (error) {
    if (signal.aborted) void posting.then((told) => cancel(http, idIn(told))).catch(() => {});
    signal.throwIfAborted();
    throw refusalOf(error, http.target, job);
  }
}

function idIn(told: Json): string {
  return asText(field(told, 'id'));
}

/** Polls until the job has ended. Null when the server knows it no more: restarted, or the answer lay there too long. */
async function waitFor(http: Http, id: string, call: SdCall, signal: AbortSignal): Promise<Uint8Array | null> {
  const { timing, watch } = call;
  const { product, url } = http.target;
  const path = pathOf(id);
  let sign = '';
  let changedAt = performance.now();
  let waitMs = Math.min(FIRST_WAIT_MS, timing.pollMs);
  for (;;) {
    if (signal.aborted) {
      await cancel(http, id);
      throw watch.signal.reason;
    }
    const told = await look(http, path, signal);
    if (told === null) return null;
    const status = asText(field(told, 'status'));
    switch (status) {
      case '':
        if (signal.aborted) continue;
        throw notServerError(product, url, path, JSON.stringify(typeof told));
      case 'completed':
        return pictureIn(http, path, told);
      case 'cancelled':
        // Not by us: whoever did it did not know that a film waits for it.
        return null;
      case 'failed': {
        const reason = shortened(asText(field(field(told, 'error'), 'message')));
        throw refused(200, `${product} at ${url} could not make the picture. ${reason}`.trim());
      }
    }
    const now = JSON.stringify([status, field(told, 'queue_position') ?? null]);
    if (now !== sign) changedAt = performance.now();
    sign = now;
    const limitMs = status === 'queued' ? timing.queueMs : timing.stallMs;
    if (performance.now() - changedAt >= limitMs) {
      const minutes = Math.round(limitMs / 60_000);
      const words = `${product} at ${url} has worked on one picture for ${minutes} minutes: restart it if it hangs.`;
      throw wireError({ kind: 'away', status: null, retryAfterMs: null, unsent: false }, words);
    }
    await pause(waitMs, signal);
    waitMs = Math.min(timing.pollMs, waitMs * 1.5);
  }
}

/** What the server knows of the job; null for a job that it does not know; {} when asking was given up. */
async function look(http: Http, path: string, signal: AbortSignal): Promise<Json> {
  try {
    return await http.json({ path, timeoutMs: ANSWER_MS, maxBytes: MAX_ANSWER_BYTES, signal });
  } catch (error) {
    const status = failureOf(error)?.status;
    if (status === 404 || status === 410) return null;
    if (signal.aborted) return {};
    throw error;
  }
}

/** A job that waits is taken out of the queue; one that is being painted cannot be stopped (409) and ends by itself. */
async function cancel(http: Http, id: string): Promise<void> {
  try {
    await http.send({ method: 'POST', path: `${pathOf(id)}/cancel`, body: '{}', timeoutMs: CANCEL_MS });
  } catch {
    // Nobody waits for the job any more, whatever becomes of it.
  }
}

function pictureIn({ target: { product, url } }: Http, path: string, told: Json): Uint8Array {
  const picture = bytesOf(asText(field(asList(field(field(told, 'result'), 'images'))[0], 'b64_json')));
  if (picture.length === 0) throw notServerError(product, url, path, JSON.stringify(typeof told));
  return picture;
}

function pathOf(id: string): string {
  return `/sdcpp/v1/jobs/${encodeURIComponent(id)}`;
}
