import type { Connections } from '../engines/connections.ts';
import type { Fleet } from '../engines/fleet.ts';
import type { JobLedger, JobRecord } from '../engines/ledger.ts';
import type { EngineAddress, EngineWatch } from '../engines/servers.ts';
import { failureOf, wireError } from '../engines/wire/failure.ts';
import type { Http } from '../engines/wire/http.ts';
import type { SdBackend, SdOrder, SdTiming } from './backend.ts';
import { choiceInWords, chooseNames } from './choose-names.ts';
import { orderLoras } from './order-loras.ts';
import { verifyPicture } from './picture.ts';
import type { SdAnswer, SdFacts, SdJob } from './sd-server.ts';

/** Lost answers and damaged pictures of one request at one server before it counts as away. */
const TRIES = 3;

/** The servers of one kind. */
export interface SdRoom {
  readonly backend: SdBackend;
  readonly connections: Connections<Http>;
  readonly fleet: Fleet<SdFacts>;
}

/** Makes one picture. @see SdServerEngine.run */
export async function runJob(
  { backend, connections, fleet }: SdRoom,
  job: SdJob,
  ledger: JobLedger,
  watch: EngineWatch,
  timing: SdTiming,
): Promise<SdAnswer> {
  watch.signal.throwIfAborted();
  const { key, server } = job;
  const before = await ledger.find(key);
  const sent = before?.state === 'sent' ? before : null;
  let attempt = before?.attempt ?? 0;

  async function workAt({ url, name }: EngineAddress, order: SdOrder, http: Http): Promise<SdAnswer> {
    const where = `${backend.product} at ${url}`;
    let earlier = sent?.server === url ? sent.promptId : '';
    let trouble = lost(where);
    for (let tries = 0; tries < TRIES; tries++) {
      watch.signal.throwIfAborted();
      attempt++;
      const mark = (promptId: string) => ledger.put(sentRecord({ ...key, server: url, promptId, attempt }));
      const picture = await backend.make(http, { job: order, earlier, mark, watch, timing });
      earlier = '';
      if (picture === null) continue;
      try {
        const exact = await verifyPicture(picture, job, where);
        const { sampler, scheduler, checkpoint } = order;
        const used = { sampler, scheduler, checkpoint };
        return { picture, exact, server: name, used, words: choiceInWords(job, used) };
      } catch (error) {
        if (!(error instanceof Error) || failureOf(error)?.kind !== 'broken') throw error;
        trouble = error;
      }
    }
    throw trouble;
  }

  return fleet.run({
    ...{ server, before: sent?.server ?? '', signal: watch.signal },
    async prepare(facts, lastLook) {
      const known = await facts();
      return { ...job, ...chooseNames(job, known, !lastLook), ...orderLoras(job, known) };
    },
    work: (address, order) => workAt(address, order, connections.of(address)),
  });
}

function sentRecord(sent: Omit<JobRecord, 'state' | 'pictures' | 'by'>): JobRecord {
  return { ...sent, state: 'sent', pictures: [], by: '' };
}

function lost(where: string): Error {
  const failure = { kind: 'away', status: null, retryAfterMs: null, unsent: false } as const;
  return wireError(failure, `${where} lost its answer ${TRIES} times.`);
}
