import { type PreviewHeader, previewHeaderSchema } from '@epoch/graph-runtime/protocol';

const LENGTH_BYTES = 4;
const HEADER_LIMIT_BYTES = 4096;

/** One preview as it came over the socket. */
export interface PreviewMessage {
  readonly header: PreviewHeader;
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

/**
 * Reads a binary message; null when it is not a preview, so that one broken message costs one picture.
 *
 * @shape 4 bytes little-endian length of the header, the header as JSON (UTF-8), then a JPEG
 */
export function readPreview(message: ArrayBuffer): PreviewMessage | null {
  if (message.byteLength < LENGTH_BYTES) return null;
  const headerBytes = new DataView(message).getUint32(0, true);
  if (headerBytes > HEADER_LIMIT_BYTES || LENGTH_BYTES + headerBytes >= message.byteLength) return null;
  try {
    const text = new TextDecoder().decode(new Uint8Array(message, LENGTH_BYTES, headerBytes));
    const header = previewHeaderSchema.safeParse(JSON.parse(text));
    if (!header.success) return null;
    return { header: header.data, jpeg: new Uint8Array(message, LENGTH_BYTES + headerBytes) };
  } catch {
    return null;
  }
}
