import { EASINGS, type FrameInfo, type Motion, type ParamValues, port, type Raster } from '@epoch/graph-runtime/model';
import { curveAt, ease } from '@epoch/graph-runtime/schedule';
import { defineNode, remembers } from '../define-node.ts';
import { AT_REST, type CameraPose, poseBetween, stepTo } from '../kits/camera/camera-path.ts';
import { handheldAt } from '../kits/camera/handheld.ts';
import { PRESETS, poseOnPreset } from '../kits/camera/presets.ts';
import { about, after, type Step, stepFromTo } from '../kits/camera/step.ts';
import type { EdgeMode, Filter } from '../kits/raster/requests.ts';
import { zoomPanParams } from './zoom-pan-params.ts';

type Totals = Pick<Motion, 'totalZoom' | 'totalPanX' | 'totalPanY'>;

/** `shaken` is where the hand had strayed to; absent while nobody holds the camera. */
interface Travelled extends Totals {
  readonly shaken?: CameraPose;
}

/** Length of a move over an endless film. @unit frames */
const ENDLESS_FRAMES = 600;
const EDGES: readonly EdgeMode[] = ['mirror', 'clamp', 'wrap', 'transparent'];
const FILTERS: readonly Filter[] = ['lanczos3', 'bicubic', 'bilinear'];

/**
 * Moves the camera over a picture, and says how.
 *
 * Three ways to go. `per-frame`: the same step every frame, from frame 1 on, so that in a loop frame n has gone n steps.
 * `over-run`: from start to end over the film, applied whole to each picture, for pictures that come from outside a loop;
 * resampled once from the picture as it came, so it neither shakes nor softens. `over-run-loop`: the same way, but each
 * frame only takes its own step, for the picture that goes round in a loop.
 *
 * A hand that holds the camera strays around the way and is taken back by the next frame's step, so that a loop does not
 * drift away.
 *
 * `motion` always tells the step from the frame before to this one; before frame 0 the camera is at rest. An image
 * engine that takes it moves its own world along.
 *
 * @shape  the output has the size of the input
 * @unit   pans: picture heights, positive when the camera goes right or down; rotation: degrees clockwise
 */
export const node = defineNode({
  type: 'ZoomPan',
  version: 1,
  title: 'Zoom and pan',
  category: 'motion',
  icon: 'M12 3v18M3 12h18M9.5 5.5 12 3l2.5 2.5M9.5 18.5 12 21l2.5-2.5M5.5 9.5 3 12l2.5 2.5M18.5 9.5 21 12l-2.5 2.5',
  doc: 'Moves the camera: zoom, pan and turn, by a step every frame or over the whole film.',
  inputs: {
    image: port.raster({ doc: 'Picture to look at.' }),
  },
  outputs: {
    image: port.raster({ doc: 'What the camera sees, resampled once.' }),
    motion: port.motion({ doc: 'The camera step of this frame, for an engine that moves along, the HUD and Tween.' }),
  },
  params: zoomPanParams,
  varies: 'frame',
  bypass: { image: 'image' },
  memory: remembers<Travelled>(),
  async evaluate({ inputs: { image }, params, frame, memory, services: { pixels }, signal }) {
    const edge = EDGES.find((known) => known === params.edge) ?? 'mirror';
    const filter = FILTERS.find((known) => known === params.filter) ?? 'lanczos3';
    const centre = (step: Step) =>
      about(step, ((params.centreX - 0.5) * image.width) / image.height, params.centreY - 0.5);

    const hand = handAt(params, frame, frame.index);
    const handBefore = memory?.shaken;
    const go = async (seen: Step, before: Step, whole: boolean, totals: Totals) => {
      const now = shaken(seen, hand);
      const step = stepFromTo(shaken(before, handBefore), now);
      return {
        outputs: {
          image: await pixels.camera(image, whole ? now : step, { edge, filter }, signal),
          motion: { ...step, ...totals },
        },
        memory: hand === undefined ? totals : { ...totals, shaken: hand },
      };
    };

    if (params.mode === 'per-frame') {
      const pose: CameraPose = frame.index === 0 ? AT_REST : params;
      const { totalZoom, totalPanX, totalPanY } = memory ?? { totalZoom: 1, totalPanX: 0, totalPanY: 0 };
      return go(centre(stepTo(pose)), stepTo(AT_REST), false, {
        totalZoom: totalZoom * pose.zoom,
        totalPanX: totalPanX + pose.panX,
        totalPanY: totalPanY + pose.panY,
      });
    }

    const poseAt = pathOf(params, image, params.durationFrames || frame.count || ENDLESS_FRAMES);
    const pose = poseAt(frame.index);
    const before = frame.index === 0 ? stepTo(AT_REST) : centre(stepTo(poseAt(frame.index - 1)));
    const totals = { totalZoom: pose.zoom, totalPanX: pose.panX, totalPanY: pose.panY };
    return go(centre(stepTo(pose)), before, params.mode === 'over-run', totals);
  },
});

type ZoomPanValues = ParamValues<typeof zoomPanParams>;

/** Where the hand is at a frame; undefined when nobody holds the camera. */
function handAt(params: ZoomPanValues, { fps }: FrameInfo, index: number): CameraPose | undefined {
  const { handheld: amount, handheldSpeed: speed, handheldSeed: seed } = params;
  return amount === 0 ? undefined : handheldAt({ amount, speed, seed }, index / fps);
}

function shaken(step: Step, hand: CameraPose | undefined): Step {
  return hand === undefined ? step : after(step, stepTo(hand));
}

/** The camera's place at each frame of a way over the film. */
function pathOf(params: ZoomPanValues, { width, height }: Raster, lengthFrames: number): (index: number) => CameraPose {
  const easing = EASINGS.find((known) => known === params.easing) ?? 'linear';
  const curve = [params.curveX1, params.curveY1, params.curveX2, params.curveY2] as const;
  const shareAt = (index: number) => {
    const part = Math.min(1, index / Math.max(1, lengthFrames - 1));
    return easing === 'bezier' ? curveAt(curve, part) : ease(easing, part);
  };
  const preset = PRESETS.find((known) => known === params.path);
  if (preset !== undefined) {
    const from = { x: params.boxAX, y: params.boxAY, width: params.boxAWidth };
    const to = { x: params.boxBX, y: params.boxBY, width: params.boxBWidth };
    const request = { preset, reach: params.reach, from, to, aspect: width / height };
    return (index) => poseOnPreset(request, shareAt(index));
  }
  const start = { zoom: params.startZoom, panX: params.startPanX, panY: params.startPanY, rotationDeg: 0 };
  const end = { zoom: params.endZoom, panX: params.endPanX, panY: params.endPanY, rotationDeg: params.turnDeg };
  return (index) => poseBetween(start, end, shareAt(index));
}
