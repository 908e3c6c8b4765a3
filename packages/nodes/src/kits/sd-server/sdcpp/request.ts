import { writeJson } from '../../engines/wire/json-write.ts';
import type { SdOrder } from '../backend.ts';
import { plainPrompt } from '../prompt-text.ts';
import { askedSteps } from '../steps.ts';

/** What POST /sdcpp/v1/img_gen is asked. The answer is PNG, which keeps every pixel. */
export function requestOf(job: SdOrder): string {
  const { image, sampler, scheduler } = job;
  return writeJson({
    prompt: plainPrompt(job.prompt),
    negative_prompt: plainPrompt(job.negative),
    width: job.width,
    height: job.height,
    seed: job.seed,
    batch_count: 1,
    ...(image === null ? {} : { init_image: Buffer.from(image).toString('base64'), strength: job.denoise }),
    sample_params: {
      ...(sampler === '' ? {} : { sample_method: sampler }),
      ...(scheduler === '' ? {} : { scheduler }),
      sample_steps: image === null ? job.steps : askedSteps(job.steps, job.denoise),
      guidance: { txt_cfg: job.cfg },
    },
    lora: job.loras.map(({ name, strength }) => ({ path: name, multiplier: strength })),
    output_format: 'png',
  });
}
