import type { Diagnostic } from '../model/index.ts';
import { failureDiagnostic } from './failure.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { createControl, type RunControl } from './run-control.ts';
import type { ProductionRun, RunHost, RunRequest, RunState } from './run-types.ts';

/** More frames than this do not help: one loop, one tail and one commit can be at work at a time. */
const FRAMES_IN_FLIGHT = 3;

/**
 * Runs a film frame by frame until its count is reached or it is stopped. The loop of frame n + 1 begins as soon as
 * frame n's delays have their values; the rest of frame n goes on beside it (pipeline.ts). Whatever people ask for takes
 * effect at the next frame boundary. A node that fails pauses the run; the frame is tried again when it goes on.
 */
export function runProduction<S>(request: RunRequest<S>, host: RunHost<S>): ProductionRun<S> {
  const control = createControl<S>(request.startPaused === true);
  const pipeline = createPipeline(request, host, control.wake);
  let state: RunState = control.paused ? 'paused' : 'running';
  let told: { readonly state: RunState; readonly problem: Diagnostic | null } | null = null;

  function tell(next: RunState, problem: Diagnostic | null): void {
    state = next;
    if (told?.state === next && told.problem === problem) return;
    told = { state: next, problem };
    host.state?.(next, problem);
  }

  const abort = () => control.wake();
  request.signal.addEventListener('abort', abort);
  const done = drive(request, control, pipeline, tell).finally(() => {
    request.signal.removeEventListener('abort', abort);
  });
  // Whoever only awaits stop() has still been told of a failure there.
  done.catch(() => {});

  const ask = (change: () => void) => () => {
    change();
    control.wake();
  };
  return {
    get state() {
      return state;
    },
    get nextFrame() {
      return pipeline.nextFrame;
    },
    pause: ask(() => {
      control.paused = true;
      control.steps = 0;
    }),
    unpause: ask(() => {
      control.paused = false;
      control.steps = 0;
    }),
    step: ask(() => {
      control.paused = true;
      control.steps += 1;
    }),
    async stop() {
      control.stopping = true;
      control.wake();
      await done;
    },
    replan(plan) {
      control.newPlan = plan;
      control.wake();
    },
    done,
  };
}

/** Stands at a frame boundary again and again, and does the one thing there is to do there. */
async function drive<S>(
  request: RunRequest<S>,
  control: RunControl<S>,
  pipeline: Pipeline<S>,
  tell: (state: RunState, problem: Diagnostic | null) => void,
): Promise<'finished' | 'stopped'> {
  let problem: Diagnostic | null = null;
  // The caller has its ProductionRun in hand before the host hears of anything.
  await Promise.resolve();

  for (;;) {
    const next = atBoundary(request, control, pipeline);
    switch (next) {
      case 'begin':
        problem = null;
        tell('running', null);
        if (control.paused) control.steps -= 1;
        await pipeline.begin();
        break;
      case 'wait':
        await control.changed();
        break;
      case 'pause':
        await pauseUntil(control.changed(), () => tell('paused', problem));
        break;
      case 'replan':
        if (control.newPlan !== null) pipeline.replan(control.newPlan);
        control.newPlan = null;
        break;
      case 'rewind':
        if (pipeline.failure !== null) problem = failureDiagnostic(pipeline.failure);
        pipeline.rewind();
        control.paused = true;
        control.steps = 0;
        break;
      case 'fault':
        tell('stopped', null);
        throw pipeline.fault?.error;
      case 'stopped':
      case 'finished':
        tell(next, null);
        return next;
    }
  }
}

/** The wait begins before the host is told, so that a command it gives at once is not missed. */
async function pauseUntil(changed: Promise<void>, tellHost: () => void): Promise<void> {
  tellHost();
  await changed;
}

type Boundary = 'begin' | 'wait' | 'pause' | 'replan' | 'rewind' | 'fault' | 'stopped' | 'finished';

/** What comes first: a failed frame, an edited graph, an end or a pause (once all in flight is safe), the next frame. */
function atBoundary<S>({ film, signal }: RunRequest<S>, control: RunControl<S>, pipeline: Pipeline<S>): Boundary {
  const ending = pipeline.fault !== null || control.stopping || signal.aborted;
  if (pipeline.failure !== null) return pipeline.inFlight > 0 ? 'wait' : 'rewind';
  if (control.newPlan !== null && !ending) return pipeline.undrawn > 0 ? 'wait' : 'replan';

  const atEnd = film.count !== null && pipeline.nextFrame >= film.count;
  const pausing = control.paused && control.steps === 0;
  if (ending || atEnd || pausing) {
    if (pipeline.inFlight > 0) return 'wait';
    if (pipeline.fault !== null) return 'fault';
    if (ending) return 'stopped';
    return atEnd ? 'finished' : 'pause';
  }
  return pipeline.inFlight >= FRAMES_IN_FLIGHT ? 'wait' : 'begin';
}
