import { EpochError } from '@epoch/graph-runtime/model';
import type { JobRecord } from '../../engines/ledger.ts';
import type { ServerFile } from '../wire/shapes.ts';
import { collect } from './collect.ts';
import { openEar } from './ear.ts';
import { follow } from './follow.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { patiently } from './patience.ts';
import { nodeName } from './refusals.ts';
import { type Errand, lookTwice, send, type Ticket } from './send.ts';

/** What may still be tried again within one evaluation. */
interface Budget {
  lost: number;
  cancelled: number;
  memory: number;
  uploads: number;
  prefixes: number;
  files: number;
}

/**
 * Runs one job on one server to its end. A prompt of an earlier try that is in the ledger is looked for first and used
 * when it is there; only its failures do not count, since whoever asks again has changed something.
 *
 * @returns the picture, whole and of the right size
 * @throws EpochError ENGINE_AWAY, ENGINE_REFUSED; the signal's reason
 */
export async function runJob(errand: Errand, earlier: JobRecord | null): Promise<Uint8Array> {
  const { server, order, pace, signal } = errand;
  const budget: Budget = { lost: pace.lostRuns, cancelled: 1, memory: 1, uploads: 1, prefixes: 1, files: 3 };
  let attempt = earlier?.attempt ?? 0;
  let fresh = 0;
  let ticket = await findEarlier(errand, earlier);

  for (;;) {
    ticket ??= await send(errand, ++attempt, fresh);
    const { promptId, ear, recovered, cuts } = ticket;
    const entry = await follow(server, promptId, ear, pace, signal).finally(ear.stop);
    ticket = null;
    if (entry === null) {
      // With the connection unbroken nobody restarted the server: somebody took the prompt out of its queue.
      if (recovered) continue;
      if (cuts === server.events.cuts && server.events.connected) spend(budget, 'cancelled', cancelledOutside(errand));
      else spend(budget, 'lost', lostAgain(errand));
      continue;
    }
    const outcome = outcomeOf(entry, order.output);
    if (outcome.kind === 'pictures') {
      const picture = await collect(server.calls, onlyOne(errand, outcome.files), order.size, pace, signal);
      if (picture !== null) {
        server.warmAtCuts = server.events.cuts;
        server.tidy.ended(promptId);
        return picture;
      }
      spend(budget, 'files', filesGone(errand));
      fresh = attempt;
    } else {
      if (outcome.kind === 'nothing') fresh = attempt;
      await prepareRetry(errand, outcome, recovered ? null : budget);
    }
    server.tidy.ended(promptId);
  }
}

/** The prompt of an earlier try, when this server still knows it. */
async function findEarlier(errand: Errand, earlier: JobRecord | null): Promise<Ticket | null> {
  const { server, told, pace } = errand;
  if (earlier?.state !== 'sent' || earlier.server !== server.address.url || earlier.promptId === '') return null;
  const { promptId } = earlier;
  errand.holds(promptId, Promise.resolve());
  const ear = openEar(server.events, promptId, told, pace.historyGapMs);
  try {
    const { at } = await lookTwice(errand, promptId);
    if (at === 'nowhere') ear.stop();
    return at === 'nowhere' ? null : { promptId, ear, recovered: true, cuts: null };
  } catch (error) {
    ear.stop();
    throw error;
  }
}

/** Makes the server ready for another try, or says why there is none. Without a budget the failure is an old one. */
async function prepareRetry(errand: Errand, outcome: Outcome, budget: Budget | null): Promise<void> {
  const { server, order, pace, signal } = errand;
  const { url } = server.address;
  switch (outcome.kind) {
    case 'pictures':
      return;
    case 'nothing': {
      const node = nodeName(order.graph, order.output);
      return spend(
        budget,
        'prefixes',
        refused(`${node} on ${url} gave no picture, although all went well: is it blocked by another node?`),
      );
    }
    case 'interrupted':
      return spend(budget, 'cancelled', cancelledOutside(errand));
    case 'out-of-memory': {
      const cure = 'make the film smaller, use tiled VAE nodes or a smaller model, or close other programs on its GPU';
      spend(budget, 'memory', refused(`ComfyUI at ${url} has too little memory for this picture: ${cure}.`));
      return patiently(pace, signal, () => server.calls.free(signal));
    }
    case 'failed': {
      const node = outcome.node === '' ? 'A node' : nodeName(order.graph, outcome.node);
      const error = refused(`${node} failed on ${url}: ${outcome.words}.`, outcome.node);
      if (budget !== null && !order.pictures.some((picture) => picture.node === outcome.node)) throw error;
      // The picture that we uploaded may have been damaged on the way.
      spend(budget, 'uploads', error);
      return server.uploads.forget();
    }
  }
}

function spend(budget: Budget | null, what: keyof Budget, otherwise: EpochError): void {
  if (budget === null) return;
  if (budget[what] <= 0) throw otherwise;
  budget[what]--;
}

function onlyOne({ order, server }: Errand, files: readonly ServerFile[]): ServerFile {
  const [file] = files;
  if (file !== undefined && files.length === 1) return file;
  const node = nodeName(order.graph, order.output);
  const gave = `${node} on ${server.address.url} gave ${files.length} pictures where one is wanted`;
  throw refused(`${gave}: set its batch size to 1.`);
}

function cancelledOutside({ server }: Errand): EpochError {
  return refused(
    `The picture was cancelled on the server ${server.address.url}, twice: start the film again when it may go on.`,
  );
}

function lostAgain({ server, pace }: Errand): EpochError {
  const words = `ComfyUI at ${server.address.url} has lost our picture ${pace.lostRuns + 1} times: does it keep restarting?`;
  return new EpochError('ENGINE_AWAY', words);
}

function filesGone({ server }: Errand): EpochError {
  return refused(
    `ComfyUI at ${server.address.url} names result files that are not there: is its output folder being emptied?`,
  );
}

function refused(sentence: string, engineNode = ''): EpochError {
  return new EpochError('ENGINE_REFUSED', sentence, engineNode === '' ? {} : { detail: { engineNode } });
}
