import type { ServerResponse } from 'node:http';
import { fieldsOf, listen, type SeenRequest, sendJson } from './listen.ts';
import { type FakeRequest, samplePicture } from './sampler.ts';

export interface FakeSdcpp {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Pictures that were really painted. */
  readonly runs: readonly FakeRequest[];
  /** Switches; all quiet by default. */
  readonly faults: {
    /** Name of the model that it was started with. */
    model: string;
    /** What that model can make; null for an older server, which does not tell. */
    modes: readonly string[] | null;
    /** Jobs stay in the queue. */
    hold: boolean;
    /** Jobs are taken at once, and the answer to whoever sent them waits. */
    submitDelayMs: number;
    /** So many next submissions are turned away with 429. */
    queueFull: number;
    /** So many next submissions are taken, and their answers lost. */
    loseSubmitAnswer: number;
    /** So many next finished jobs are forgotten: 410. */
    expire: number;
    /** Reason for which the next jobs fail; '' when they do not. */
    fail: string;
    /** So many next pictures are cut off. */
    cutPicture: number;
    /** Side lengths become multiples of this. */
    roundTo: number;
  };
  /** Ids of jobs that were cancelled while they waited. */
  readonly cancelled: readonly string[];
  kill(): Promise<void>;
  /** All jobs are forgotten. */
  restart(): Promise<void>;
}

interface Job {
  status: 'queued' | 'generating' | 'completed' | 'failed' | 'cancelled';
  readonly request: FakeRequest;
  /** Under way since the job was first looked at; several may look. */
  painting: Promise<void> | null;
  picture: string;
}

/** The image part of stable-diffusion.cpp's own calls. */
export async function startFakeSdcpp(): Promise<FakeSdcpp> {
  const jobs = new Map<string, Job>();
  const runs: FakeRequest[] = [];
  const cancelled: string[] = [];
  const expired = new Set<string>();
  const faults: FakeSdcpp['faults'] = {
    model: 'sd-turbo.safetensors',
    modes: ['img_gen'],
    hold: false,
    submitDelayMs: 0,
    queueFull: 0,
    loseSubmitAnswer: 0,
    expire: 0,
    fail: '',
    cutPicture: 0,
    roundTo: 8,
  };
  let nextId = 1;

  const fake = await listen(async ({ method, path, body }, response) => {
    if (path === '/sdcpp/v1/capabilities')
      return sendJson(response, 200, { ...CAPABILITIES, model: { name: faults.model }, supported_modes: faults.modes });
    if (path === '/sdcpp/v1/img_gen' && method === 'POST') return submit(body, response);
    const [, id = '', cancels] = /^\/sdcpp\/v1\/jobs\/([^/]+)(\/cancel)?$/.exec(path) ?? [];
    const job = jobs.get(id);
    if (expired.has(id)) return sendJson(response, 410, { error: 'job expired' });
    if (job === undefined) return sendJson(response, 404, { error: 'job not found' });
    if (cancels === undefined) return tell(id, job, response);
    if (job.status !== 'queued') return sendJson(response, 409, { error: 'job is not cancellable' });
    job.status = 'cancelled';
    cancelled.push(id);
    await tell(id, job, response);
  });

  async function submit(body: unknown, response: ServerResponse): Promise<void> {
    if (faults.queueFull > 0) {
      faults.queueFull -= 1;
      return sendJson(response, 429, { error: 'job queue is full' });
    }
    const request = requestOf(fieldsOf(body));
    if (request.width < 64 || request.height < 64) {
      return sendJson(response, 400, { error: 'invalid generation parameters' });
    }
    const id = `job_${nextId++}`;
    jobs.set(id, { status: 'queued', request, painting: null, picture: '' });
    if (faults.loseSubmitAnswer > 0) {
      faults.loseSubmitAnswer -= 1;
      response.destroy();
      return;
    }
    if (faults.submitDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.submitDelayMs));
    sendJson(response, 202, { id, kind: 'img_gen', status: 'queued', created: 0, poll_url: `/sdcpp/v1/jobs/${id}` });
  }

  /** Jobs get on by being looked at: queued, then generating, then done. */
  async function tell(id: string, job: Job, response: ServerResponse): Promise<void> {
    if (job.status === 'generating') {
      job.painting ??= paint(id, job);
      await job.painting;
    } else if (job.status === 'queued' && !faults.hold) job.status = 'generating';
    if (expired.has(id)) return sendJson(response, 410, { error: 'job expired' });
    const { status, picture } = job;
    const failed = status === 'failed' || status === 'cancelled';
    sendJson(response, 200, {
      id,
      kind: 'img_gen',
      status,
      queue_position: status === 'queued' ? 1 : 0,
      result: status === 'completed' ? { output_format: 'png', images: [{ index: 0, b64_json: picture }] } : null,
      error: failed
        ? { code: 'generation_failed', message: status === 'failed' ? faults.fail : 'job cancelled' }
        : null,
    });
  }

  async function paint(id: string, job: Job): Promise<void> {
    if (faults.fail !== '') {
      job.status = 'failed';
      return;
    }
    runs.push(job.request);
    const whole = await samplePicture(job.request);
    const isCut = faults.cutPicture > 0;
    if (isCut) faults.cutPicture -= 1;
    job.picture = (isCut ? whole.subarray(0, whole.length >> 1) : whole).toString('base64');
    job.status = 'completed';
    if (faults.expire === 0) return;
    faults.expire -= 1;
    expired.add(id);
  }

  function requestOf(body: Readonly<Record<string, unknown>>): FakeRequest {
    const { sample_steps: asked } = fieldsOf(body.sample_params);
    const rounded = (side: unknown) => Math.ceil(Number(side) / faults.roundTo) * faults.roundTo;
    const image = typeof body.init_image === 'string' ? Buffer.from(body.init_image, 'base64') : null;
    const strength = Number(body.strength ?? 0.75);
    const steps = Number(asked ?? 20);
    return {
      image,
      prompt: String(body.prompt),
      seed: Number(body.seed),
      strength,
      steps: image === null ? steps : Math.min(steps, Math.trunc(steps * strength) + 1),
      width: rounded(body.width),
      height: rounded(body.height),
    };
  }

  return {
    url: fake.url,
    seen: fake.seen,
    runs,
    faults,
    cancelled,
    kill: fake.kill,
    async restart() {
      jobs.clear();
      await fake.restart();
    },
  };
}

const CAPABILITIES = {
  current_mode: 'img_gen',
  limits: { min_width: 64, max_width: 4096, min_height: 64, max_height: 4096, max_batch_count: 8, max_queue_size: 64 },
  samplers: ['euler', 'euler_a', 'lcm'],
  schedulers: ['discrete', 'normal', 'karras'],
  loras: [{ name: 'moss', path: 'moss.safetensors' }],
};
