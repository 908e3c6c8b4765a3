import { expect, test } from 'vitest';
import { orderLoras } from './order-loras.ts';
import type { SdJob } from './sd-server.ts';

const job: SdJob = {
  ...{ key: { node: 'n', frame: 0, request: 'r' }, kind: 'a1111', server: '', image: null },
  ...{ prompt: 'moss <lora:Ink:0.7> <lora:off:0>', negative: '', seed: 1, denoise: 1, steps: 1, cfg: 1 },
  ...{ sampler: '', scheduler: '', checkpoint: '', before: null, width: 64, height: 64 },
};
const factsWith = (loras: readonly string[]) => ({ name: 'A', url: 'http://a', lists: { loras }, loaded: '' });

test('[SA12] a server that gives no list of LoRA may have them: the prompt stays as it is', () => {
  expect(orderLoras(job, factsWith([]))).toEqual({ prompt: job.prompt, loras: [] });
});

test('[SA12] names become those of the server; what has no strength is left alone', () => {
  expect(orderLoras(job, factsWith(['styles/ink.safetensors'])).prompt).toBe(
    'moss <lora:styles/ink.safetensors:0.7> <lora:off:0>',
  );
});
