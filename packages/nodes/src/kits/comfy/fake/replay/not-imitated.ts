const NO_CLIENT = 'no client of pictures asks for it';
const TWO_OUTPUTS = 'which of two output nodes goes first is up to a random order inside Python';
const SHORT = 'runs of the fake last a millisecond or none, which is nothing to sort by';

function each(file: string, names: readonly string[], reason: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${file} ${name}`, reason]));
}

/**
 * Recorded entries that the fake does not answer in the same way, as `version file name`, each with its reason. The
 * comparison knows no other exceptions. docs/comfyui-fake.md tells what else is left out.
 */
export const NOT_IMITATED: Readonly<Record<string, string>> = {
  ...each(
    '0.26.0 discovery.jsonl',
    [
      'extensions',
      'experiment models',
      'experiment models checkpoints',
      'userdata workflows',
      'userdata v2',
      'settings',
    ],
    NO_CLIENT,
  ),
  ...each(
    '0.26.0 discovery.jsonl',
    ['users', 'internal logs', 'internal folder_paths', 'internal files output', 'node_replacements'],
    NO_CLIENT,
  ),
  ...each('0.26.0 discovery.jsonl', ['workflow_templates', 'i18n', 'root'], NO_CLIENT),
  ...each('0.26.0 runs.jsonl', ['04-ws-img2img-batch-two-outputs', '09-ws-sigkill'], TWO_OUTPUTS),
  ...each('0.26.0 queue.jsonl', ['jobs sort_by=execution_duration'], SHORT),
};
