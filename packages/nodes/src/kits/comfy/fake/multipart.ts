/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  /** null when it is a plain field. */
  readonly fileName: string | null;
  readonly bytes: Buffer;
}

/**
 * Reads a multipart/form-data body.
 *
 * @throws Error for a body without boundary or without its end; the server answers 500
 */
export function readMultipart(contentType: string, body: Buffer): Part[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  if (boundary === null) throw new Error('boundary missed for Content-Type: multipart/form-data');
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  if (at < 0) throw new Error('Could not find starting boundary.');
  for (;;) {
    const start = at + mark.length;
    if (body.subarray(start, start + 2).toString() === '--') return parts;
    const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), start);
    const gap = body.indexOf('\r\n\r\n', start);
    if (end < 0 || gap < 0 || gap > end) throw new Error('The body ends too early.');
    parts.push(readPart(body.toString('utf8', start, gap), body.subarray(gap + 4, end)));
    at = end + 2;
  }
}

function readPart(head: string, bytes: Buffer): Part {
  const disposition = /content-disposition:[^\r\n]*/i.exec(head)?.[0] ?? '';
  const encoded = /filename\*=UTF-8''([^;\r\n]*)/i.exec(disposition)?.[1];
  const quoted = /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1]?.replaceAll(/\\(.)/g, '$1');
  const fileName = encoded === undefined ? (quoted ?? null) : decodeURIComponent(encoded);
  return { name: /[;\s]name="([^"]*)"/i.exec(disposition)?.[1] ?? '', fileName, bytes };
}
