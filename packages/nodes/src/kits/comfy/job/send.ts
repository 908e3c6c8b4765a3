import { randomUUID } from 'node:crypto';
import type { JobKey, JobLedger, JobRecord } from '../../engines/ledger.ts';
import type { ApiGraph, ComfyJob } from '../comfy.ts';
import { failureOf } from '../wire/failure.ts';
import { answerTextOf } from '../wire/http.ts';
import { cancelPrompt } from './cancel.ts';
import type { Connection } from './connection.ts';
import { type Ear, openEar, type Telling } from './ear.ts';
import { look, type Place } from './look.ts';
import type { Pace } from './pace.ts';
import { backOffMs, patiently } from './patience.ts';
import { pause } from './pause.ts';
import { folderOf, graphToSend, prefixOf } from './prepare.ts';
import { partialRefusal, promptRefusal } from './refusals.ts';

/** One prompt of ours that the server has, or had. */
export interface Ticket {
  readonly promptId: string;
  readonly ear: Ear;
  /** Of an earlier try: it was found on the server, not sent now. */
  readonly recovered: boolean;
  /** Connections that had ended when it was sent; null when there was none just then, and nothing can be told from it. */
  readonly cuts: number | null;
}

/** What every step of a job needs. */
export interface Errand {
  readonly server: Connection;
  readonly job: ComfyJob;
  readonly key: JobKey;
  readonly ledger: JobLedger;
  readonly told: Telling;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Tells which prompt is ours now, before it is sent, so that it can be taken back. */
  readonly holds: (promptId: string, posting: Promise<unknown>) => void;
}

/**
 * Uploads what is new, writes our own prompt id into the ledger, and only then sends the prompt. When the answer is lost
 * the server is asked whether it has the prompt before anything is sent again: the same prompt sent twice runs twice.
 *
 * @throws EpochError ENGINE_REFUSED with node and field; ENGINE_AWAY
 */
export async function send(errand: Errand, attempt: number, fresh: number): Promise<Ticket> {
  const { server, job, pace, signal } = errand;
  let uploadedAnew = false;
  for (let tries = 1; ; tries++) {
    const graph = await prepared(errand, fresh);
    const promptId = randomUUID();
    await errand.ledger.put(sentRecord(errand, promptId, attempt));
    const clientId = await server.events.clientId();
    const cuts = server.events.connected ? server.events.cuts : null;
    const ear = openEar(server.events, promptId, errand.told, pace.historyGapMs);
    try {
      const request = { promptId, clientId, graph, targets: [job.output.node], previews: true };
      const posting = server.calls.prompt(request);
      errand.holds(promptId, posting);
      const answer = await unlessAborted(posting, signal);
      if (answer.promptId !== promptId) {
        // A server from before client-made ids: its own id is the one to look for.
        ear.stop();
        errand.holds(answer.promptId, posting);
        await errand.ledger.put(sentRecord(errand, answer.promptId, attempt));
      }
      const refused = partialRefusal(answer.nodeErrors, job.output.node, graph, server.address.url);
      if (refused !== null) {
        await cancelPrompt(server.calls, answer.promptId);
        throw refused;
      }
      if (answer.promptId === promptId) return { promptId, ear, cuts, recovered: false };
      const other = openEar(server.events, answer.promptId, errand.told, pace.historyGapMs);
      return { promptId: answer.promptId, ear: other, cuts, recovered: false };
    } catch (error) {
      const failure = failureOf(error);
      if (failure !== null && failure.kind !== 'refused' && !failure.unsent) {
        const place = await lookTwice(errand, promptId);
        if (place.at !== 'nowhere') return { promptId, ear, cuts, recovered: false };
      }
      ear.stop();
      signal.throwIfAborted();
      const refusal = failure?.status === 400 ? promptRefusal(answerTextOf(error), graph, server.address.url) : null;
      if (refusal?.pictureMissing === true && !uploadedAnew) {
        uploadedAnew = true;
        server.uploads.forget();
        continue;
      }
      if (failure === null || failure.kind === 'refused' || tries >= pace.tries) throw refusal?.error ?? error;
      if ((failure.retryAfterMs ?? 0) > pace.pollMs) throw error;
      await pause(failure.retryAfterMs ?? backOffMs(pace, tries), signal);
    }
  }
}

/** Whether a prompt is on the server; "nowhere" only after two looks with time between them. */
export async function lookTwice({ server, pace, signal }: Errand, promptId: string): Promise<Place> {
  const first = await patiently(pace, signal, () => look(server.calls, promptId, true, signal));
  if (first.at !== 'nowhere') return first;
  await pause(pace.lookAgainMs, signal);
  return patiently(pace, signal, () => look(server.calls, promptId, true, signal));
}

async function prepared(errand: Errand, fresh: number): Promise<ApiGraph> {
  const { server, job, ledger, pace, signal } = errand;
  const folder = folderOf(ledger.production);
  const names: string[] = [];
  for (const { png } of job.pictures) {
    names.push(await patiently(pace, signal, () => server.uploads.nameOf(folder, png, signal)));
  }
  return graphToSend(job, names, prefixOf(ledger.production, job.frame, fresh));
}

function sentRecord({ key, server }: Errand, promptId: string, attempt: number): JobRecord {
  return { ...key, state: 'sent', server: server.address.url, promptId, attempt, pictures: [], by: '' };
}

/** The prompt itself is not given up when we stop: whether it arrived has to be known, to be able to take it back. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
