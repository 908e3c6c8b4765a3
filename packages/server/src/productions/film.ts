import { type RunHost, type RunState, runProduction } from '@epoch/graph-runtime/engine';
import { type Diagnostic, messageOf } from '@epoch/graph-runtime/model';
import { createCommitter } from './committer.ts';
import { openCues } from './cues.ts';
import { type FilmParts, openParts } from './film-parts.ts';
import { createFilmState } from './film-state.ts';
import type { Film, FilmStatus, OpenFilmOptions } from './film-types.ts';
import { endWords, failedWords, noOutputWords, replayWords } from './film-words.ts';
import { createGraphDesk } from './graph-desk.ts';
import { isWithoutOutput, planOf } from './plan.ts';
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
  const problemsAtStart = options.graph === undefined ? [] : desk.enterAt(framesDone, options.graph);
  let wanted: 'run' | 'pause' | 'step' = options.paused === true ? 'pause' : 'run';
  let replaying = fromFrame < framesDone;
  /** Frames below this have been asked for their cues: what comes later is too late for them. */
  let begun = framesDone;
  let stopping: string | null | undefined;
  /** What was found at the start; shown until somebody gives a command. */
  let notice = standing.findings.join(' ') || null;
  /** Why the film has to wait; it goes on by itself when both causes are gone. */
  let shortOfRoom: string | null = null;
  let withoutOutput = problemsAtStart.find(isWithoutOutput) ?? null;
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
    tell(node, frame, told) {
      if (told.type === 'note') journal.note('engine', frame, told.words);
      else listener.told(node, frame, told);
    },
    state: stateChanged,
    replanned: desk.takenOver,
  };
  const film = { count, fps, width, height, productionSeed: seed };
  const plan = planOf(journal.graphAt(fromFrame), kit.definitions);
  const run = runProduction({ plan, film, fromFrame, memory: standing.memory, startPaused: true, signal }, host);
  const room = watchRoom(options.folder, {
    bytesPerFrame: committer.bytesPerFrame,
    short(message) {
      shortOfRoom = message;
      holdIfRunning();
    },
    enough() {
      shortOfRoom = null;
      goOn();
    },
  });

  function stateChanged(now: RunState, problem: Diagnostic | null): void {
    if (now === 'running' && !replaying) state.set({ state: 'running', message: notice, problem: null });
    if (now !== 'paused') return;
    halted({ kind: 'paused', problem });
    if (problem !== null) {
      wanted = 'pause';
      listener.problem(problem);
    }
    if (problem === null && replaying) return;
    const message = problem === null ? notice : failedWords(problem, state.status().framesDone);
    // Frames that were in flight when the wait began are safe by now: its words are said anew.
    if (problem !== null || state.status().state !== 'waiting') state.set({ state: 'paused', message, problem });
    else hold();
    void saveMemory();
  }

  function hold(): boolean {
    const problem = shortOfRoom === null ? withoutOutput : null;
    const words = problem === null ? shortOfRoom : noOutputWords(problem, state.status().framesDone);
    if (words === null) return false;
    run.pause();
    state.set({ state: 'waiting', message: words, problem });
    return true;
  }

  function holdIfRunning(): void {
    if (!replaying && wanted === 'run') hold();
  }

  /** A cause to wait is gone. */
  function goOn(): void {
    if (replaying || state.status().state !== 'waiting' || hold()) return;
    if (wanted === 'run') {
      state.set({ state: 'running', message: notice, problem: null });
      run.unpause();
    } else state.set({ state: 'paused', message: notice, problem: null });
  }

  /** An edit that leaves the film without an output is not run: the film waits until a later edit brings one back. */
  function judged(problems: readonly Diagnostic[]): readonly Diagnostic[] {
    const cause = problems.find(isWithoutOutput) ?? null;
    if (cause === null && problems.length > 0) return problems;
    withoutOutput = cause;
    if (cause === null) goOn();
    else holdIfRunning();
    return problems;
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
    else if (wanted === 'step' && !held) run.step();
    else if (!held) state.set({ state: 'paused', message: notice, problem: null });
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
      if (state.status().state === 'waiting') state.set({ state: 'paused', message: null, problem: null });
    },
    unpause() {
      wanted = 'run';
      notice = null;
      if (replaying) state.set({ state: 'running', problem: null });
      wished();
      if (!replaying && !hold()) run.unpause();
    },
    step() {
      wanted = replaying ? 'step' : 'pause';
      wished();
      if (!replaying && !hold()) run.step();
    },
    async stop({ graceMs = STOP_GRACE_MS, message = null } = {}) {
      stopping = message;
      const timer = setTimeout(() => abort.abort(new Error('The production was stopped.')), graceMs);
      await run.stop().catch(() => {});
      await ended;
      clearTimeout(timer);
    },
    deploy: (edited) =>
      judged(replaying ? desk.enterAt(framesDone, edited) : desk.deploy(edited, (newPlan) => run.replan(newPlan))),
  };
}
