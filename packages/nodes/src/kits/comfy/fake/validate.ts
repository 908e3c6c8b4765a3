import { type Answer, errorAnswer, jsonAnswer } from './answer.ts';
import { findCycle } from './cycle.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { isNodeError, traceback } from './node-error.ts';
import { isOutputNode, outputTypes } from './object-info.ts';
import { type Checked, checkNode, type Reason } from './validate-inputs.ts';
import { isNew, type World } from './world.ts';

/** What the check of a prompt comes to. */
export type Verdict =
  | { readonly fit: true; readonly outputs: readonly string[]; readonly nodeErrors: JsonObject }
  | { readonly fit: false; readonly answer: Answer };

/**
 * Checks a prompt output by output, as the real server does: it runs when at least one output is fit, and the others are
 * dropped without more than a word in `node_errors`.
 *
 * @throws TypeError for a prompt that is no object of nodes; the server answers 500
 */
export function validate(world: World, prompt: Json | undefined, targets: Json | undefined): Verdict {
  if (!isObject(prompt)) throw new TypeError('The prompt is no object.');
  const outputs: string[] = [];
  for (const [id, node] of Object.entries(prompt)) {
    if (!isObject(node)) throw new TypeError('A node is no object.');
    const unknown = unknownClass(world, id, node);
    if (unknown !== null) return { fit: false, answer: unknown };
    const wanted = !Array.isArray(targets) || targets.includes(id);
    if (wanted && isOutputNode(world, String(node.class_type))) outputs.push(id);
  }
  if (outputs.length === 0) {
    return { fit: false, answer: errorAnswer('prompt_no_outputs', 'Prompt has no outputs', '') };
  }
  return judge(world, prompt, outputs);
}

/** An unknown class is refused even on a node that nothing needs. */
function unknownClass(world: World, id: string, node: JsonObject): Answer | null {
  const given = node.class_type;
  if (typeof given === 'string' && outputTypes(world, given) !== null) return null;
  const details = `Node ID '#${id}'`;
  if (!isNew(world)) {
    const message =
      given === undefined
        ? 'Cannot execute because a node is missing the class_type property.'
        : `Cannot execute because node ${String(given)} does not exist.`;
    return errorAnswer('invalid_prompt', message, details);
  }
  const meta = isObject(node._meta) ? node._meta.title : undefined;
  const title = meta ?? given ?? null;
  const extra = { node_id: id, class_type: given ?? null, node_title: title };
  const message =
    given === undefined
      ? `Node 'ID #${id}' has no class_type. The workflow may be corrupted or a custom node is missing.`
      : `Node '${String(title ?? 'None')}' not found. The custom node may not be installed.`;
  return errorAnswer('missing_node_type', message, details, extra);
}

function judge(world: World, prompt: JsonObject, outputs: readonly string[]): Verdict {
  const checked: Checked = { reasons: new Map(), valid: new Map() };
  const fit: string[] = [];
  const nodeErrors: Record<string, { errors: Reason[]; dependent_outputs: string[]; class_type: Json }> = {};
  const words: string[] = [];

  for (const id of outputs) {
    const before = new Map(checked.reasons);
    if (checkOutput(world, prompt, id, checked)) {
      fit.push(id);
      continue;
    }
    for (const reason of checked.reasons.get(id) ?? []) words.push(`${reason.message}: ${reason.details}`);
    for (const [blamed, reasons] of checked.reasons) {
      const reached = !before.has(blamed) || reaches(prompt, id, blamed, new Set());
      const node = prompt[blamed];
      if (reasons.length === 0 || !reached || !isObject(node)) continue;
      const entry = nodeErrors[blamed];
      if (entry === undefined) {
        nodeErrors[blamed] = { errors: reasons, dependent_outputs: [id], class_type: node.class_type ?? null };
      } else if (!entry.dependent_outputs.includes(id)) entry.dependent_outputs.push(id);
    }
  }
  if (fit.length > 0) return { fit: true, outputs: fit, nodeErrors };
  const error = {
    type: 'prompt_outputs_failed_validation',
    message: 'Prompt outputs failed validation',
    details: words.join('\n'),
    extra_info: {},
  };
  return { fit: false, answer: jsonAnswer({ error, node_errors: nodeErrors }, 400) };
}

function checkOutput(world: World, prompt: JsonObject, id: string, checked: Checked): boolean {
  const cycle = findCycle(prompt, id);
  if (cycle !== null) {
    for (const node of isNew(world) ? cycle.nodes : []) {
      checked.reasons.set(node, [
        {
          type: 'dependency_cycle',
          message: 'Dependency cycle detected',
          details: cycle.words,
          extra_info: { node_id: node, cycle_nodes: [...cycle.nodes] },
        },
      ]);
    }
    return false;
  }
  try {
    return checkNode(world, prompt, id, checked);
  } catch (error) {
    if (!isNodeError(error)) throw error;
    const reason = {
      type: 'exception_during_validation',
      message: 'Exception when validating node',
      details: error.message,
      extra_info: { exception_type: error.pythonType, traceback: traceback('validate_prompt', 'validate_inputs') },
    };
    checked.valid.set(id, false);
    checked.reasons.set(id, [reason]);
    return false;
  }
}

/** Whether `to` feeds `from`. */
function reaches(prompt: JsonObject, from: string, to: string, passed: Set<string>): boolean {
  if (from === to) return true;
  if (passed.has(from)) return false;
  passed.add(from);
  const node = prompt[from];
  if (!isObject(node) || !isObject(node.inputs)) return false;
  return Object.values(node.inputs).some(
    (value) => Array.isArray(value) && typeof value[0] === 'string' && reaches(prompt, value[0], to, passed),
  );
}
