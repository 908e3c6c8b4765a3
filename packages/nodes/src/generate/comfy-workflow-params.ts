import { param } from '@epoch/graph-runtime/model';
import { whenAwayParam } from './when-away.ts';

const FIXED = { wire: false, keyframes: false } as const;

/** Params of ComfyWorkflow that every box of it has. What the workflow itself offers are sockets of the box. */
export const comfyWorkflowParams = {
  workflow: param.text({
    ...{ default: '', maxLength: 64, widget: 'workflow', ...FIXED },
    doc: 'Workflow file: API export, saved workflow, or a picture that ComfyUI made. Drop it here.',
  }),
  output: param.text({
    ...{ default: '', maxLength: 200, widget: 'line', label: 'Output node', ...FIXED },
    doc: 'Id of the node whose picture is the frame. Empty: the one that was found.',
  }),
  sizing: param.choice({
    default: 'film',
    choices: [
      { value: 'film', label: 'As the film' },
      { value: 'workflow', label: "The workflow's own" },
    ],
    label: 'Size',
    section: 'Size',
    doc: 'Whether width and height in the workflow are set to the size of the film.',
  }),
  fit: param.choice({
    default: 'cover',
    choices: [
      { value: 'cover', label: 'Fill, cut off' },
      { value: 'contain', label: 'Whole, with borders' },
      { value: 'stretch', label: 'Stretch' },
    ],
    label: 'Other shapes',
    section: 'Size',
    doc: 'How an answer in another shape than the film is brought to its size.',
  }),
  server: param.text({
    ...{ default: '', maxLength: 60, widget: 'engine-server', engineKind: 'comfyui', section: 'Server', ...FIXED },
    doc: 'Server to use. Empty: the least busy one that answers and has what is named.',
  }),
  whenAway: whenAwayParam,
};
