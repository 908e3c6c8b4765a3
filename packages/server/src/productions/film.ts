import { type FramePlan, type RunState, runProduction } from '@epoch/graph-runtime/engine';
import { DEFAULT_BPM, type Diagnostic, type GraphDocument, messageOf } from '@epoch/graph-runtime/model';
import { afterUnref } from './after.ts';
import { createCommitter } from './committer.ts';
import { openCues } from './cues.ts';
import { createHost } from './film-host.ts';
import { type FilmParts, openParts } from './film-parts.ts';
import { createFilmState } from './film-state.ts';
import type { Film, FilmStatus, OpenFilmOptions } from './film-types.ts';
import { endWords, failedWords, replayWords } from './film-words.ts';
import { createGrace } from './grace.ts';
import { createGraphDesk } from './graph-desk.ts';
import { createHolds } from './holds.ts';
import { planOf } from './plan.ts';
import { quietListener } from './quiet-listener.ts';
import { type Halt, replay } from './replay.ts';
import { createRetry } from './retry.ts';

const STOP_GRACE_MS = 8000;

/**
 * Opens a production and lets it go on from where it stands: takes its lock, assesses its files, draws what lies between
 * the last checkpoint and the last frame again, then runs. Nobody else writes to the folder until `ended` settles.
 *
 * @throws EpochError PRODUCTION_BUSY when another process writes it, STORAGE_FAILED when its journal cannot be read,
 * GRAPH_INVALID when its graph cannot run any more
 */
export async function openFilm(options: OpenFilmOptions): Promise<Film> {
  const parts = await openParts(options);
  try {
    return startFilm(options, parts);
  } catch (error) {
    parts.close();
    throw error;
  }
}

