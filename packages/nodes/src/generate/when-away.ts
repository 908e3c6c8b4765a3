import { EpochError, param, type Telling } from '@epoch/graph-runtime/model';
import type { JobKey, JobLedger, JobRecord } from '../kits/engines/ledger.ts';

/** How a frame is made without its image server: by the embedded engine, or by handing the moved picture on. */
export type StandIn = 'dream' | 'motion';

/** The choice that every node with an image server offers. */
export const whenAwayParam = param.choice({
  default: 'wait',
  choices: [
    { value: 'wait', label: 'Wait for it' },
    { value: 'dream', label: 'Paint with Dream' },
    { value: 'motion', label: 'Hand the moved picture on' },
  ],
  label: 'When away',
  section: 'Server',
  doc: 'What happens to a frame while the server does not answer. Waiting keeps the film as it was meant to be.',
});

/** Bounds of the time in which a server that was away is not asked again. @unit ms */
const COOL_DOWN_MS = { least: 1000, usual: 5000, most: 15_000 };

/** What an image server answered: `ComfyAnswer` and the like fit. */
export interface EngineReply {
  /** All that `finish` needs, kept as bytes: the pictures, and after them whatever else a node wants to find again. */
  readonly pictures: readonly Uint8Array[];
  readonly server: string;
  /** What made them, as the engine's own users read it. */
  readonly recipe?: string | undefined;
}

export interface AwayRequest<A> {
  /** The frame and a hash over all that the user set and wired: what was decided for it is decided for good. */
  readonly key: JobKey;
  /** Value of `whenAwayParam`. */
  readonly whenAway: string;
  /** There is a picture that could be handed on; without one the embedded engine paints. */
  readonly hasPicture: boolean;
  /** The engine service: cool-downs are remembered for it and for each name of a server. */
  readonly engine: object;
  readonly server: string;
  readonly ledger: JobLedger;
  readonly tell: Pick<Telling, 'note' | 'remark'>;
  /** Asks the image server. */
  readonly ask: () => Promise<EngineReply>;
  /** Makes the frame out of the server's answer, new or kept. */
  readonly finish: (pictures: readonly Uint8Array[]) => Promise<A>;
  /** Makes the frame another way. */
  readonly standIn: (by: StandIn) => Promise<A>;
  /** Monotonic. @unit ms */
  readonly nowMs?: () => number;
}

interface CoolDown {
  readonly untilMs: number;
  readonly reason: string;
}

const coolDowns = new WeakMap<object, Map<string, CoolDown>>();

/**
 * Makes a frame with its image server, or as the user wants it made while the server is away.
 *
 * What was decided for a frame stays: an answer is taken from the ledger, so that a film can be drawn again without any
 * server; a frame that was made another way (`replaced`) is made that way again, whatever the server or the setting is
 * by then. After a failure the server is left alone for a moment, so that not every frame waits for a time-out.
 *
 * @throws EpochError ENGINE_AWAY when the user wants to wait, and whatever else `ask` throws
 */
export async function askOrStandIn<A>(request: AwayRequest<A>): Promise<A> {
  const { key, engine, server, ledger, tell, nowMs = () => performance.now() } = request;
  const before = await ledger.find(key);
  if (before?.state === 'replaced') return repeat(request, before);
  const kept = before?.state === 'done' ? await keptPictures(ledger, before) : null;
  if (kept !== null) {
    tell.remark('kept answer');
    return request.finish(kept);
  }
  const wanted = standInOf(request);
  if (wanted === null) return askAndKeep(request);

  const resting = coolDowns.get(engine)?.get(server);
  if (resting !== undefined && nowMs() < resting.untilMs) return replace(request, wanted, resting.reason);
  try {
    const answer = await askAndKeep(request);
    coolDowns.get(engine)?.delete(server);
    return answer;
  } catch (cause) {
    if (!(cause instanceof EpochError) || cause.code !== 'ENGINE_AWAY') throw cause;
    const known = coolDowns.get(engine) ?? new Map<string, CoolDown>();
    coolDowns.set(engine, known.set(server, { untilMs: nowMs() + coolDownOf(cause), reason: cause.message }));
    return replace(request, wanted, cause.message);
  }
}

async function askAndKeep<A>({ key, ledger, ask, finish }: AwayRequest<A>): Promise<A> {
  const { pictures: answered, server, recipe } = await ask();
  const answer = await finish(answered);
  const pictures = await Promise.all(answered.map((picture) => ledger.keep(picture)));
  const attempt = (await ledger.find(key))?.attempt ?? 1;
  await ledger.put({ ...key, state: 'done', server, promptId: '', attempt, pictures, by: '', recipe });
  return answer;
}

/** The pictures of an earlier answer; null when one is gone or damaged, and the server has to be asked again. */
async function keptPictures(ledger: JobLedger, { pictures }: JobRecord): Promise<readonly Uint8Array[] | null> {
  try {
    return await Promise.all(pictures.map((sha256) => ledger.picture(sha256)));
  } catch (cause) {
    if (cause instanceof EpochError && cause.code === 'STORAGE_FAILED') return null;
    throw cause;
  }
}

async function replace<A>(request: AwayRequest<A>, by: StandIn, reason: string): Promise<A> {
  const { key, server, ledger, tell } = request;
  const answer = await request.standIn(by);
  await ledger.put({ ...key, state: 'replaced', server, promptId: '', attempt: 1, pictures: [], by });
  tell.remark(remarkOf(by));
  tell.note(`Frame ${key.frame} was ${WORDS[by]}: ${reason}`);
  return answer;
}

async function repeat<A>({ key, standIn, hasPicture, tell }: AwayRequest<A>, { by }: JobRecord): Promise<A> {
  const same: StandIn = by === 'motion' && hasPicture ? 'motion' : 'dream';
  const answer = await standIn(same);
  tell.remark(remarkOf(same));
  tell.note(`Frame ${key.frame} was ${WORDS[same]} again, as when it was first made.`);
  return answer;
}

const WORDS: Readonly<Record<StandIn, string>> = {
  dream: 'painted by the embedded engine',
  motion: 'handed on without being redrawn',
};

function remarkOf(by: StandIn): string {
  return by === 'dream' ? 'server away: painted by Dream' : 'server away: picture handed on';
}

function standInOf({ whenAway, hasPicture }: Pick<AwayRequest<unknown>, 'whenAway' | 'hasPicture'>): StandIn | null {
  if (whenAway === 'dream') return 'dream';
  if (whenAway !== 'motion') return null;
  return hasPicture ? 'motion' : 'dream';
}

function coolDownOf({ detail: { retryAfterMs } }: EpochError): number {
  const asked = typeof retryAfterMs === 'number' ? retryAfterMs : COOL_DOWN_MS.usual;
  return Math.min(COOL_DOWN_MS.most, Math.max(COOL_DOWN_MS.least, asked));
}
