import type { CancelSignal, Raster } from '@epoch/graph-runtime/model';
import type { PngRequest } from './requests.ts';
import { inspect, type Workspace, worthSharing } from './workspace.ts';

/** Encodes a PNG file. @see Pixels.png */
export async function png(
  workspace: Workspace,
  image: Raster,
  { text = {} }: PngRequest = {},
  signal?: CancelSignal,
): Promise<Uint8Array> {
  const chunks = Object.entries(text).map(([keyword, value]) => textChunk(keyword, value));
  return inspect(workspace, 'png', { image }, (at) => ({ image: at.image, chunks }), {
    signal,
    shared: worthSharing(image),
  });
}

/**
 * One text entry: `tEXt` when it is Latin-1, `iTXt` (UTF-8, not compressed, no language) otherwise.
 *
 * @throws RangeError when the keyword is not one
 * @source PNG (Third Edition) 11.3.3
 */
export function textChunk(keyword: string, value: string): { type: string; data: Uint8Array } {
  if (!/^[!-~\u00a1-\u00ff](?:[ -~\u00a1-\u00ff]{0,77}[!-~\u00a1-\u00ff])?$/.test(keyword) || keyword.includes('  ')) {
    throw new RangeError(`"${keyword}" cannot be a keyword in a PNG file: use 1 to 79 Latin-1 characters.`);
  }
  const key = Buffer.from(keyword, 'latin1');
  const isLatin1 = /^[\n -~\u00a0-\u00ff]*$/.test(value);
  if (isLatin1) return { type: 'tEXt', data: Buffer.concat([key, Buffer.of(0), Buffer.from(value, 'latin1')]) };
  // NUL ends the keyword; then: not compressed, method 0, no language, no translated keyword.
  return {
    type: 'iTXt',
    data: Buffer.concat([key, Buffer.of(0, 0, 0, 0, 0), Buffer.from(value.replaceAll('\0', ''))]),
  };
}
