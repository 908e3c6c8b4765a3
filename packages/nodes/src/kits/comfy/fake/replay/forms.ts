import { createHash } from 'node:crypto';
import { isObject, type Json } from '../json.ts';
import type { Exchange } from './recordings.ts';

const BOUNDARY = 'boundary-of-the-replay';

/** A form that the recording describes by its parts; null when it is described in other words. */
export function recordedForm(recorded: Exchange): { readonly type: string; readonly body: Buffer } | null {
  const parts = partsOf(recorded.description, recorded.name);
  if (parts === null) return null;
  const pieces = parts.flatMap((part) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${part.disposition}\r\n${part.type}\r\n`),
    part.bytes,
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, body };
}

interface FormPart {
  readonly disposition: string;
  readonly type: string;
  readonly bytes: Buffer;
}

function partsOf(description: Json | undefined, name: string): FormPart[] | null {
  if (Array.isArray(description)) return description.filter(isObject).map((part) => formPart(part));
  if (!isObject(description) || !isObject(description.fields)) return null;
  const fields = Object.entries(description.fields).map(([field, data]) => formPart({ name: field, data }));
  return [
    ...fields,
    formPart({
      name: 'image',
      filename: description.filename ?? '',
      data: `100 bytes, sha256 ${/other/.test(name) ? 'b' : 'a'}`,
      ctype: 'image/png',
    }),
  ];
}

function formPart(part: { [key: string]: Json }): FormPart {
  const { name, filename, cdExtra, data, ctype } = part;
  const quoted = typeof filename === 'string' ? `; filename="${filename.replaceAll('"', '\\"')}"` : '';
  return {
    disposition: `name="${String(name)}"${quoted}${typeof cdExtra === 'string' ? cdExtra : ''}`,
    type: typeof ctype === 'string' ? `Content-Type: ${ctype}\r\n` : '',
    bytes: bytesOf(String(data ?? '')),
  };
}

/** `149 bytes, sha256 2bee...`: so many bytes that are the same for the same hash; anything else stands for itself. */
function bytesOf(data: string): Buffer {
  const described = /^(\d+) bytes(?:, sha256 (\w+))?/.exec(data);
  if (described === null) return Buffer.from(data);
  const seed = createHash('sha256').update(String(described[2])).digest();
  return Buffer.alloc(Number(described[1]), seed);
}
