import { EpochError, messageOf } from '@epoch/graph-runtime/model';
import type { JobKey, JobLedger, JobRecord } from '../../engines/ledger.ts';
import type { EngineAddress, EngineWatch } from '../../engines/servers.ts';
import type { ComfyAnswer, ComfyJob } from '../comfy.ts';
import type { ServerPool } from '../servers/pool.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { type Held, type Leftovers, takeBack } from './leftovers.ts';
import type { Pace } from './pace.ts';
import { recipeOf } from './recipe.ts';
import { keyOf } from './request.ts';
import { runJob } from './run-job.ts';

export interface Fleet {
  readonly pool: ServerPool;
  readonly connections: Connections;
  readonly pace: Pace;
  readonly leftovers: Leftovers;
}

/**
 * Runs a job on the first server that takes it. What the ledger has is not asked again; a prompt that was sent before is
 * looked for on its own server first. @see ComfyEngine.run
 */
export async function runAnywhere(
  { pool, connections, pace, leftovers }: Fleet,
  job: ComfyJob,
  ledger: JobLedger,
  watch: EngineWatch,
): Promise<ComfyAnswer> {
  watch.signal.throwIfAborted();
  const key = keyOf(job);
  leftovers.outdate(ledger, key);
  const earlier = await ledger.find(key);
  const kept = earlier?.state === 'done' ? await keptPictures(ledger, earlier) : null;
  const addresses = await pool.order(job.server).catch((error: unknown) => {
    // What is in the ledger needs no server, not even one that is still among the settings.
    if (kept === null) throw error;
    return [];
  });
  if (earlier !== null && kept !== null) {
    const name = addresses.find(({ url }) => url === earlier.server)?.name ?? earlier.server;
    return { pictures: kept, server: name, fromLedger: true, recipe: earlier.recipe };
  }

  const tried: { address: EngineAddress; reason: string }[] = [];
  for (const address of ownFirst(addresses, earlier)) {
    try {
      const server = connections.of(address);
      const pictures = await runWatched(server, { job, key, ledger, pace, leftovers }, watch, earlier);
      pool.answered(address);
      return { pictures, server: address.name, fromLedger: false, recipe: recipeOf(job) };
    } catch (error) {
      watch.signal.throwIfAborted();
      if (!(error instanceof EpochError) || error.code !== 'ENGINE_AWAY') throw error;
      const { retryAfterMs } = error.detail;
      pool.failed(address, typeof retryAfterMs === 'number' ? retryAfterMs : undefined);
      tried.push({ address, reason: messageOf(error) });
    }
  }
  throw pool.away(tried);
}

interface Work {
  readonly job: ComfyJob;
  readonly key: JobKey;
  readonly ledger: JobLedger;
  readonly pace: Pace;
  readonly leftovers: Leftovers;
}

/** One job on one server; taken back from it when the watcher stops, and remembered when it is to be asked again. */
async function runWatched(
  server: Connection,
  { job, key, ledger, pace, leftovers }: Work,
  watch: EngineWatch,
  earlier: JobRecord | null,
): Promise<readonly Uint8Array[]> {
  const stop = new AbortController();
  const onAbort = () => stop.abort(watch.signal.reason);
  watch.signal.addEventListener('abort', onAbort);
  let ours: Held | null = null;
  const holds = (promptId: string, posting: Promise<unknown>) => {
    ours = { server, promptId, posting };
  };
  const held = (): Held | null => ours;
  try {
    const errand = { server, job, key, ledger, told: watch, pace, signal: stop.signal, holds };
    const pictures = await runJob(errand, earlier);
    const promptId = held()?.promptId ?? '';
    await keep(server, ledger, { ...key, promptId, recipe: recipeOf(job) }, pictures);
    leftovers.settle(ledger, key, promptId);
    return pictures;
  } catch (error) {
    const left = held();
    if (left !== null && watch.signal.aborted) await takeBack(left, pace.cancelMs);
    else if (left !== null) leftovers.leave(ledger, key, left);
    throw error;
  } finally {
    watch.signal.removeEventListener('abort', onAbort);
  }
}

/** The pictures first, then the word that they are there: a crash in between costs a look at the history, no more. */
async function keep(
  server: Connection,
  ledger: JobLedger,
  made: JobKey & Pick<JobRecord, 'promptId' | 'recipe'>,
  pictures: readonly Uint8Array[],
): Promise<void> {
  const hashes: string[] = [];
  for (const picture of pictures) hashes.push(await ledger.keep(picture));
  const attempt = (await ledger.find(made))?.attempt ?? 1;
  await ledger.put({ ...made, state: 'done', server: server.address.url, attempt, pictures: hashes, by: '' });
}

/** The pictures of an answer, or null when they are not all there any more: then the job is done anew. */
async function keptPictures(ledger: JobLedger, record: JobRecord): Promise<readonly Uint8Array[] | null> {
  const pictures: Uint8Array[] = [];
  try {
    for (const sha256 of record.pictures) pictures.push(await ledger.picture(sha256));
  } catch (error) {
    if (error instanceof EpochError && error.code === 'STORAGE_FAILED') return null;
    throw error;
  }
  return pictures.length === 0 ? null : pictures;
}

function ownFirst(addresses: readonly EngineAddress[], earlier: JobRecord | null): readonly EngineAddress[] {
  if (earlier?.state !== 'sent') return addresses;
  const isOwn = ({ url }: EngineAddress) => url === earlier.server;
  return [...addresses.filter(isOwn), ...addresses.filter((address) => !isOwn(address))];
}
