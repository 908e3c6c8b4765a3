import { crc32 } from 'node:zlib';
import { mix } from './chaos.ts';
import { applyDrift } from './drift.ts';
import type { Json } from './json.ts';
import { type Executor, give, latentOf, literal, type NodeCall, numberOf, textOf } from './node-call.ts';
import { type Settings, sample } from './sampler.ts';
import { hashText, type Picture } from './values.ts';

export const sampleNodes: Readonly<Record<string, Executor>> = {
  KSampler: (call) =>
    run(call, 'latent_image', {
      seed: seedOf(literal(call, 'seed')),
      steps: numberOf(call, 'steps', 20),
      cfg: numberOf(call, 'cfg', 8),
      denoise: numberOf(call, 'denoise', 1),
    }),
  KSamplerAdvanced: (call) => {
    const steps = numberOf(call, 'steps', 20);
    const from = Math.min(steps, numberOf(call, 'start_at_step', 0));
    const to = Math.min(steps, numberOf(call, 'end_at_step', 10000));
    const done = Math.max(0, to - from);
    return run(call, 'latent_image', {
      seed: seedOf(literal(call, 'noise_seed')),
      steps: Math.max(1, done),
      cfg: numberOf(call, 'cfg', 8),
      denoise: done / Math.max(1, steps),
    });
  },
  SamplerCustom: (call) =>
    run(call, 'latent_image', {
      seed: seedOf(literal(call, 'noise_seed')),
      steps: fact(call, 'sigmas', 'steps', 20),
      cfg: numberOf(call, 'cfg', 8),
      denoise: fact(call, 'sigmas', 'denoise', 1),
    }),
  SamplerCustomAdvanced: (call) => {
    const noise = call.inputs.noise;
    return run(call, 'latent_image', {
      seed: seedOf(noise?.kind === 'thing' ? noise.facts.noise_seed : undefined),
      steps: fact(call, 'sigmas', 'steps', 20),
      cfg: fact(call, 'guider', 'cfg', 1),
      denoise: fact(call, 'sigmas', 'denoise', 1),
    });
  },
};

export function isSampler(classType: string): boolean {
  return Object.hasOwn(sampleNodes, classType);
}

function seedOf(value: Json | undefined): bigint {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
}

function fact(call: NodeCall, input: string, name: string, otherwise: number): number {
  const value = call.inputs[input];
  const found = value?.kind === 'thing' ? value.facts[name] : undefined;
  return typeof found === 'number' ? found : otherwise;
}

async function run(call: NodeCall, input: string, settings: Omit<Settings, 'words'>) {
  const latent = latentOf(call, input);
  const { faults } = call.run.world;
  const words = wordsOf(call);
  const { seed, steps, cfg, denoise } = settings;
  // NaN in, black out: the real server saves it with status success.
  const dark = Number.isNaN(cfg) || Number.isNaN(denoise);
  call.run.noteSample(
    `${digest(latent.pictures)} seed ${seed} steps ${steps} cfg ${cfg} denoise ${denoise} words ${words}`,
  );
  const pictures = latent.pictures.map((picture, index) => {
    if (dark) return { width: picture.width, height: picture.height, rgb: new Uint8Array(picture.rgb.length) };
    const drawn = sample(picture, { ...settings, seed: seed + BigInt(index), words }, latent.mask, faults.floor);
    return faults.drift === null ? drawn : applyDrift(drawn, faults.drift);
  });
  for (let step = 1; step <= steps; step++) await call.run.step(call.id, step, steps, pictures[0] ?? null);
  const output = { kind: 'latent', pictures, mask: latent.mask } as const;
  return call.outputTypes.length > 1 ? give(output, output) : give(output);
}

/** One number for all that steers: model, prompts, guiders, sampler and scheduler names. */
function wordsOf(call: NodeCall): number {
  let words = 0;
  for (const name of ['model', 'positive', 'negative', 'guider', 'sampler', 'sigmas']) {
    const value = call.inputs[name];
    if (value?.kind === 'thing' && name !== 'sigmas') words = mix(words ^ mix(value.hash + name.length));
  }
  for (const name of ['sampler_name', 'scheduler']) words = mix(words ^ hashText(textOf(call, name)));
  return words;
}

/** Told apart by size and checksum: enough to see whether the same picture came again. */
function digest(pictures: readonly Picture[]): string {
  return pictures.map(({ width, height, rgb }) => `${width}x${height} ${crc32(rgb).toString(16)}`).join(' ');
}
