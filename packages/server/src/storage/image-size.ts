/** @unit px */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Width and height from the head of a picture file, without decoding it; null when the head does not tell. */
export function sizeOf(head: Uint8Array): ImageSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 30) return null;
  if (view.getUint32(0) === 0x89504e47) return size(view.getUint32(16), view.getUint32(20));
  if (view.getUint32(0) === 0x47494638) return size(view.getUint16(6, true), view.getUint16(8, true));
  if (view.getUint32(0) === 0x52494646) return webpSize(view);
  if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  return null;
}

/** @source WebP container: VP8 (key frame header), VP8L (14-bit sides less one), VP8X (24-bit sides less one) */
function webpSize(view: DataView): ImageSize | null {
  const chunk = view.getUint32(12);
  if (chunk === 0x56503820) return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (chunk === 0x56503858)
    return size((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
  return null;
}

/** @source JPEG: segments from byte 2; SOF0..SOF15 but DHT, JPG, DAC carry height and width */
function jpegSize(view: DataView): ImageSize | null {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return size(view.getUint16(at + 7), view.getUint16(at + 5));
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function size(width: number, height: number): ImageSize | null {
  return width > 0 && height > 0 ? { width, height } : null;
}
