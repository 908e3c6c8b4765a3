import { EpochError } from '@epoch/graph-runtime/model';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

/** The largest file that is taken. @unit bytes */
export const UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024;
/** Boundaries, headers and fields around the file. @unit bytes */
const ENVELOPE_BYTES = 64 * 1024;
const FIELD_BYTES = 1024;

export const MULTIPART_LIMITS = {
  fileSize: UPLOAD_LIMIT_BYTES,
  files: 1,
  fields: 12,
  parts: 13,
  fieldSize: FIELD_BYTES,
  headerPairs: 50,
};

export interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/**
 * Reads a multipart request: at most one file and the named fields. The file is counted while it streams in, and the
 * request is refused at the first byte too many; a declared length is refused before any byte is read.
 *
 * @throws EpochError UPLOAD_TOO_LARGE, MEDIA_TYPE, REQUEST_INVALID
 */
export async function readUpload(
  request: FastifyRequest,
  names: readonly string[],
  fieldBytes = FIELD_BYTES,
): Promise<Upload> {
  if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMIT_BYTES + ENVELOPE_BYTES) throw tooLarge();
  if (!request.isMultipart()) throw new EpochError('MEDIA_TYPE', 'Send the file as multipart/form-data.');
  const collecting = collect(request, names, fieldBytes);
  collecting.catch(() => {});
  return Promise.race([collecting, overflow(request)]);
}

/** Rejects at the first byte too many. The rest of the request is read and forgotten, so that the answer arrives. */
function overflow({ raw }: FastifyRequest): Promise<never> {
  let seenBytes = 0;
  return new Promise((_resolve, reject) => {
    raw.on('data', (chunk: Uint8Array) => {
      seenBytes += chunk.length;
      if (seenBytes <= UPLOAD_LIMIT_BYTES + ENVELOPE_BYTES) return;
      raw.removeAllListeners('data');
      raw.unpipe();
      raw.resume();
      reject(tooLarge());
    });
  });
}

async function collect(request: FastifyRequest, names: readonly string[], fieldBytes: number): Promise<Upload> {
  const fields: Record<string, string> = {};
  let file: Upload['file'] = null;
  for await (const part of request.parts({ limits: { ...MULTIPART_LIMITS, fieldSize: fieldBytes } })) {
    if (part.type === 'file') {
      const chunks: Uint8Array[] = [];
      for await (const chunk of part.file) chunks.push(chunk);
      if (part.file.truncated) throw tooLarge();
      file = { name: part.filename, bytes: Buffer.concat(chunks) };
    } else {
      if (!names.includes(part.fieldname)) throw unknownField(part.fieldname, names);
      fields[part.fieldname] = String(part.value);
    }
  }
  return { fields, file };
}

/** A field that is a whole number from 0; `absent` when it was not sent. */
export function wholeNumber(upload: Upload, name: string, absent: number | null, most: number): number | null {
  const text = upload.fields[name];
  if (text === undefined || text === '') return absent;
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number <= most) return number;
  throw new EpochError('REQUEST_INVALID', `The field "${name}" has to be a whole number from 0 to ${most}.`, {
    detail: { field: name },
  });
}

function tooLarge(): EpochError {
  const limit = UPLOAD_LIMIT_BYTES / (1024 * 1024);
  return new EpochError(
    'UPLOAD_TOO_LARGE',
    `This file is too large: ${limit} MB is the most. Make it smaller, then send it again.`,
    {
      detail: { limitBytes: UPLOAD_LIMIT_BYTES },
    },
  );
}

function unknownField(name: string, names: readonly string[]): EpochError {
  const shown = name.slice(0, 64);
  return new EpochError('REQUEST_INVALID', `There is no field "${shown}" here. Fields: ${names.join(', ')}.`, {
    detail: { field: shown },
  });
}
