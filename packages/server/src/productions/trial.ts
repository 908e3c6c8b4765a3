import { rm } from 'node:fs/promises';
import { catalogueOf, type FrameCommit } from '@epoch/graph-runtime/engine';
import { EpochError, type ErrorCode, type GraphDocument, type Trial, titleOf } from '@epoch/graph-runtime/model';
import { type After, afterUnref } from './after.ts';
import { openFilm } from './film.ts';
import { createFilm } from './new-film.ts';
import type { NodeKit } from './node-kit.ts';
import { type TrialFrame, trialResult } from './trial-result.ts';
import { usedSettings } from './used-settings.ts';

/** Enough for a median, and not too much for the disk. @unit frames */
const MOST_FRAMES = 150;
/** While no frame is there, a trial goes on for as long again. */
const PATIENCE = 2;
const STOP_GRACE_MS = 2000;

export interface TrialOptions {
  /** An empty folder; it is gone when the trial has ended, whatever came. */
  readonly folder: string;
  readonly document: GraphDocument;
  readonly kit: NodeKit;
  readonly seconds: number;
  readonly program: string;
  /** Ends the trial with what it has. */
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  readonly after?: After;
}

/**
 * Runs a graph for some seconds as a production does, with stills, checkpoints and journal, since they are part of what a
 * frame costs, and throws everything away.
 *
 * @throws EpochError GRAPH_INVALID when the graph cannot run; NODE_FAILED, ENGINE_AWAY when a node fails before two frames
 * are there; PRODUCTION_BUSY when `signal` ended it before one was; SERVICE_UNAVAILABLE when none was in twice the time
 */
export async function runTrial(options: TrialOptions): Promise<Trial> {
  const {
    folder,
    document,
    kit,
    seconds,
    program,
    signal,
    now = () => performance.now(),
    after = afterUnref,
  } = options;
  const frames: TrialFrame[] = [];
  /** The time is over: the next frame ends it. */
  let isOver = false;
  let isEnded = false;
  let problem: EpochError | null = null;
  let beganMs = 0;
  try {
    const settings = { frames: null };
    await createFilm({ folder, name: 'Trial', graphId: document.id, document, settings, program }, kit);
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const endWithFrames = () => {
      if (frames.length > 0) end();
    };
    beganMs = now();
    const film = await openFilm({
      folder,
      kit,
      after,
      isUnattended: true,
      listener: {
        committed(commit) {
          if (isEnded) return;
          frames.push(timed(commit, now()));
          if (frames.length >= MOST_FRAMES || isOver) end();
        },
        problem({ code, message, node = '', frame = 0 }) {
          const kind: ErrorCode = code === 'engine-away' ? 'ENGINE_AWAY' : 'NODE_FAILED';
          problem = new EpochError(kind, message, { detail: { node, frame } });
          end();
        },
      },
    });
    const takeBack = [
      after(seconds * 1000, () => {
        isOver = true;
        endWithFrames();
      }),
      after(seconds * 1000 * PATIENCE, end),
    ];
    signal?.addEventListener('abort', end);
    if (signal?.aborted === true) end();
    await Promise.race([ended, film.ended]);
    isEnded = true;
    for (const each of takeBack) each();
    signal?.removeEventListener('abort', end);
    await film.stop({ graceMs: STOP_GRACE_MS });
    const { state, message } = film.status();
    if (state === 'failed') problem ??= new EpochError('STORAGE_FAILED', message ?? 'The trial had to end.');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  if (problem !== null && frames.length < 2) throw problem;
  if (frames.length === 0 && signal?.aborted === true)
    throw new EpochError('PRODUCTION_BUSY', 'The trial was ended before a frame was finished.');
  if (frames.length === 0) throw nothingDone(seconds);
  const catalogue = catalogueOf(kit.definitions);
  return trialResult(frames, { beganMs, document, title: (node) => titleOf(document, catalogue, node) });
}

function timed(commit: FrameCommit, atMs: number): TrialFrame {
  const durations = [...commit.reports].map(([node, { durationMs }]) => [node, durationMs ?? 0] as const);
  return { atMs, durations: new Map(durations), used: usedSettings(commit) };
}

function nothingDone(seconds: number): EpochError {
  const message = `No frame was finished in ${seconds * PATIENCE} s. Give the trial more time, or draw a smaller picture with fewer steps.`;
  return new EpochError('SERVICE_UNAVAILABLE', message);
}
