import type { XY } from '@epoch/graph-runtime/model';

/** Height of a box's title, under which its picture begins. @unit px at zoom 1 */
const TITLE_PX = 29;

/** A picture and the box it belongs to. @unit px at zoom 1 */
export interface PlacedPicture {
  readonly bitmap: ImageBitmap;
  readonly corner: XY;
  readonly width: number;
  /** Width by height. */
  readonly aspect: number;
}

/** What of the canvas is seen: offset and zoom as React Flow has them, and the size of the pane. @unit px */
export interface CanvasView {
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
}

/** Where pictures are on the screen; those outside are left out. @unit px of the pane */
export function placePictures(
  pictures: readonly PlacedPicture[],
  { transform: [dx, dy, zoom], width, height }: CanvasView,
) {
  return pictures.flatMap(({ bitmap, corner, width: boxWidth, aspect }) => {
    const x = corner.x * zoom + dx;
    const y = (corner.y + TITLE_PX) * zoom + dy;
    const w = boxWidth * zoom;
    const h = w / aspect;
    return x + w < 0 || y + h < 0 || x > width || y > height ? [] : [{ bitmap, x, y, w, h }];
  });
}
