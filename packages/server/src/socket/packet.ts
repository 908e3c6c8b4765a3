import type { PreviewHeader } from '@epoch/graph-runtime/protocol';

const LENGTH_BYTES = 4;

/** A preview as one binary message: length of the header, header, JPEG (protocol/socket.ts). */
export function packetOf(header: PreviewHeader, jpeg: Uint8Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const packet = Buffer.allocUnsafe(LENGTH_BYTES + text.length + jpeg.length);
  packet.writeUInt32LE(text.length, 0);
  packet.set(text, LENGTH_BYTES);
  packet.set(jpeg, LENGTH_BYTES + text.length);
  return packet;
}
