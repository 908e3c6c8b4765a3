import { type ExposedValue, type GenerationSettings, isRaster, port, type Raster } from '@epoch/graph-runtime/model';
import { defineNode, remembers } from '../define-node.ts';
import type { ComfyFacts } from '../kits/comfy/comfy.ts';
import { canRound, exactPng } from '../kits/comfy/img2img/exact.ts';
import { pad, paddedSize, type Size } from '../kits/comfy/img2img/size.ts';
import { buildJob, type SentPicture } from '../kits/comfy/workflow/build-job.ts';
import { checkConfirmed, chosenWorkflow, classesOn, outputOf } from '../kits/comfy/workflow/readiness.ts';
import { toFilm } from '../kits/comfy/workflow/to-film.ts';
import { sideValues, usedSettings } from '../kits/comfy/workflow/used-settings.ts';
import { requestHash } from '../kits/engines/request-hash.ts';
import type { World } from '../kits/worlds/world-for-seed.ts';
import type { NodePixels } from '../services.ts';
import { comfyWorkflowParams } from './comfy-workflow-params.ts';
import { paintStandIn, voyageAt } from './stand-in.ts';
import { askOrStandIn } from './when-away.ts';

interface Remembered {
  /** Where the embedded engine would be, should it have to step in. */
  readonly voyage: World;
}

/**
 * Makes each frame with a ComfyUI workflow that the user brought. Its sockets are those that the user put on this box;
 * their values go into the workflow, everything else in it stays as it is.
 *
 * Without a picture at its image socket the frame is drawn from the prompt alone: grey goes in, at denoise 1, where the
 * workflow has a denoise; else the workflow's own picture stays in. At denoise 0 the picture is handed on untouched and no
 * server is asked, as with the other engines.
 *
 * @shape  pictures: any size; the image goes in at the size of the film, with mirrored borders up to multiples of 8
 * @throws EpochError WORKFLOW_NOT_FOUND when no workflow is chosen or its file is gone
 * @throws EpochError ENGINE_REFUSED before anything is sent: classes not agreed to, classes or models not on the server
 * @throws EpochError ENGINE_AWAY when no server answers and the user wants to wait
 */
