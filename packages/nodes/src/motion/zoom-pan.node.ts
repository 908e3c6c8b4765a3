import { EASINGS, type Motion, port } from '@epoch/graph-runtime/model';
import { ease } from '@epoch/graph-runtime/schedule';
import { defineNode, remembers } from '../define-node.ts';
import { AT_REST, type CameraPose, poseBetween, type Step, stepBetween, stepTo } from '../kits/camera/camera-path.ts';
import type { EdgeMode } from '../kits/raster/requests.ts';
import { zoomPanParams } from './zoom-pan-params.ts';

type Totals = Pick<Motion, 'totalZoom' | 'totalPanX' | 'totalPanY'>;

/** Length of a move over an endless film. @unit frames */
const ENDLESS_FRAMES = 600;
const EDGES: readonly EdgeMode[] = ['mirror', 'clamp', 'wrap'];

/**
 * Moves the camera over a picture, and says how.
 *
 * Three ways to go. `per-frame`: the same step every frame, from frame 1 on, so that in a loop frame n has gone n steps.
 * `over-run`: from start to end over the film, applied whole to each picture, for pictures that come from outside a loop.
 * `over-run-loop`: the same way, but each frame only takes its own step, for the picture that goes round in a loop.
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
    image: port.raster({ doc: 'What the camera sees, resampled once with Lanczos.' }),
    motion: port.motion({ doc: 'The camera step of this frame, for an engine that moves along and for the HUD.' }),
  },
  params: zoomPanParams,
  varies: 'frame',
  memory: remembers<Totals>(),
  async evaluate({ inputs, params, frame, memory, services: { pixels } }) {
    const { image } = inputs;
    const edge = EDGES.find((known) => known === params.edge) ?? 'mirror';

    if (params.mode === 'per-frame') {
      const pose: CameraPose = frame.index === 0 ? AT_REST : params;
      const before = memory ?? { totalZoom: 1, totalPanX: 0, totalPanY: 0 };
      const totals = {
        totalZoom: before.totalZoom * pose.zoom,
        totalPanX: before.totalPanX + pose.panX,
        totalPanY: before.totalPanY + pose.panY,
      };
      const step = stepTo(pose);
      return answer(await pixels.camera(image, step, { edge }), step, totals);
    }

    const start = { zoom: params.startZoom, panX: params.startPanX, panY: params.startPanY, rotationDeg: 0 };
    const end = { zoom: params.endZoom, panX: params.endPanX, panY: params.endPanY, rotationDeg: params.turnDeg };
    const lengthFrames = params.durationFrames || frame.count || ENDLESS_FRAMES;
    const easing = EASINGS.find((known) => known === params.easing) ?? 'linear';
    const poseAt = (index: number) => {
      if (index < 0) return AT_REST;
      return poseBetween(start, end, ease(easing, Math.min(1, index / Math.max(1, lengthFrames - 1))));
    };
    const pose = poseAt(frame.index);
    const step = stepBetween(poseAt(frame.index - 1), pose);
    const seen = await pixels.camera(image, params.mode === 'over-run' ? stepTo(pose) : step, { edge });
    return answer(seen, step, { totalZoom: pose.zoom, totalPanX: pose.panX, totalPanY: pose.panY });
  },
});

function answer<R>(image: R, step: Step, totals: Totals) {
  return { outputs: { image, motion: { ...step, ...totals } }, memory: totals };
}
