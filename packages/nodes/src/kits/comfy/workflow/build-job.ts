import { EpochError, type ParamScalar } from '@epoch/graph-runtime/model';
import type { ApiGraph, ApiPicture, ApiValue } from '../comfy.ts';
import { roundingNodes } from '../img2img/exact.ts';
import type { Size } from '../img2img/size.ts';
import { type ClassTable, nodeOf, type Place, valueAt } from './api-graph.ts';
import { greyMask, onlyFor, patchGraph, savedAsImage, singleBatch } from './patch.ts';
import { isPictureInput } from './pixel-path.ts';

/** A socket's picture, ready to be sent. */
export interface SentPicture {
  readonly role: string;
  readonly places: readonly Place[];
  readonly png: Uint8Array;
}

export interface JobRequest {
  readonly graph: ApiGraph;
  readonly classes: ClassTable;
  /** Node whose picture is the frame. */
  readonly output: string;
  readonly values: readonly { readonly name: string; readonly places: readonly Place[]; readonly value: ParamScalar }[];
  readonly pictures: readonly SentPicture[];
  /** The server can make SaveImage round instead of cutting levels off. */
  readonly rounds: boolean;
}

export interface WorkflowJob {
  readonly graph: ApiGraph;
  readonly pictures: readonly ApiPicture[];
}

/** Any size will do for the white that rounding is done with: ImageBlend brings it to that of the picture. */
const WHITE_SIZE: Size = { width: 64, height: 64 };

/**
 * What is sent for one frame: the user's workflow with the sockets' values in it, cut down to what the frame is made
 * from. Of everything else nothing is touched, so that the server keeps what it has loaded from frame to frame.
 *
 * @throws EpochError WORKFLOW_INVALID when a socket leads nowhere
 */
export function buildJob(request: JobRequest): WorkflowJob {
  const { classes, output, values, rounds } = request;
  const masks = request.pictures.filter(({ role }) => role === 'mask');
  const masked = masks
    .flatMap(({ places }) => places)
    .reduce((graph, { node }) => greyMask(graph, node), request.graph);
  const needed = singleBatch(onlyFor(patchGraph(masked, classes, values), output));
  const saving = savedAsImage(needed, output);
  const graph = saving === null ? needed : rounds ? rounded(saving, output) : saving;
  const pictures = request.pictures.flatMap(({ places, png }) => places.map((place) => ({ ...place, png })));
  const sent = pictures.filter(({ node }) => nodeOf(graph, node) !== undefined);
  for (const { node, input } of sent) {
    if (input === 'image' && isPictureInput(graph, classes, node)) continue;
    throw new EpochError(
      'WORKFLOW_INVALID',
      `A picture goes into ${input} of node ${node}, which takes none. Choose the workflow again, so that its sockets are found anew.`,
    );
  }
  return { graph, pictures: sent };
}

/** Puts the rounding between the picture and the node that saves it. */
function rounded(graph: ApiGraph, output: string): ApiGraph {
  const save = nodeOf(graph, output);
  const images = valueAt(graph, { node: output, input: 'images' });
  if (save === undefined || images === undefined) return graph;
  const { nodes, out } = roundingNodes(images, WHITE_SIZE);
  const names = new Map(Object.keys(nodes).map((id) => [id, `es:${id}`]));
  const renamed = (value: ApiValue): ApiValue =>
    Array.isArray(value) && value !== images ? [names.get(String(value[0])) ?? value[0], value[1]] : value;
  const own = Object.entries(nodes).map(([id, node]) => {
    const inputs = Object.entries(node.inputs).map(([input, value]) => [input, renamed(value)] as const);
    return [names.get(id) ?? id, { ...node, inputs: Object.fromEntries(inputs) }] as const;
  });
  const fed = { ...save, inputs: { ...save.inputs, images: renamed(out) } };
  return { ...graph, ...Object.fromEntries(own), [output]: fed };
}
