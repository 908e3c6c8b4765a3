import { cosSin } from '@epoch/graph-runtime/exact-math';
import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import { PI } from '../dream/dmath.ts';
import { checkFinite } from './checks.ts';
import type { CameraOptions, CameraStep, EdgeMode, Filter } from './requests.ts';
import { crop } from './resample.ts';
import { produce, type Workspace, worthSharing } from './workspace.ts';

/** Shrinking below this is done area-correct first; the turning kernel only looks at 6 x 6 pixels. */
const LEAST_TURNED_ZOOM = 0.9;

/** Beyond these a single step shows nothing that anyone could want, and coordinates would leave 32 bits. */
const LEAST_ZOOM = 0.001;
const MOST_PAN = 1000;
const MIDDLE = { x: 0, y: 0 };

/** What the camera sees after one step. @see Pixels.camera */
export async function camera(
  workspace: Workspace,
  image: Raster,
  step: CameraStep,
  { filter = 'lanczos3', edge = 'mirror', centre = MIDDLE }: CameraOptions = {},
  signal?: CancelSignal,
): Promise<Raster> {
  const { zoom, rotationDeg } = step;
  checkFinite({ zoom, rotationDeg, panX: step.panX, panY: step.panY, 'centre.x': centre.x, 'centre.y': centre.y });
  if (zoom < LEAST_ZOOM) throw new RangeError(`A zoom must be at least ${LEAST_ZOOM}, got ${zoom}.`);
  const { panX, panY } = aroundMiddle(step, centre);
  if (Math.abs(panX) > MOST_PAN || Math.abs(panY) > MOST_PAN) {
    throw new RangeError(`A pan must be at most ${MOST_PAN} image heights, got ${panX}, ${panY}.`);
  }
  const { width, height } = image;
  const turned = rotationDeg % 360 !== 0;
  if (zoom === 1 && panX === 0 && panY === 0 && !turned) return image;
  if (turned) return turn(workspace, image, { zoom, panX, panY, rotationDeg }, filter, edge, signal);
  const boxWidth = width / zoom;
  const boxHeight = height / zoom;
  const left = (width - boxWidth) / 2 - (panX * height) / zoom;
  const top = (height - boxHeight) / 2 - (panY * height) / zoom;
  return crop(workspace, image, { left, top, boxWidth, boxHeight, width, height, filter, edge }, signal);
}

/** The same step, told around the middle of the picture: what the centre would have moved away is panned back. */
function aroundMiddle({ zoom, panX, panY, rotationDeg }: CameraStep, { x, y }: typeof MIDDLE) {
  if (x === 0 && y === 0) return { panX, panY };
  const { cos, sin } = rotation(rotationDeg);
  return { panX: panX + x - zoom * (cos * x - sin * y), panY: panY + y - zoom * (sin * x + cos * y) };
}

function rotation(rotationDeg: number): { cos: number; sin: number } {
  if (rotationDeg % 360 === 0) return { cos: 1, sin: 0 };
  const angle = (rotationDeg * PI) / 180;
  const [cos, sin] = cosSin(angle);
  return { cos, sin };
}

async function turn(
  workspace: Workspace,
  image: Raster,
  { zoom, panX, panY, rotationDeg }: CameraStep,
  filter: Filter,
  edge: EdgeMode,
  signal?: CancelSignal,
): Promise<Raster> {
  const { width, height } = image;
  const source = zoom < LEAST_TURNED_ZOOM ? await shrink(workspace, image, zoom, filter, signal) : image;
  // Each side for itself, for a shrunk picture has whole sides and so not quite the wanted zoom.
  const zoomX = (zoom * width) / source.width;
  const zoomY = (zoom * height) / source.height;
  const { cos, sin } = rotation(rotationDeg);
  // From the centre of the output's first pixel back through pan, turn and zoom.
  const x = 0.5 - width / 2 - panX * height;
  const y = 0.5 - height / 2 - panY * height;
  return produce(
    workspace,
    'turn',
    { source },
    { width, height },
    (at, out) => ({
      source: at.source,
      out,
      u: (cos * x + sin * y) / zoomX + source.width / 2 - 0.5,
      v: (cos * y - sin * x) / zoomY + source.height / 2 - 0.5,
      ux: cos / zoomX,
      vx: -sin / zoomY,
      uy: sin / zoomX,
      vy: cos / zoomY,
      filter,
      edge,
    }),
    { signal, shared: worthSharing({ width, height }) },
  );
}

function shrink(workspace: Workspace, image: Raster, zoom: number, filter: Filter, signal?: CancelSignal) {
  const width = Math.max(1, Math.round(image.width * zoom));
  const height = Math.max(1, Math.round(image.height * zoom));
  const box = { left: 0, top: 0, boxWidth: image.width, boxHeight: image.height };
  return crop(workspace, image, { ...box, width, height, filter }, signal);
}
