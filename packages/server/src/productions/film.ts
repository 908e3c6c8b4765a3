import { compile, type RunHost, type RunState, runProduction } from '@epoch/graph-runtime/engine';
import { type Diagnostic, type GraphDocument, messageOf } from '@epoch/graph-runtime/model';
import { writeDurably } from '../storage/durable.ts';
import { createSerial } from '../storage/serial.ts';
import { createCommitter } from './committer.ts';
import { openCues } from './cues.ts';
import { type FilmParts, openParts } from './film-parts.ts';
import { createFilmState } from './film-state.ts';
import type { Film, FilmStatus, OpenFilmOptions } from './film-types.ts';
import { planOf } from './plan.ts';
import { quietListener } from './quiet-listener.ts';
import { type Halt, replay } from './replay.ts';
import { watchRoom } from './room.ts';
import { makesSameFilm } from './same-film.ts';

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
    adoptGraph(parts, options);
    return startFilm(options, parts);
  } catch (error) {
    parts.close();
    throw error;
  }
}

/** Enters the graph as it is edited now for the frame after the last, when it makes other pictures and can run. */
function adoptGraph({ site, standing }: FilmParts, { graph, kit }: OpenFilmOptions): void {
  if (graph === undefined) return;
  const last = site.journal.graphAt(standing.framesDone);
  if (makesSameFilm(last, graph) || !compile(graph, kit.definitions).ok) return;
  site.journal.setGraph(standing.framesDone, { ...graph, settings: last.settings });
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
  const oneAtATime = createSerial();
  let graph = journal.graphAt(framesDone);
  let wanted: 'run' | 'pause' | 'step' = options.paused === true ? 'pause' : 'run';
  let replaying = fromFrame < framesDone;
  /** Frames below this have been asked for their cues: what comes later is too late for them. */
  let begun = framesDone;
  let stopping: string | null | undefined;
  /** What was found at the start; shown until somebody gives a command. */
  let notice = standing.findings.join(' ') || null;
  /** An edited graph on its way to the next frame boundary. */
  let deployed: GraphDocument | null = null;
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
    replanned(fromFrame) {
      if (deployed !== null) journal.setGraph(fromFrame, deployed);
      deployed = null;
    },
  };
  const film = { count, fps, width, height, productionSeed: seed };
  const plan = planOf(journal.graphAt(fromFrame), kit.definitions);
  const run = runProduction({ plan, film, fromFrame, memory: standing.memory, startPaused: true, signal }, host);
  const room = watchRoom(options.folder, {
    bytesPerFrame: committer.bytesPerFrame,
    short(sentence) {
      if (state.status().state !== 'running') return;
      state.set({ state: 'waiting', message: sentence });
      run.pause();
    },
    enough: () => {
      if (wanted === 'run') run.unpause();
    },
  });

  function stateChanged(now: RunState, problem: Diagnostic | null): void {
    if (now === 'running' && !replaying) state.set({ state: 'running', message: notice, problem: null });
    if (now !== 'paused') return;
    halted({ kind: 'paused', problem });
    if (problem !== null) listener.problem(problem);
    if (problem === null && replaying) return;
    if (!room.isShort)
      state.set({ state: 'paused', message: problem === null ? notice : failedMessage(problem), problem });
    saveMemory();
  }

  function failedMessage({ message }: Diagnostic): string {
    const { framesDone: done } = state.status();
    const safe = done === 0 ? '' : ` Frames 0 to ${done - 1} are safe.`;
    return `${message}${safe} Mend it and unpause: the frame is tried again.`;
  }

  function saveMemory(): Promise<void> {
    return keeper.saveNow().catch((error: unknown) => journal.note('checkpoint', null, messageOf(error)));
  }

  async function begin(): Promise<void> {
    for (const finding of standing.findings) journal.note('resume', framesDone, finding);
    if (replaying) {
      const again = `Drawing frames ${fromFrame} to ${framesDone - 1} again, to go on exactly where the film was.`;
      state.set({ state: 'running', message: [...standing.findings, again].join(' '), problem: null });
      const reached = await replay({
        ...{ run, journal, fromFrame, framesDone },
        planOf: (document) => planOf(document, kit.definitions),
        nextHalt: () => new Promise((resolve) => (halted = resolve)),
        nextWish: () => new Promise((resolve) => (wished = resolve)),
      });
      replaying = false;
      if (!reached) return;
    }
    if (wanted === 'run') run.unpause();
    else if (wanted === 'step') run.step();
    else state.set({ state: 'paused', message: notice, problem: null });
    wanted = wanted === 'step' ? 'pause' : wanted;
  }

  async function finish(outcome: 'finished' | 'stopped' | 'failed', error?: unknown): Promise<FilmStatus> {
    room.stop();
    halted({ kind: 'ended' });
    await saveMemory();
    const message = outcome === 'failed' ? endMessage(error, state.status().framesDone) : (stopping ?? null);
    state.set({ state: outcome, message, problem: null });
    parts.close();
    return state.status();
  }

  const ended = run.done.then(
    (outcome) => finish(outcome),
    (error: unknown) => (stopping === undefined ? finish('failed', error) : finish('stopped')),
  );
  void begin().catch((error: unknown) => {
    stopping = endMessage(error, state.status().framesDone);
    void run.stop();
  });

  return {
    meta,
    journal,
    cues,
    ended,
    get graph() {
      return graph;
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
    deploy(edited) {
      const document = { ...edited, settings: graph.settings };
      if (makesSameFilm(graph, document)) return [];
      const compiled = compile(document, kit.definitions);
      if (!compiled.ok) return compiled.problems;
      graph = document;
      if (replaying) {
        journal.setGraph(framesDone, document);
      } else {
        deployed = document;
        run.replan(compiled.plan);
      }
      const json = `${JSON.stringify(document, null, 2)}\n`;
      oneAtATime('graph', () => writeDurably(site.paths.graph, json)).catch((error: unknown) =>
        journal.note('graph', null, messageOf(error)),
      );
      return [];
    },
  };
}

function endMessage(error: unknown, framesDone: number): string {
  const safe = framesDone === 0 ? '' : ` Frames 0 to ${framesDone - 1} are safe; Resume Session goes on from there.`;
  return `The production had to end: ${messageOf(error)}${safe}`;
}
