import { randomUUID } from 'node:crypto';

/** A body with its media type. */
export interface TypedBody {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * A form with fields and one PNG file, put together in one piece: half the work of FormData for a picture per frame.
 *
 * @param fields names and values of plain characters, none that could end a header early; `file` likewise
 * @source RFC 7578
 */
export function pictureForm(
  fields: Readonly<Record<string, string>>,
  file: { readonly field: string; readonly name: string; readonly png: Uint8Array },
): TypedBody {
  const boundary = `epoch-${randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const disposition = `form-data; name="${file.field}"; filename="${file.name}"`;
  const head = `${parts.join('')}--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: image/png\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), file.png, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { mediaType: `multipart/form-data; boundary=${boundary}`, bytes };
}
