import { type RunHost, type RunState, runProduction } from '@epoch/graph-runtime/engine';
import { type Diagnostic, messageOf } from '@epoch/graph-runtime/model';
import { createCommitter } from './committer.ts';
import { openCues } from './cues.ts';
import { type FilmParts, openParts } from './film-parts.ts';
import { createFilmState } from './film-state.ts';
import type { Film, FilmStatus, OpenFilmOptions } from './film-types.ts';
import { endWords, failedWords, replayWords } from './film-words.ts';
import { createGraphDesk } from './graph-desk.ts';
import { planOf } from './plan.ts';
import { quietListener } from './quiet-listener.ts';
import { type Halt, replay } from './replay.ts';
import { watchRoom } from './room.ts';

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
  const { kit } = options;
  const { site, stage, meta, standing, keeper, now } = parts;
  const { journal } = site;
  const { framesDone } = standing;
  const listener = quietListener(options.listener, (error) => journal.note('listener', null, messageOf(error)));
  const fromFrame = standing.checkpointFrame + 1;
  const { seed, frames: count, fps, width, height } = meta.settings;

  const abort = new AbortController();
  const state = createFilmState({ journal, meta, framesDone, listener, now });
  const cues = openCues(site, (cue, removed) => listener.cue(cue, removed));
  const { signal } = abort;
  const committer = createCommitter({ site, keeper, state, listener, framesDone, total: count, now, signal });
  const desk = createGraphDesk(site, kit, framesDone);
  if (options.graph !== undefined) desk.enterAt(framesDone, options.graph);
  let wanted: 'run' | 'pause' | 'step' = options.paused === true ? 'pause' : 'run';
  let replaying = fromFrame < framesDone;
  /** Frames below this have been asked for their cues: what comes later is too late for them. */
  let begun = framesDone;
  let stopping: string | null | undefined;
  /** What was found at the start; shown until somebody gives a command. */
  let notice = standing.findings.join(' ') || null;
  /** Why the film has to wait for room on the disk. */
  let shortOfRoom: string | null = null;
  let halted: (halt: Halt) => void = () => {};
  let wished: () => void = () => {};

  const host: RunHost<unknown> = {
    services: stage.services,
    now,
    cuesFor(frame) {
      begun = Math.max(begun, frame + 1);
      committer.frameBegins(frame);
      return cues.take(frame);
    },
    drawn: (commit) => listener.drawn(commit, stage.pictures),
    commit: (commit) => committer.commit(commit),
    retire: (live) => stage.retire(live),
    progress: (node, frame, done) => listener.progress(node, frame, done),
    state: stateChanged,
    replanned: desk.takenOver,
  };
  const film = { count, fps, width, height, productionSeed: seed };
  const plan = planOf(journal.graphAt(fromFrame), kit.definitions);
  const run = runProduction({ plan, film, fromFrame, memory: standing.memory, startPaused: true, signal }, host);
  const room = watchRoom(options.folder, {
    bytesPerFrame: committer.bytesPerFrame,
    short(sentence) {
      shortOfRoom = sentence;
      if (!replaying && state.status().state === 'running') waitForRoom(sentence);
    },
    enough() {
      shortOfRoom = null;
      if (wanted === 'run' && !replaying) run.unpause();
    },
  });

  function stateChanged(now: RunState, problem: Diagnostic | null): void {
    if (now === 'running' && !replaying) state.set({ state: 'running', message: notice, problem: null });
    if (now !== 'paused') return;
    halted({ kind: 'paused', problem });
    if (problem !== null) listener.problem(problem);
    if (problem === null && replaying) return;
    const message = problem === null ? notice : failedWords(problem, state.status().framesDone);
    if (shortOfRoom === null || problem !== null) state.set({ state: 'paused', message, problem });
    saveMemory();
  }

  function waitForRoom(sentence: string): void {
    state.set({ state: 'waiting', message: sentence });
    run.pause();
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
    if (wanted === 'run' && shortOfRoom !== null) waitForRoom(shortOfRoom);
    else if (wanted === 'run') run.unpause();
    else if (wanted === 'step') run.step();
    else state.set({ state: 'paused', message: notice, problem: null });
    wanted = wanted === 'step' ? 'pause' : wanted;
  }

  async function finish(outcome: 'finished' | 'stopped' | 'failed', error?: unknown): Promise<FilmStatus> {
    room.stop();
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
      return Math.max(run.nextFrame, begun);
    },
    status: state.status,
    pause() {
      wanted = 'pause';
      notice = null;
      if (!replaying) run.pause();
    },
    unpause() {
      wanted = 'run';
      notice = null;
      if (replaying) state.set({ state: 'running', problem: null });
      wished();
      if (!replaying) run.unpause();
    },
    step() {
      wanted = replaying ? 'step' : 'pause';
      wished();
      if (!replaying) run.step();
    },
    async stop({ graceMs = STOP_GRACE_MS, message = null } = {}) {
      stopping = message;
      const timer = setTimeout(() => abort.abort(new Error('The production was stopped.')), graceMs);
      await run.stop().catch(() => {});
      await ended;
      clearTimeout(timer);
    },
    deploy: (edited) =>
      replaying ? desk.enterAt(framesDone, edited) : desk.deploy(edited, (newPlan) => run.replan(newPlan)),
  };
}
