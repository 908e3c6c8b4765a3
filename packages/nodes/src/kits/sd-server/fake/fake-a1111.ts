import type { ServerResponse } from 'node:http';
import sharp from 'sharp';
import { fieldsOf, listen, type SeenRequest, sendJson } from './listen.ts';
import { type FakeRequest, samplePicture } from './sampler.ts';

export interface FakeA1111 {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Pictures that were really painted. */
  readonly runs: readonly FakeRequest[];
  /** Tasks that an interrupt has stopped. */
  readonly interrupted: readonly string[];
  readonly options: { sd_model_checkpoint: string };
  readonly faults: {
    /** Tasks stay at work until this is false again. */
    hold: boolean;
    /** Somebody else's task is at work, and ours wait. */
    busyWith: string;
    /** So many next answers are lost, after the picture was made. */
    loseAnswer: number;
    /** So many next answers are made and never sent, while the connection stays. */
    muteAnswer: number;
    /** Status and body of the answers to the next pictures; null for none. */
    refuse: { readonly status: number; readonly body: unknown } | null;
    cutPicture: number;
    /** Format of the answer, as the server's owner has set it. */
    format: 'png' | 'jpeg';
    /** Without calls by task, as before they were there. */
    oldProgress: boolean;
    /** Basic or other Authorization that is wanted; '' for none. */
    authorization: string;
    /** Started without --api. */
    noApi: boolean;
  };
  kill(): Promise<void>;
  restart(): Promise<void>;
}

const POLL_MS = 2;

/** The calls of A1111 and Forge that matter here: one picture at a time, no answer kept. */
export async function startFakeA1111(): Promise<FakeA1111> {
  const runs: FakeRequest[] = [];
  const interrupted: string[] = [];
  const finished: string[] = [];
  const pending = new Set<string>();
  const options = { sd_model_checkpoint: 'sd15.safetensors [6ce0161689]' };
  const faults: FakeA1111['faults'] = {
    hold: false,
    busyWith: '',
    loseAnswer: 0,
    muteAnswer: 0,
    refuse: null,
    cutPicture: 0,
    format: 'png',
    oldProgress: false,
    authorization: '',
    noApi: false,
  };
  let current = '';
  let polls = 0;

  const fake = await listen(async (request, response) => {
    const { path, method } = request;
    if (faults.authorization !== '' && request.headers.authorization !== faults.authorization) {
      return sendJson(response, 401, { detail: 'Incorrect username or password' });
    }
    if (faults.noApi) return sendJson(response, 404, { detail: 'Not Found' });
    const list = LISTS[path];
    if (list !== undefined) return sendJson(response, 200, list);
    switch (`${method} ${path}`) {
      case 'GET /sdapi/v1/options':
        return sendJson(response, 200, options);
      case 'GET /sdapi/v1/progress':
        return sendJson(response, 200, shared());
      case 'POST /internal/progress':
        return faults.oldProgress ? sendJson(response, 404, { detail: 'Not Found' }) : byTask(request, response);
      case 'POST /sdapi/v1/interrupt':
        interrupted.push(faults.busyWith || current);
        current = '';
        return sendJson(response, 200, {});
      case 'POST /sdapi/v1/img2img':
      case 'POST /sdapi/v1/txt2img':
        return paint(fieldsOf(request.body), response);
      default:
        return sendJson(response, 404, { detail: 'Not Found' });
    }
  });

  function shared() {
    polls += 1;
    const busy = faults.busyWith !== '' || current !== '';
    return { progress: busy ? 0.5 : 0, state: { job_count: busy ? 1 : 0, job_no: 0, sampling_step: polls } };
  }

  function byTask({ body }: SeenRequest, response: ServerResponse): void {
    const task = String(fieldsOf(body).id_task);
    const active = task === current;
    polls += 1;
    sendJson(response, 200, {
      active,
      queued: pending.has(task),
      completed: finished.includes(task),
      progress: active ? 0.5 : null,
      live_preview: active ? `data:image/jpeg;base64,${Buffer.from([0xff, 0xd8, 0xff]).toString('base64')}` : null,
      id_live_preview: active ? polls : -1,
      textinfo: active ? 'Sampling' : 'Waiting...',
    });
  }

  async function paint(body: Readonly<Record<string, unknown>>, response: ServerResponse): Promise<void> {
    if (faults.refuse !== null) return sendJson(response, faults.refuse.status, faults.refuse.body);
    const task = String(body.force_task_id);
    pending.add(task);
    while (faults.busyWith !== '' || current !== '') await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    pending.delete(task);
    current = task;
    while (faults.hold && current === task) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const request = requestOf(body);
    runs.push(request);
    const whole = await samplePicture(request);
    if (current === task) current = '';
    finished.push(task);
    if (faults.loseAnswer > 0) {
      faults.loseAnswer -= 1;
      response.destroy();
      return;
    }
    if (faults.muteAnswer > 0) {
      faults.muteAnswer -= 1;
      return;
    }
    sendJson(response, 200, {
      images: [await answerOf(whole)],
      parameters: {},
      info: JSON.stringify({ seed: request.seed }),
    });
  }

  async function answerOf(whole: Buffer): Promise<string> {
    const file = faults.format === 'jpeg' ? await sharp(whole).jpeg().toBuffer() : whole;
    if (faults.cutPicture === 0) return file.toString('base64');
    faults.cutPicture -= 1;
    return file.subarray(0, file.length >> 1).toString('base64');
  }

  return { url: fake.url, seen: fake.seen, runs, interrupted, options, faults, kill: fake.kill, restart: fake.restart };
}

/** Steps as the server counts them: all that are asked for only when its option says so. */
function requestOf(body: Readonly<Record<string, unknown>>): FakeRequest {
  const [init] = Array.isArray(body.init_images) ? body.init_images : [];
  const image = typeof init === 'string' ? Buffer.from(init, 'base64') : null;
  const strength = Math.min(0.999, Number(body.denoising_strength ?? 0.75));
  const steps = Number(body.steps);
  const fixed = fieldsOf(body.override_settings).img2img_fix_steps === true;
  return {
    image,
    prompt: String(body.prompt),
    seed: Number(body.seed),
    strength: Number(body.denoising_strength ?? 0.75),
    steps: image === null || fixed ? steps : Math.trunc(strength * steps) + 1,
    width: Number(body.width),
    height: Number(body.height),
  };
}

const LISTS: Readonly<Record<string, unknown>> = {
  '/sdapi/v1/samplers': [{ name: 'DPM++ 2M' }, { name: 'Euler' }, { name: 'Euler a' }],
  '/sdapi/v1/schedulers': [{ name: 'automatic' }, { name: 'karras' }],
  '/sdapi/v1/sd-models': [
    { title: 'dreamshaper.safetensors [879db523c3]', model_name: 'dreamshaper' },
    { title: 'sd15.safetensors [6ce0161689]', model_name: 'sd15' },
  ],
  '/sdapi/v1/loras': [{ name: 'moss' }],
  '/sdapi/v1/sd-vae': [],
};
