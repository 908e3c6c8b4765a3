import { randomUUID } from 'node:crypto';
import { unlessAborted } from '../../engines/following.ts';
import type { JobKey, JobLedger, JobRecord } from '../../engines/ledger.ts';
import { failureOf } from '../../engines/wire/failure.ts';
import { answerTextOf } from '../../engines/wire/http.ts';
import type { ApiGraph, ComfyOrder } from '../comfy.ts';
import type { PromptRequest } from '../wire/calls.ts';
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
  readonly order: ComfyOrder;
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
  const { server, pace, signal } = errand;
  let uploadedAnew = false;
  for (let tries = 1; ; tries++) {
    const graph = await prepared(errand, fresh);
    const promptId = randomUUID();
    await errand.ledger.put(sentRecord(errand, promptId, attempt));
    const clientId = await server.events.clientId();
    const cuts = server.events.connected ? server.events.cuts : null;
    const ear = openEar(server.events, promptId, errand.told, pace.historyGapMs);
    try {
      const ours = await post(errand, { promptId, clientId, graph }, attempt);
      if (ours === promptId) return { promptId, ear, cuts, recovered: false };
      ear.stop();
      const other = openEar(server.events, ours, errand.told, pace.historyGapMs);
      return { promptId: ours, ear: other, cuts, recovered: false };
    } catch (error) {
      const failure = failureOf(error);
      const mayBeThere = failure !== null && failure.kind !== 'refused' && !failure.unsent;
      if (mayBeThere && (await isThere(errand, promptId, ear))) return { promptId, ear, cuts, recovered: false };
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

type Sent = Pick<PromptRequest, 'promptId' | 'clientId' | 'graph'>;

/** @returns the id under which the server has it: ours, but on servers from before client-made ids */
async function post(errand: Errand, { promptId, clientId, graph }: Sent, attempt: number): Promise<string> {
  const { server, order, signal } = errand;
  signal.throwIfAborted();
  const posting = server.calls.prompt({ promptId, clientId, graph, target: order.output });
  errand.holds(promptId, posting);
  const answer = await unlessAborted(posting, signal);
  if (answer.promptId !== promptId) {
    errand.holds(answer.promptId, posting);
    await errand.ledger.put(sentRecord(errand, answer.promptId, attempt));
  }
  const refused = partialRefusal(answer.nodeErrors, order.output, graph, server.address.url);
  if (refused === null) return answer.promptId;
  await cancelPrompt(server.calls, answer.promptId);
  throw refused;
}

/** Nobody listens any more when that cannot be found out. */
async function isThere(errand: Errand, promptId: string, ear: Ear): Promise<boolean> {
  try {
    return (await lookTwice(errand, promptId)).at !== 'nowhere';
  } catch (error) {
    ear.stop();
    throw error;
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
  const { server, order, key, ledger, pace, signal } = errand;
  const folder = folderOf(ledger.production);
  const names: string[] = [];
  for (const { png } of order.pictures) {
    names.push(await patiently(pace, signal, () => server.uploads.nameOf(folder, png, signal)));
  }
  return graphToSend(order, names, prefixOf(ledger.production, key, fresh));
}

function sentRecord({ key, server }: Errand, promptId: string, attempt: number): JobRecord {
  return { ...key, state: 'sent', server: server.address.url, promptId, attempt, pictures: [], by: '' };
}
