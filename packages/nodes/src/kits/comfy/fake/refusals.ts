import { type Answer, errorAnswer, jsonAnswer } from './answer.ts';
import type { Refusal } from './faults.ts';
import type { JsonObject } from './json.ts';
import { traceback } from './node-error.ts';

/** A reason of each kind that stands at a node, as a server would give it for a usual img2img graph. */
const REASONS: Readonly<
  Record<string, { readonly message: string; readonly details: string; readonly extra: JsonObject }>
> = {
  required_input_missing: {
    message: 'Required input is missing',
    details: 'seed',
    extra: { input_name: 'seed' },
  },
  bad_linked_input: {
    message: 'Bad linked input, must be a length-2 list of [node_id, slot_index]',
    details: 'model',
    extra: { input_name: 'model', input_config: ['MODEL', {}], received_value: ['1'] },
  },
  return_type_mismatch: {
    message: 'Return type mismatch between linked nodes',
    details: 'model, received_type(CLIP) mismatch input_type(MODEL)',
    extra: { input_name: 'model', input_config: ['MODEL', {}], received_type: 'CLIP', linked_node: ['1', 1] },
  },
  invalid_input_type: {
    message: 'Failed to convert an input value to a INT value',
    details: "steps, two, invalid literal for int() with base 10: 'two'",
    extra: {
      input_name: 'steps',
      input_config: ['INT', { default: 20, min: 1, max: 10000 }],
      received_value: 'two',
      exception_message: "invalid literal for int() with base 10: 'two'",
    },
  },
  value_smaller_than_min: {
    message: 'Value 0 smaller than min of 1',
    details: 'steps',
    extra: { input_name: 'steps', input_config: ['INT', { default: 20, min: 1, max: 10000 }], received_value: 0 },
  },
  value_bigger_than_max: {
    message: 'Value 1.2 bigger than max of 1.0',
    details: 'denoise',
    extra: { input_name: 'denoise', input_config: ['FLOAT', { default: 1, min: 0, max: 1 }], received_value: 1.2 },
  },
  value_not_in_list: {
    message: 'Value not in list',
    details: "sampler_name: 'nosuch' not in (list of length 44)",
    extra: { input_name: 'sampler_name', input_config: null, received_value: 'nosuch' },
  },
  custom_validation_failed: {
    message: 'Custom validation failed for node',
    details: 'image - Invalid image file: missing.png',
    extra: { input_name: 'image' },
  },
  exception_during_inner_validation: {
    message: 'Exception when validating inner node',
    details: "'77'",
    extra: {
      input_name: 'samples',
      input_config: ['LATENT', {}],
      exception_message: "'77'",
      exception_type: 'KeyError',
      traceback: traceback('validate_inputs'),
      linked_node: ['77', 0],
    },
  },
  exception_during_validation: {
    message: 'Exception when validating node',
    details: 'tuple index out of range',
    extra: { exception_type: 'IndexError', traceback: traceback('validate_prompt') },
  },
  dependency_cycle: {
    message: 'Dependency cycle detected',
    details: '5 (KSampler) -> 8 (VAEEncode) -> 5 (KSampler)',
    extra: { node_id: '5', cycle_nodes: ['5', '8'] },
  },
};

/** A 400 of the kind asked for, whatever the prompt was. */
export function refusal(kind: Refusal): Answer {
  if (kind === 'no_prompt') return errorAnswer(kind, 'No prompt provided', 'No prompt provided');
  if (kind === 'prompt_no_outputs') return errorAnswer(kind, 'Prompt has no outputs', '');
  const reason = REASONS[kind];
  if (reason === undefined) {
    const extra = { node_id: '5', class_type: 'NoSuchNode', node_title: 'NoSuchNode' };
    const message = "Node 'NoSuchNode' not found. The custom node may not be installed.";
    return errorAnswer('missing_node_type', message, "Node ID '#5'", extra);
  }
  const errors = [{ type: kind, message: reason.message, details: reason.details, extra_info: reason.extra }];
  return jsonAnswer(
    {
      error: {
        type: 'prompt_outputs_failed_validation',
        message: 'Prompt outputs failed validation',
        details: '',
        extra_info: {},
      },
      node_errors: { 5: { errors, dependent_outputs: ['7'], class_type: 'KSampler' } },
    },
    400,
  );
}
