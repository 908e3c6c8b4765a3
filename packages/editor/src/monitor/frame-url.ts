import { http } from '@epoch/graph-runtime/protocol';

/** Address of a committed frame; with a width it is a small JPEG, without one the PNG itself. @unit widthPx: px */
export function frameUrl(productionId: string, frame: number, widthPx?: number): string {
  const path = http.FRAME_IMAGE_URL.replace(':productionId', productionId).replace(':frame', String(frame));
  return widthPx === undefined ? path : `${path}?width=${Math.round(widthPx)}`;
}
