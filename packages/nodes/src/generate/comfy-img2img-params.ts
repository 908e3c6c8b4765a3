import { type EngineList, param } from '@epoch/graph-runtime/model';
import { generationParam } from '../generation-params.ts';
import { whenAwayParam } from './when-away.ts';

const NAME_LIMIT = 500;
const CHECKPOINT = { param: 'loader', is: ['checkpoint'] };
const SEPARATE = { param: 'loader', is: ['separate'] };

/** Params of ComfyImg2Img, in the order of the inspector. */
export const comfyImg2ImgParams = {
  prompt: generationParam.prompt('What the picture moves towards. <lora:name:0.8> in it adds a LoRA.'),
  negative: generationParam.negative('What it keeps away from.'),
  denoise: generationParam.denoise('Change per frame: 0.30 to 0.45 flows smoothly, 0.50 and up dreams.'),
  seed: generationParam.seed('Seed of the noise. One that changes every frame keeps the noise from settling.'),
  steps: generationParam.steps('Sampler steps, run in full whatever the denoise is.'),
  cfg: generationParam.cfg('How strictly the prompt is followed. Turbo, LCM and Flux models want 1 to 2.'),

  loader: param.choice({
    default: 'checkpoint',
    choices: [
      { value: 'checkpoint', label: 'One checkpoint' },
      { value: 'separate', label: 'Separate files' },
    ],
    section: 'Model',
    doc: 'Whether the model is one file, or diffusion model, text encoders and VAE each have their own.',
  }),
  checkpoint: listParam('checkpoints', 'Checkpoint', 'Model file. Empty: the first on the server.', CHECKPOINT),
  unet: listParam('unets', 'Diffusion model', 'Model file. Empty: the first on the server.', SEPARATE),
  clip1: listParam('clips', 'Text encoder', 'Empty: the first on the server.', SEPARATE),
  clip2: {
    ...listParam('clips', 'Second text encoder', 'For models with two, as SDXL and Flux. Empty: one.', SEPARATE),
    emptyLabel: 'None',
  },
  clipType: listParam('clipTypes', 'Encoder type', 'Family of the model. Empty: the first on the server.', SEPARATE),
  guidance: param.number({
    ...{ default: 0, min: 0, max: 100, step: 0.1, unit: 'none', zeroLabel: 'none', section: 'Model' },
    visibleWhen: SEPARATE,
    doc: 'Guidance of Flux models, usually 3.5, with CFG at 1. 0: none.',
  }),
  vae: {
    ...listParam('vaes', 'VAE', 'Empty: the one in the checkpoint, or the first on the server for separate files.'),
    emptyLabel: 'Of the checkpoint, or the first',
  },
  sampler: listParam('samplers', 'Sampler', 'Empty: the first on the server.'),
  scheduler: listParam('schedulers', 'Scheduler', 'Empty: the first on the server.'),

  loras: param.text({
    ...{ default: '', maxLength: 20_000, widget: 'prompt', label: 'LoRA', section: 'LoRA' },
    doc: 'One to a line: name, strength, and if wanted the strength for the text encoder, such as "detail 0.8 0.5".',
  }),

  width: sideParam('Width'),
  height: sideParam('Height'),

  server: param.text({
    ...{ default: '', maxLength: NAME_LIMIT, widget: 'engine-server', engineKind: 'comfyui', section: 'Server' },
    ...{ wire: false, keyframes: false },
    doc: 'Server to use. Empty: the least busy one that answers and has what is named.',
  }),
  whenAway: whenAwayParam,
};

function listParam(
  engineList: EngineList,
  label: string,
  doc: string,
  visibleWhen?: { readonly param: string; readonly is: readonly string[] },
) {
  return param.text({
    ...{ default: '', maxLength: NAME_LIMIT, widget: 'engine-list', engineKind: 'comfyui', engineList },
    ...{ label, doc, section: 'Model', wire: false, keyframes: false },
    ...(visibleWhen === undefined ? {} : { visibleWhen }),
  });
}

function sideParam(label: string) {
  return param.integer({
    ...{ default: 0, min: 0, max: 4096, step: 8, unit: 'px', zeroLabel: 'as the film', widget: 'field' },
    ...{ label, section: 'Size', keyframes: false, wire: false },
    doc: `${label} of the picture. 0: that of the film.`,
  });
}
