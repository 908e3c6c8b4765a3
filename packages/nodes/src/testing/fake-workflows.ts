import { EpochError } from '@epoch/graph-runtime/model';
import type { ApiGraph } from '../kits/comfy/comfy.ts';
import { customClassesOf } from '../kits/comfy/workflow/describe-workflow.ts';
import type { StoredWorkflow, WorkflowFiles } from '../kits/engines/workflow-files.ts';

/** The smallest workflow that redraws a picture. */
export const REDRAW: ApiGraph = {
  1: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sd15.safetensors' } },
  2: { class_type: 'CLIPTextEncode', inputs: { text: 'moss on stone', clip: ['1', 1] } },
  3: { class_type: 'CLIPTextEncode', inputs: { text: 'text', clip: ['1', 1] } },
  4: { class_type: 'LoadImage', inputs: { image: 'example.png' } },
  5: { class_type: 'VAEEncode', inputs: { pixels: ['4', 0], vae: ['1', 2] } },
  6: {
    class_type: 'KSampler',
    inputs: {
      ...{ model: ['1', 0], positive: ['2', 0], negative: ['3', 0], latent_image: ['5', 0] },
      ...{ seed: 11, steps: 12, cfg: 6.5, sampler_name: 'euler', scheduler: 'simple', denoise: 0.4 },
    },
  },
  7: { class_type: 'VAEDecode', inputs: { samples: ['6', 0], vae: ['1', 2] } },
  8: { class_type: 'SaveImage', inputs: { images: ['7', 0], filename_prefix: 'ComfyUI' } },
};

/** A workflow as it is stored; `REDRAW` with output 8 where nothing else is said. */
export function stored(more: Partial<StoredWorkflow> = {}): StoredWorkflow {
  const { graph = REDRAW } = more;
  const customClasses = customClassesOf(graph);
  const confirmed = customClasses.length === 0;
  return { id: 'a'.repeat(64), name: 'Redraw', output: '8', graph, customClasses, confirmed, ...more };
}

/** Workflow files in memory, by id. Unlike the real ones they have one for no id at all: `REDRAW`. */
export function fakeWorkflows(files: Readonly<Record<string, StoredWorkflow>> = { '': stored() }): WorkflowFiles {
  return {
    async read(id) {
      const found = Object.hasOwn(files, id) ? files[id] : undefined;
      if (found === undefined) throw new EpochError('WORKFLOW_NOT_FOUND', `There is no workflow ${id}.`);
      return found;
    },
  };
}
