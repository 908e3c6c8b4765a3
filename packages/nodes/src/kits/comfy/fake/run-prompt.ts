import { executionOrder } from './execution-order.ts';
import { gatherInputs } from './gather.ts';
import { isObject, type JsonObject } from './json.ts';
import { count } from './log.ts';
import type { NodeCall, RunContext } from './node-call.ts';
import { INTERRUPTED, isNodeError, nodeError } from './node-error.ts';
import { runNode } from './node-table.ts';
import { isOutputNode, outputTypes } from './object-info.ts';
import { describeError } from './run-error.ts';
import { failureOf, readyToFail, stepFaults } from './run-faults.ts';
import type { RunVoice } from './run-voice.ts';
import { signatures } from './signature.ts';
import type { CacheEntry, NodeResult } from './values.ts';
import { isNew, type QueueItem, type World } from './world.ts';

/** How a run ended, and what it showed. */
export interface RunEnd {
  readonly end: 'success' | 'error' | 'interrupted';
  readonly outputs: JsonObject;
  readonly meta: JsonObject;
  readonly samples: readonly string[];
}

/** Runs the nodes of one prompt. @throws NodeError `Killed` when the process dies under it */
export async function runPrompt(world: World, item: QueueItem, voice: RunVoice): Promise<RunEnd> {
  const { ram } = world;
  const { prompt } = item;
  const sign = signatures(world, prompt);
  const samples: string[] = [];
  const outputs: JsonObject = {};
  const meta: JsonObject = {};
  const executed: string[] = [];
  const fault = readyToFail(world, prompt);

  ram.interrupted = false;
  voice.message('execution_start', {});
  const cache = keepUsed(ram.cache, Object.keys(prompt).map(sign));
  ram.cache = cache;
  const cached = Object.keys(prompt).filter((id) => cache.has(sign(id)));
  voice.message('execution_cached', { nodes: cached });

  const order = executionOrder(
    prompt,
    item.outputs,
    (id) => cache.has(sign(id)),
    (id) => isOutputNode(world, classOf(prompt, id)),
  );
  const run: RunContext = {
    world,
    promptId: item.id,
    clientId: voice.clientId,
    prompt,
    extraData: item.extraData,
    noteSample(key) {
      samples.push(key);
      count(world.seen.sampleCount, key);
    },
    async step(node, value, max, show) {
      await stepFaults(world, fault, value);
      stopIfAsked(world);
      await voice.step(node, value, max, show);
    },
  };

  for (let id = order.next(); id !== null; id = order.next()) {
    const known = cache.get(sign(id));
    if (known !== undefined) {
      showAgain(world, voice, item.id, id, known, outputs, meta);
      voice.nodeEnds(id);
    } else {
      const call = callOf(run, id, (source) => cache.get(sign(source)));
      ram.lastNode = id;
      try {
        stopIfAsked(world);
        voice.nodeStarts(id);
        if (fault.classType === call.classType) failureOf(fault, voice, call, executed);
        const result = await runNode(call);
        cache.set(sign(id), { ...result, classType: call.classType });
        show(voice, item.id, id, result, outputs, meta);
        voice.nodeEnds(id);
      } catch (error) {
        const end = endOf(world, error, voice, call, executed);
        return { end, outputs, meta, samples };
      }
    }
    executed.push(id);
    order.done(id);
  }
  voice.message('execution_success', {});
  return { end: 'success', outputs, meta, samples };
}

/** The memory forgets all that this prompt has no use for: the default of a machine with less than 96 GB. */
function keepUsed(cache: ReadonlyMap<string, CacheEntry>, used: readonly string[]): Map<string, CacheEntry> {
  const kept = new Map<string, CacheEntry>();
  for (const signature of used) {
    const entry = cache.get(signature);
    if (entry !== undefined) kept.set(signature, entry);
  }
  return kept;
}

function callOf(run: RunContext, id: string, resultOf: (id: string) => CacheEntry | undefined): NodeCall {
  const classType = classOf(run.prompt, id);
  const types = outputTypes(run.world, classType) ?? [];
  return { id, classType, outputTypes: types, inputs: gatherInputs(run.prompt, id, resultOf), run };
}

function classOf(prompt: JsonObject, id: string): string {
  const node = prompt[id];
  return isObject(node) ? String(node.class_type) : '';
}

function show(
  voice: RunVoice,
  promptId: string,
  id: string,
  { ui }: NodeResult,
  outputs: JsonObject,
  meta: JsonObject,
): void {
  if (ui === null) return;
  outputs[id] = ui;
  meta[id] = { node_id: id, display_node: id, parent_node: null, real_node_id: id };
  voice.owner('executed', { node: id, display_node: id, output: ui, prompt_id: promptId });
}

/** A cached output node tells its old files again; without an owner a new server forgets to list them. */
function showAgain(
  world: World,
  voice: RunVoice,
  promptId: string,
  id: string,
  known: CacheEntry,
  outputs: JsonObject,
  meta: JsonObject,
): void {
  if (voice.clientId === null && isNew(world)) return;
  show(voice, promptId, id, known, outputs, meta);
}

/** @throws NodeError when somebody asked the prompt to stop, or the process was killed */
function stopIfAsked({ ram }: World): void {
  if (ram.life.signal.aborted) throw nodeError('Killed', 'The process was killed.');
  if (ram.interrupted) throw nodeError(INTERRUPTED, '');
}

/** @throws the error when the process was killed or when it is ours */
function endOf(
  world: World,
  error: unknown,
  voice: RunVoice,
  call: NodeCall,
  executed: readonly string[],
): 'error' | 'interrupted' {
  if (!isNodeError(error) || error.pythonType === 'Killed' || world.ram.life.signal.aborted) throw error;
  const where = { node_id: call.id, node_type: call.classType, executed: [...executed] };
  if (error.pythonType === INTERRUPTED) {
    world.ram.interrupted = false;
    voice.message('execution_interrupted', where);
    return 'interrupted';
  }
  voice.message('execution_error', { ...where, ...describeError(error, call, executed) });
  return 'error';
}