export const node = defineNode({
  type: 'ComfyWorkflow',
  version: 1,
  title: 'ComfyUI workflow',
  category: 'generate',
  icon: 'M3 5h6v5H3zM15 3h6v5h-6zM15 15h6v5h-6zM9 7.5h3v10h3M12 5.5h3',
  doc: 'Makes each frame with a ComfyUI workflow of your own. Drop its file on the box.',
  inputs: {
    motion: port.motion({
      doc: 'Camera step of this frame. Used only when the embedded engine has to stand in.',
      optional: true,
    }),
  },
  outputs: {
    image: port.raster({ doc: "The workflow's picture, at the size of the film." }),
    settings: port.settings({ doc: 'What was really used: prompt, seed, steps, CFG, denoise.' }),
  },
  params: comfyWorkflowParams,
  varies: 'frame',
  exposes: true,
  family: 'image-engine',
  memory: remembers<Remembered>(),
  async evaluate({ node: box, inputs, params, exposed, frame, memory, services, signal, ...tell }) {
    const { pixels, comfy, ledger } = services;
    const workflow = await chosenWorkflow(services.workflows, params.workflow, box);
    const output = outputOf(workflow, params.output, box);
    checkConfirmed(workflow, box);

    const film: Size = { width: frame.width, height: frame.height };
    const image = await filmPicture(pixels, exposed, film, signal);
    const sockets = withoutPicture(exposed, image !== null);
    const used = usedSettings(workflow.graph, sockets);
    const voyage = voyageAt(memory?.voyage, used.seed, inputs.motion);
    if (image !== null && sockets.some(({ role, value }) => role === 'denoise' && value === 0)) {
      return { outputs: { image, settings: used }, memory: { voyage } };
    }
    const pictures = await picturesToSend(pixels, sockets, image, film, signal);
    const values = sockets.flatMap(({ name, targets: places, value }) =>
      value === undefined || isRaster(value) ? [] : [{ name, places, value }],
    );
    const { whenAway, server, fit, sizing } = params;
    const asked = { type: 'ComfyWorkflow', version: 1, workflow: workflow.id, output, sizing, fit, server, ...film };
    const places = pictures.map((picture) => picture.places);
    const key = {
      ...{ node: box, frame: frame.index },
      request: requestHash(
        { ...asked, values: JSON.stringify(values), places: JSON.stringify(places) },
        pictures.map(({ png }) => png),
      ),
    };
    async function orderFor(ask: () => Promise<ComfyFacts>) {
      const facts = await ask();
      const { table, graph } = await classesOn(facts, workflow, output, box);
      const sides = sizing === 'film' ? sideValues(graph, table, values, paddedSize(film)) : [];
      const rounds = await canRound(facts);
      tell.remark(`${workflow.name} on ${facts.name}`);
      const job = buildJob({ graph, classes: table, output, values: [...sides, ...values], pictures, rounds });
      return { ...job, output, size: null };
    }
    const outputs = await askOrStandIn<{ image: Raster; settings: GenerationSettings }>({
      ...{ key, whenAway, hasPicture: image !== null, engine: comfy, server, ledger, tell },
      async ask() {
        const answer = await comfy.run({ key, server, orderFor }, ledger, { signal, ...tell });
        return { ...answer, pictures: [answer.picture] };
      },
      finish: async ([picture]) => ({ image: await toFilm(pixels, picture, film, fitOf(fit), signal), settings: used }),
      standIn: (by) => paintStandIn(pixels, { ...used, by, image, voyage, ...film }, signal),
    });
    return { outputs, memory: { voyage } };
  },
});

type Signal = Parameters<NodePixels['png']>[2];

/** The picture that evolves, at the size of the film; null when none has come. */
async function filmPicture(
  pixels: NodePixels,
  exposed: readonly ExposedValue[],
  film: Size,
  signal: Signal,
): Promise<Raster | null> {
  const value = exposed.find(({ role }) => role === 'image')?.value;
  return isRaster(value) ? pixels.fit(value, { ...film, mode: 'cover' }, signal) : null;
}

/** Without a picture there is nothing to keep: the whole noise schedule is run, where the workflow has one. */
function withoutPicture(exposed: readonly ExposedValue[], hasPicture: boolean): readonly ExposedValue[] {
  if (hasPicture || !exposed.some(({ role }) => role === 'image')) return exposed;
  return exposed.map((socket) => (socket.role === 'denoise' ? { ...socket, value: 1 } : socket));
}

async function picturesToSend(
  pixels: NodePixels,
  sockets: readonly ExposedValue[],
  image: Raster | null,
  film: Size,
  signal: Signal,
): Promise<SentPicture[]> {
  const first = sockets.find(({ role }) => role === 'image');
  const canStartFromNothing = sockets.some(({ role }) => role === 'denoise');
  const sent: SentPicture[] = [];
  for (const socket of sockets) {
    const { role, targets: places, value } = socket;
    const grey = socket === first && image === null && canStartFromNothing;
    const start = grey ? pixels.solid(film.width, film.height, [128, 128, 128, 255]) : value;
    if (!isRaster(start)) continue;
    const isWhole = role === 'image' || role === 'mask';
    const sized = isWhole ? await pixels.fit(start, { ...film, mode: 'cover' }, signal) : start;
    const padded = isWhole ? await pad(pixels, sized, signal) : sized;
    sent.push({ role, places, png: await exactPng(pixels, padded, signal) });
  }
  return sent;
}

function fitOf(fit: string): 'cover' | 'contain' | 'stretch' {
  return fit === 'contain' || fit === 'stretch' ? fit : 'cover';
}
