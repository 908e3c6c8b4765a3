import { writeJson } from '../../engines/wire/json-write.ts';
import { plainPrompt } from '../prompt-text.ts';
import type { SdJob } from '../sd-server.ts';

/**
 * What /sdapi/v1/img2img or txt2img is asked. Settings of the server are overridden for this one picture and put back
 * after it, so that nobody else's change: the options themselves are never written.
 *
 * With `img2img_fix_steps` the server runs `steps` steps whatever the denoise is; without, only their share.
 *
 * @source stable-diffusion-webui modules/sd_samplers_common.py setup_img2img_steps
 */
export function requestOf(job: SdJob, task: string): { readonly path: string; readonly body: string } {
  const { image, checkpoint, sampler, scheduler } = job;
  const common = {
    prompt: plainPrompt(job.prompt),
    negative_prompt: plainPrompt(job.negative),
    seed: job.seed,
    subseed_strength: 0,
    steps: job.steps,
    cfg_scale: job.cfg,
    width: job.width,
    height: job.height,
    batch_size: 1,
    n_iter: 1,
    ...(sampler === '' ? {} : { sampler_name: sampler }),
    ...(scheduler === '' ? {} : { scheduler }),
    send_images: true,
    save_images: false,
    force_task_id: task,
    override_settings_restore_afterwards: true,
  };
  const model = checkpoint === '' ? {} : { sd_model_checkpoint: checkpoint };
  if (image === null) return { path: '/sdapi/v1/txt2img', body: writeJson({ ...common, override_settings: model }) };
  const body = {
    ...common,
    init_images: [Buffer.from(image).toString('base64')],
    include_init_images: false,
    resize_mode: 0,
    denoising_strength: job.denoise,
    override_settings: { img2img_fix_steps: true, ...model },
  };
  return { path: '/sdapi/v1/img2img', body: writeJson(body) };
}
