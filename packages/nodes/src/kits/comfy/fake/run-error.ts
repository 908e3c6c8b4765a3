import type { JsonObject } from './json.ts';
import type { NodeCall } from './node-call.ts';
import { type NodeError, traceback } from './node-error.ts';
import { repr, str } from './python.ts';

/** What execution_error tells besides the node. */
export function describeError(error: NodeError, call: NodeCall, executed: readonly string[]): JsonObject {
  const inputs: JsonObject = {};
  for (const [name, value] of Object.entries(call.inputs)) {
    inputs[name] = [value.kind === 'plain' ? str(value.value) : `<${value.kind}>`];
  }
  if (/^(SaveImage|PreviewImage)$/.test(call.classType)) {
    inputs.prompt = [repr(call.run.prompt)];
    inputs.extra_pnginfo = [call.run.extraData.extra_pnginfo ?? null];
  }
  return {
    exception_message: `${error.message}\n`,
    exception_type: error.pythonType,
    traceback: traceback('execute', 'get_output_data', '_async_map_node_over_list', 'process_inputs'),
    current_inputs: inputs,
    current_outputs: [...executed, call.id],
  };
}
