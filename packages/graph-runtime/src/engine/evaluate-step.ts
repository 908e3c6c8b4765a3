import type { AnyContext, CancelSignal, Cue, FrameInfo, NodeId, ParamScalar, Told } from '../model/index.ts';
import { asRing, delayLength, emitted, taken } from './delay-ring.ts';
import { exposedValues } from './exposed-slots.ts';
import type { BypassStep, DelayStep, OperatorStep, Step } from './frame-plan.ts';
import { isUnchanged, type Memo } from './memo.ts';
import type { FrameMemory, NodeReport } from './run-types.ts';
import { isRecord, nodeFailed, readInputs, readWire, sampleParam, sampleParams, writeOutputs } from './step-io.ts';

/** One frame while it is being evaluated. */
export interface FrameRun<S> {
  readonly frame: FrameInfo;
  readonly cues: ReadonlyMap<NodeId, Cue>;
  readonly services: S;
  readonly signal: CancelSignal;
  /** @unit ms */
  readonly now: () => number;
  readonly tell: (node: NodeId, told: Told) => void;
  readonly memo: Memo<S>;
  /** What each output holds, by slot. */
  readonly values: unknown[];
  readonly reports: Map<NodeId, NodeReport>;
  /** Memory after this frame, as it fills. */
  readonly memoryOut: Map<NodeId, unknown>;
}

const NOTHING: Readonly<Record<string, unknown>> = {};

/** Runs one step. Answers with a promise only when the node did. `memoryIn` is memory after the frame before. */
export function evaluateStep<S>(step: Step<S>, run: FrameRun<S>, memoryIn: FrameMemory): void | Promise<void> {
  run.signal.throwIfAborted();
  try {
    if (step.starts.length > 0 && step.starts.every((delay) => isFilled(delay, run, memoryIn))) {
      return rest(step, run, memoryIn.get(step.node));
    }
    switch (step.kind) {
      case 'operator':
        return operate(step, run, memoryIn.get(step.node));
      case 'bypass':
        return handOn(step, run);
      case 'delay':
        return emit(step, run, memoryIn.get(step.node));
    }
  } catch (cause) {
    throw failure(step, run, cause);
  }
}

function operate<S>(step: OperatorStep<S>, run: FrameRun<S>, memory: unknown): void | Promise<void> {
  const { definition, node } = step;
  const inputs = readInputs(step, run.values);
  if (inputs === null) return sitOut(step, run, memory);
  const params = sampleParams(step, run.values, run.frame);
  const cue = run.cues.get(node);

  const last = definition.varies === 'inputs' ? run.memo[step.index] : undefined;
  if (last !== undefined && isUnchanged(last, step, inputs, params, memory, cue)) {
    for (const { name, slot } of step.outputs) run.values[slot] = last.outputs[name];
    if (definition.hasMemory) run.memoryOut.set(node, last.memoryOut);
    run.reports.set(node, { durationMs: null, outputs: last.outputs });
    return;
  }

  const asked: Asked = { inputs, params, memory, cue, startedMs: run.now() };
  const answer = definition.evaluate(contextOf(run, step, asked));
  if (!isPromise(answer)) return finish(step, run, asked, answer);
  return answer.then(
    (settled) => finishSlow(step, run, asked, settled),
    (cause: unknown) => {
      throw failure(step, run, cause);
    },
  );
}

/** What a node was asked, kept for its report and its memo. */
interface Asked {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, ParamScalar>>;
  readonly memory: unknown;
  readonly cue: Cue | undefined;
  readonly startedMs: number;
}

function contextOf<S>(run: FrameRun<S>, step: OperatorStep<S>, asked: Asked): AnyContext<S> {
  const { inputs, params, memory, cue } = asked;
  const { frame, services, signal } = run;
  const { node } = step;
  const tell = (told: Told) => run.tell(node, told);
  return {
    ...{ node, inputs, params, frame, memory, cue, services, signal },
    exposed: exposedValues(step.exposed, inputs, params),
    progress: (done) => tell({ type: 'progress', done }),
    glimpse: (encoded) => tell({ type: 'glimpse', encoded }),
    remark: (words) => tell({ type: 'remark', words }),
    note: (words) => tell({ type: 'note', words }),
  };
}