function startFilm(options: OpenFilmOptions, parts: FilmParts): Film {
  const { kit, after = afterUnref, clockTime = Date.now } = options;
  const { site, meta, standing, keeper, ledger, clock, now } = parts;
  const { journal } = site;
  const { framesDone } = standing;
  const listener = quietListener(options.listener, (error) => journal.note('listener', null, messageOf(error)));
  const fromFrame = standing.checkpointFrame + 1;
  const { seed, frames: count, fps, bpm = DEFAULT_BPM, width, height } = meta.settings;

  const abort = new AbortController();
  const state = createFilmState({ journal, meta, framesDone, listener, now });
  const cues = openCues(site, { framesDone, nextFrame: () => begun, changed: listener.cue });
  const { signal } = abort;
  const committer = createCommitter({ ...parts, state, listener, framesDone, total: count, signal });
  const desk = createGraphDesk(site, kit, framesDone);
  const problemsAtStart = options.graph === undefined ? [] : desk.enterAt(framesDone, options.graph);
  let wanted: 'run' | 'pause' | 'step' = options.paused === true ? 'pause' : 'run';
  /** A single frame was asked for and is not there yet. */
  let stepping = false;
  let replaying = fromFrame < framesDone;
  /** Frames below this have been asked for their cues: what comes later is too late for them. */
  let begun = framesDone;
  let stopping: string | null | undefined;
  /** What was found at the start; shown until somebody gives a command. */
  let notice = standing.findings.join(' ') || null;
  let halted: (halt: Halt) => void = () => {};
  let wished: () => void = () => {};
  const grace = createGrace(() => abort.abort(new Error('The production was stopped.')), after);
  const running = () => state.set({ state: 'running', message: notice, problem: null });
  const resting = () => state.set({ state: 'paused', message: notice, problem: null });
  const recovered = () => {
    if (replaying || !hold()) running();
  };
  const retry = createRetry({ state, tryAgain, recovered, after, clockTime });

  const begins = (frame: number) => {
    begun = Math.max(begun, frame + 1);
  };
  const told = { state: stateChanged, replanned: desk.takenOver };
  const host = createHost({ parts, listener, committer, cues, grace, retry, begins, ...told });
  const film = { count, fps, bpm, width, height, productionSeed: seed };
  const plan = planOf(journal.graphAt(fromFrame), kit.definitions);
  const run = runProduction({ plan, film, fromFrame, memory: standing.memory, startPaused: true, signal }, host);
  const { bytesPerFrame } = committer;
  const { folder } = options;
  const holds = createHolds({ folder, problemsAtStart, bytesPerFrame, began: holdIfRunning, ended: goOn });

  function stateChanged(now: RunState, problem: Diagnostic | null): void {
    if (now === 'running' && !replaying && !retry.isOn) running();
    if (now !== 'paused') return;
    ledger.standsStill();
    clock.standsStill();
    halted({ kind: 'paused', problem });
    if (problem?.code === 'engine-away' && (replaying || wanted === 'run' || stepping)) {
      if (retry.found(problem)) listener.problem(problem);
      void saveMemory();
      return;
    }
    stepping = false;
    retry.cancel();
    if (problem !== null) {
      wanted = 'pause';
      listener.problem(problem);
    }
    if (problem === null && replaying) return;
    const message =
      problem === null ? notice : failedWords(problem, state.status().framesDone, options.isUnattended !== true);
    // Frames that were in flight when the wait began are safe by now: its words are said anew.
    if (problem !== null || state.status().state !== 'waiting') state.set({ state: 'paused', message, problem });
    else hold();
    void saveMemory();
  }

  function hold(): boolean {
    const said = holds.said(state.status().framesDone);
    if (said === null) return false;
    run.pause();
    state.set({ state: 'waiting', ...said });
    return true;
  }

  /** The frame that found its server away. */
  function tryAgain(): void {
    if (replaying) wished();
    else if (hold()) return;
    else if (!stepping) run.unpause();
    else if (run.state === 'paused') run.step();
  }

  function step(): void {
    stepping = true;
    run.step();
  }

  function holdIfRunning(): void {
    if (!replaying && wanted === 'run') hold();
  }

  /** A cause to wait is gone. */
  function goOn(): void {
    if (replaying || state.status().state !== 'waiting' || hold()) return;
    if (retry.isOn) retry.tryNow();
    else if (wanted === 'run') {
      running();
      run.unpause();
    } else resting();
  }

  /** An edit that leaves the film without an output is not run: the film waits until a later edit brings one back. */
  function deploy(edited: GraphDocument): readonly Diagnostic[] {
    if (replaying) return holds.judge(desk.enterAt(framesDone, edited));
    const takeOver = (newPlan: FramePlan<unknown>) => {
      run.replan(newPlan);
      retry.tryNow();
    };
    return holds.judge(desk.deploy(edited, takeOver));
  }

  function saveMemory(): Promise<void> {
    return keeper.saveNow().catch((error: unknown) => journal.note('checkpoint', null, messageOf(error)));
  }

  async function begin(): Promise<void> {
    for (const finding of standing.findings) journal.note('resume', framesDone, finding);
    if (replaying) {
      const message = [...standing.findings, replayWords(fromFrame, framesDone)].join(' ');
      state.set({ state: 'running', message, problem: null });
      const reached = await replay({
        ...{ run, journal, fromFrame, framesDone },
        planOf: (document) => planOf(document, kit.definitions),
        nextHalt: () => new Promise((resolve) => (halted = resolve)),
        nextWish: () => new Promise((resolve) => (wished = resolve)),
      });
      replaying = false;
      if (!reached) return;
    }
    const held = wanted !== 'pause' && hold();
    if (wanted === 'run' && !held) run.unpause();
    else if (wanted === 'step' && !held) step();
    else if (!held) resting();
    wanted = wanted === 'step' ? 'pause' : wanted;
  }

  async function finish(outcome: 'finished' | 'stopped' | 'failed', error?: unknown): Promise<FilmStatus> {
    holds.stop();
    grace.end();
    retry.cancel();
    halted({ kind: 'ended' });
    await saveMemory();
    await desk.saved();
    const message = outcome === 'failed' ? endWords(error, state.status().framesDone) : (stopping ?? null);
    state.set({ state: outcome, message, problem: null });
    parts.close();
    return state.status();
  }

  const ended = run.done.then(
    (outcome) => finish(outcome),
    (error: unknown) => (stopping === undefined ? finish('failed', error) : finish('stopped')),
  );
  void begin().catch((error: unknown) => {
    stopping = endWords(error, state.status().framesDone);
    void run.stop();
  });

  return {
    meta,
    journal,
    cues,
    ended,
    get graph() {
      return desk.current;
    },
    get nextFrame() {
      return begun;
    },
    status: state.status,
    pause() {
      wanted = 'pause';
      notice = null;
      stepping = false;
      retry.cancel();
      if (!replaying) run.pause();
      if (state.status().state === 'waiting') state.set({ state: 'paused', message: null, problem: null });
    },
    unpause() {
      wanted = 'run';
      notice = null;
      stepping = false;
      if (retry.isOn) return retry.tryNow();
      if (replaying) state.set({ state: 'running', problem: null });
      wished();
      if (!replaying && !hold()) run.unpause();
    },
    step() {
      wanted = replaying ? 'step' : 'pause';
      stepping = !replaying;
      if (retry.isOn) return retry.tryNow();
      wished();
      if (!replaying && !hold()) step();
    },
    async stop({ graceMs = STOP_GRACE_MS, message = null } = {}) {
      stopping = message;
      retry.cancel();
      grace.begin(graceMs);
      await run.stop().catch(() => {});
      await ended;
    },
    deploy,
    tryNow: retry.tryNow,
  };
}
