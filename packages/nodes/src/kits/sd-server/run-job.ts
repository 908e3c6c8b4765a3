import { EpochError } from '@epoch/graph-runtime/model';
import { failureOf, wireError } from '../comfy/wire/failure.ts';
import type { JobLedger, JobRecord } from '../engines/ledger.ts';
import type { EngineAddress, EngineWatch } from '../engines/servers.ts';
import { formatOf } from '../raster/decode.ts';
import type { SdOrder, SdTiming } from './backend.ts';
import { choiceInWords, chooseNames } from './choose-names.ts';
import { orderLoras } from './order-loras.ts';
import { orAborted } from './pause.ts';
import { verifyPicture } from './picture.ts';
import { requestHash } from './request-hash.ts';
import type { SdRoom } from './room.ts';
import type { SdAnswer, SdChoice, SdFacts, SdJob } from './sd-server.ts';

/** Lost answers and damaged pictures of one request at one server before it counts as away. */
const TRIES = 3;

/** Makes one picture. @see SdServerEngine.run */
export async function runJob(
  room: SdRoom,
  job: SdJob,
  ledger: JobLedger,
  watch: EngineWatch,
  timing: SdTiming,
): Promise<SdAnswer> {
  watch.signal.throwIfAborted();
  const key = { node: job.node, frame: job.frame, request: requestHash(job) };
  const before = await ledger.find(key);
  const kept = before?.state === 'done' ? await keptPicture(ledger, before) : null;
  if (before !== null && kept !== null) {
    return {
      picture: kept,
      exact: formatOf(kept) === 'PNG',
      server: room.nameOf(before.server),
      used: null,
      words: '',
      fromLedger: true,
    };
  }
  let record: JobRecord = before ?? {
    ...key,
    state: 'sent',
    server: '',
    promptId: '',
    attempt: 0,
    pictures: [],
    by: '',
  };
  const note = async (change: Partial<JobRecord>) => {
    record = { ...record, ...change };
    await ledger.put(record);
  };

  async function workAt(address: EngineAddress): Promise<SdAnswer> {
    const http = room.httpTo(address);
    const { names, order } = await orAborted(orderAt(room, job, address), watch.signal);
    let trouble: unknown = null;
    for (let tries = 0; tries < TRIES; tries++) {
      watch.signal.throwIfAborted();
      const attempt = record.attempt + 1;
      const isSame = tries === 0 && record.state === 'sent' && record.server === address.url;
      const call = {
        job: order,
        earlier: isSame ? record.promptId : '',
        mark: (promptId: string) => note({ state: 'sent', server: address.url, promptId, attempt }),
        watch,
        timing,
      };
      const picture = await room.backend.make(http, call);
      if (picture === null) {
        record = { ...record, promptId: '' };
        continue;
      }
      try {
        const exact = await verifyPicture(picture, job, `${room.backend.product} at ${address.url}`);
        await note({ state: 'done', server: address.url, pictures: [await ledger.keep(picture)] });
        return {
          picture,
          exact,
          server: address.name,
          used: names,
          words: choiceInWords(job, names),
          fromLedger: false,
        };
      } catch (error) {
        if (failureOf(error)?.kind !== 'broken') throw error;
        trouble = error;
        record = { ...record, promptId: '' };
      }
    }
    if (trouble !== null) throw trouble;
    const words = `${room.backend.product} at ${address.url} lost its answer ${TRIES} times.`;
    throw wireError({ kind: 'away', status: null, retryAfterMs: null, unsent: false }, words);
  }

  const servers = await orAborted(room.pool.order(job.server), watch.signal);
  try {
    return await room.tryEach(beginningWith(servers, before), workAt);
  } catch (error) {
    if (watch.signal.aborted) throw watch.signal.reason;
    throw error;
  }
}

/** The job in the words of one server. What it has not may have been put there since it was last asked. */
async function orderAt(
  room: SdRoom,
  job: SdJob,
  address: EngineAddress,
): Promise<{ readonly names: SdChoice; readonly order: SdOrder }> {
  const orderWith = (facts: SdFacts) => {
    const names = chooseNames(job, facts);
    return { names, order: { ...job, ...names, ...orderLoras(job, facts) } };
  };
  const known = await room.factsOf(address);
  try {
    return orderWith(known);
  } catch {
    return orderWith(await room.factsOf(address, { fresh: true }));
  }
}

/** The server that was asked before may have the answer by now. */
function beginningWith(order: readonly EngineAddress[], before: JobRecord | null): readonly EngineAddress[] {
  const first = before?.state === 'sent' ? order.filter(({ url }) => url === before.server) : [];
  return [...first, ...order.filter((address) => !first.includes(address))];
}

async function keptPicture(ledger: JobLedger, { pictures: [sha256] }: JobRecord): Promise<Uint8Array | null> {
  if (sha256 === undefined) return null;
  try {
    return await ledger.picture(sha256);
  } catch (error) {
    if (error instanceof EpochError && error.code === 'STORAGE_FAILED') return null;
    throw error;
  }
}
