import { asText, field, type Json, readJson } from '../../engines/wire/json-read.ts';

/** A picture that came over the socket while a prompt ran. */
export interface SocketPicture {
  /** null in frames of type 1, which do not say whose they are. */
  readonly promptId: string | null;
  /** Node that shows it; null in frames of type 1. */
  readonly node: string | null;
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}

const MAX_HEADER_BYTES = 65_536;

/**
 * Reads a binary message. Big-endian u32s: type 1 is `1, format, picture`, type 4 is `4, length, JSON, picture`; type 2 is
 * internal to the server and type 3 text of a node. Never throws.
 *
 * @returns null for everything that is no picture: other types, cut headers, wrong lengths
 * @source ComfyUI protocol.py, server.py send_image
 */
export function readFrame(message: Uint8Array): SocketPicture | null {
  if (message.length < 8) return null;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const second = view.getUint32(4);
  switch (view.getUint32(0)) {
    case 1:
      return pictureOf(null, null, second === 1 ? 'image/jpeg' : second === 2 ? 'image/png' : '', message.subarray(8));
    case 4:
      return second > MAX_HEADER_BYTES || 8 + second > message.length ? null : withHeader(message, second);
    default:
      return null;
  }
}

function withHeader(message: Uint8Array, headerBytes: number): SocketPicture | null {
  let header: Json;
  try {
    header = readJson(new TextDecoder().decode(message.subarray(8, 8 + headerBytes)));
  } catch {
    return null;
  }
  const promptId = asText(field(header, 'prompt_id'));
  const node = asText(field(header, 'node_id'));
  if (promptId === '') return null;
  return pictureOf(promptId, node, asText(field(header, 'image_type')), message.subarray(8 + headerBytes));
}

function pictureOf(promptId: string | null, node: string | null, mediaType: string, bytes: Uint8Array) {
  if ((mediaType !== 'image/jpeg' && mediaType !== 'image/png') || bytes.length === 0) return null;
  return { promptId, node, mediaType, bytes } as const;
}