/** Checks the answer, and writes it down where later steps, the next frame and people look for it. */
function finish<S>(step: OperatorStep<S>, run: FrameRun<S>, asked: Asked, answer: unknown): void {
  const { definition, node } = step;
  const remembering = definition.hasMemory ? withMemory(answer) : null;
  const outputs = writeOutputs(step, remembering === null ? answer : remembering.outputs, run.values);
  const memoryOut = remembering?.memory;
  if (remembering !== null) run.memoryOut.set(node, memoryOut);
  if (definition.varies === 'inputs' || step.starts.length > 0) {
    const { inputs, params, memory, cue } = asked;
    const { exposedKey } = step;
    run.memo[step.index] = { definition, exposedKey, inputs, params, memoryIn: memory, cue, outputs, memoryOut };
  }
  run.reports.set(node, { durationMs: run.now() - asked.startedMs, outputs });
}

function finishSlow<S>(step: OperatorStep<S>, run: FrameRun<S>, asked: Asked, answer: unknown): void {
  try {
    finish(step, run, asked, answer);
  } catch (cause) {
    throw failure(step, run, cause);
  }
}

function failure<S>(step: Step<S>, run: FrameRun<S>, cause: unknown): unknown {
  return run.signal.aborted ? run.signal.reason : nodeFailed(step, run.frame.index, cause);
}

/** A delay that has a value of its own to emit needs no `initial`. */
function isFilled<S>(delay: DelayStep, run: FrameRun<S>, memoryIn: FrameMemory): boolean {
  return emitted(asRing(memoryIn.get(delay.node)), lengthAt(delay, run), undefined) !== undefined;
}

/** Gives nothing in this frame, and keeps what it remembers. People still see what it gave last. */
function rest<S>(step: Step<S>, run: FrameRun<S>, memory: unknown): void {
  if (memory !== undefined) run.memoryOut.set(step.node, memory);
  run.reports.set(step.node, { durationMs: null, outputs: run.memo[step.index]?.outputs ?? NOTHING });
}

/** Something it needs has nothing to give yet (a delay before its first value): it gives nothing either. */
function sitOut<S>(step: OperatorStep<S>, run: FrameRun<S>, memory: unknown): void {
  if (step.definition.sink !== undefined) {
    throw new Error('nothing arrives at it yet. Wire a picture to the initial input of the delay above it');
  }
  rest(step, run, memory);
}

function withMemory(answer: unknown): { readonly outputs: unknown; readonly memory: unknown } {
  if (!isRecord(answer) || answer.memory === undefined) {
    throw new TypeError('it remembers from frame to frame, but answered without "memory"');
  }
  return { outputs: answer.outputs, memory: answer.memory };
}

function handOn<S>(step: BypassStep, run: FrameRun<S>): void {
  const outputs: Record<string, unknown> = {};
  for (const { wire, output } of step.handed) {
    const value = readWire(wire, run.values);
    run.values[output.slot] = value;
    if (value !== undefined) outputs[output.name] = value;
  }
  run.reports.set(step.node, { durationMs: 0, outputs });
}

function emit<S>(step: DelayStep, run: FrameRun<S>, memory: unknown): void {
  const initial = step.initial === null ? undefined : readWire(step.initial, run.values);
  const value = emitted(asRing(memory), lengthAt(step, run), initial);
  run.values[step.out.slot] = value;
  run.reports.set(step.node, { durationMs: 0, outputs: value === undefined ? NOTHING : { [step.out.name]: value } });
}

/** What a delay remembers once the loop has run: its ring with this frame's value in it. */
export function take<S>(step: DelayStep, run: FrameRun<S>, memoryIn: FrameMemory): void {
  try {
    const arrived = step.next === null ? undefined : readWire(step.next, run.values);
    run.memoryOut.set(step.node, taken(asRing(memoryIn.get(step.node)), lengthAt(step, run), arrived));
  } catch (cause) {
    throw nodeFailed(step, run.frame.index, cause);
  }
}

function lengthAt<S>(step: DelayStep, run: FrameRun<S>): number {
  return delayLength(sampleParam(step.frames, run.values, run.frame));
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
