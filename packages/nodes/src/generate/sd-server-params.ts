import { type EngineList, param } from '@epoch/graph-runtime/model';
import { generationParam } from '../generation-params.ts';
import { whenAwayParam } from './when-away.ts';

const NAME_LIMIT = 500;

/** Params of SdServerImg2Img, in the order of the inspector. */
export const sdServerParams = {
  prompt: generationParam.prompt('What the picture moves towards. <lora:name:0.8> in it adds a LoRA.'),
  negative: generationParam.negative('What it keeps away from.'),
  denoise: generationParam.denoise('Change per frame: 0.30 to 0.45 flows smoothly, 0.50 and up dreams.'),
  seed: generationParam.seed('Seed of the noise. One that changes every frame keeps the noise from settling.'),
  steps: generationParam.steps('Sampler steps, run in full whatever the denoise is.'),
  cfg: generationParam.cfg('How strictly the prompt is followed. Turbo and LCM models want 1 to 2.'),

  checkpoint: param.text({
    ...listParam('checkpoints', 'Checkpoint', 'Model file. Empty: the one in use there.'),
    emptyLabel: 'The one in use there',
  }),
  sampler: listParam('samplers', 'Sampler', 'Empty: the first on the server.'),
  scheduler: listParam('schedulers', 'Scheduler', 'Empty: the first on the server.'),

  width: sideParam('Width'),
  height: sideParam('Height'),

  kind: param.choice({
    default: 'a1111',
    choices: [
      { value: 'a1111', label: 'A1111 or Forge' },
      { value: 'sdcpp', label: 'stable-diffusion.cpp' },
    ],
    label: 'Kind of server',
    section: 'Server',
    doc: 'Which program answers there.',
  }),
  server: param.text({
    ...{
      default: '',
      maxLength: NAME_LIMIT,
      widget: 'engine-server',
      section: 'Server',
      wire: false,
      keyframes: false,
    },
    doc: 'Server to use. Empty: the least busy one of this kind that answers and has what is named.',
  }),
  whenAway: whenAwayParam,
};

/** Of which kind of server the list is, the param `kind` says. */
function listParam(engineList: EngineList, label: string, doc: string) {
  return param.text({
    ...{ default: '', maxLength: NAME_LIMIT, widget: 'engine-list', engineList, label, doc },
    ...{ section: 'Model', wire: false, keyframes: false },
  });
}

function sideParam(label: string) {
  return param.integer({
    ...{ default: 0, min: 0, max: 4096, step: 8, unit: 'px', zeroLabel: 'as the film', widget: 'field' },
    ...{ label, section: 'Size', keyframes: false, wire: false },
    doc: `${label} of the picture. 0: that of the film.`,
  });
}
