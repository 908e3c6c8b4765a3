import type { EngineKind } from '@epoch/graph-runtime/model';
import sharp from 'sharp';
import { createMemoryLedger } from '../../engines/memory-ledger.ts';
import { requestHash } from '../../engines/request-hash.ts';
import type { EngineAddress, EngineAddresses, EngineWatch } from '../../engines/servers.ts';
import type { SdTiming } from '../backend.ts';
import { createSdServers } from '../create-sd-servers.ts';
import type { SdAnswer, SdJob, SdKind, SdServerEngine } from '../sd-server.ts';

export const QUICK: SdTiming = { pollMs: 5, stallMs: 20_000, queueMs: 20_000, lostMs: 30 };

/** What is to be other than usual. */
type Change = Partial<Omit<SdJob, 'key'>> & { readonly frame?: number };

/** An engine with saved servers of one kind, and what it tells. */
export interface SdSetting {
  readonly engine: SdServerEngine;
  readonly ledger: ReturnType<typeof createMemoryLedger>;
  readonly told: { readonly progress: number[]; readonly glimpses: Uint8Array[] };
  readonly abort: AbortController;
  readonly watch: EngineWatch;
  jobWith(change?: Change): SdJob;
  run(change?: Change): Promise<SdAnswer>;
}

/** A picture of 64 x 64 px with a slope in it. */
export async function startPicture(): Promise<Uint8Array> {
  const data = Buffer.alloc(64 * 64 * 3);
  for (let at = 0; at < data.length; at++) data[at] = at % 251;
  return new Uint8Array(
    await sharp(data, { raw: { width: 64, height: 64, channels: 3 } })
      .png()
      .toBuffer(),
  );
}

export async function setUp(
  kind: SdKind,
  urls: readonly string[],
  headers: Readonly<Record<string, string>> = {},
  timing: Partial<SdTiming> = {},
): Promise<SdSetting> {
  const engine = createSdServers(addressesOf(kind, urls, headers), { ...QUICK, ...timing });
  const ledger = createMemoryLedger('film');
  const abort = new AbortController();
  const told = { progress: [] as number[], glimpses: [] as Uint8Array[] };
  const watch: EngineWatch = {
    signal: abort.signal,
    progress: (done) => void told.progress.push(done),
    glimpse: (encoded) => void told.glimpses.push(encoded),
  };
  const job: SdJob = {
    key: { node: 'painter', frame: 3, request: '' },
    kind,
    server: '',
    image: await startPicture(),
    prompt: 'moss',
    negative: 'fog',
    seed: 7,
    denoise: 0.4,
    steps: 20,
    cfg: 7,
    sampler: '',
    scheduler: '',
    checkpoint: '',
    before: null,
    width: 64,
    height: 64,
  };
  function jobWith({ frame = 3, ...change }: Change = {}): SdJob {
    const { key, before: _before, image, ...asked } = { ...job, ...change };
    return { ...job, ...change, key: { ...key, frame, request: requestHash(asked, [image]) } };
  }
  const run = (change?: Change) => engine.run(jobWith(change), ledger, watch);
  return { engine, ledger, told, abort, watch, jobWith, run };
}

export function addressesOf(
  kind: EngineKind,
  urls: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): EngineAddresses {
  const saved = urls.map((url, at): EngineAddress => ({ id: `s${at}`, name: `Server ${at}`, kind, url, headers }));
  return { of: (asked) => (asked === kind ? saved : []) };
}
