import type { CueRecord, FrameRecord, Production } from '@epoch/graph-runtime/protocol';
import type { FilmStatus } from './film-types.ts';
import { filmStill } from './folder.ts';
import type { CueRow } from './journal-cues.ts';
import type { FilmMeta, FrameRow } from './journal-rows.ts';

/** A production that nobody runs: what its journal says. */
export function restingStatus(meta: FilmMeta, framesDone: number): FilmStatus {
  return { state: meta.state, message: meta.message, problem: null, framesDone, framesPerSecond: null, retryAt: null };
}

/** What the wire shows of a production. `live`: it is open in this process now. */
export function faceOf(id: string, meta: FilmMeta, status: FilmStatus, live: boolean): Production {
  const { framesDone, framesPerSecond, problem } = status;
  const total = meta.settings.frames;
  const { state, message } = live ? status : leftBehind(status);
  return {
    id,
    name: meta.name,
    graphId: meta.graphId,
    graphName: meta.graphName,
    createdAt: meta.createdAt,
    ...{ state, message, problem, framesDone },
    framesTotal: total,
    settings: meta.settings,
    framesPerSecond,
    secondsLeft: framesPerSecond === null || total === null ? null : (total - framesDone) / framesPerSecond,
    retryAt: live ? status.retryAt : null,
    take: meta.take,
    promoted: meta.promoted,
  };
}

/** A journal that says "running" while nobody runs it tells of a program that ended without a word. */
function leftBehind({ state, message, framesDone }: FilmStatus): Pick<Production, 'state' | 'message'> {
  if (state !== 'running' && state !== 'paused' && state !== 'waiting') return { state, message };
  const next = framesDone === 0 ? 'It starts again at frame 0.' : `Frames 0 to ${framesDone - 1} are safe.`;
  return {
    state: 'interrupted',
    message: `The program ended while this was ${state}. ${next} Resume Session goes on.`,
  };
}

export function cueRecordOf(production: string, { image: _, ...cue }: CueRow): CueRecord {
  return { ...cue, kind: 'teleport', image: `/api/productions/${production}/cues/${cue.id}/image` };
}

export function frameRecordOf({ frame, durationMs, files }: FrameRow): FrameRecord {
  const still = filmStill(files);
  return { frame, sha256: still?.sha256 ?? '', bytes: still?.bytes ?? 0, durationMs };
}
