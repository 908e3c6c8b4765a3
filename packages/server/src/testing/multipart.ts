const BOUNDARY = 'epoch-test-boundary';

/** A multipart body as browsers send it. */
export function multipart(
  fields: Readonly<Record<string, string>>,
  file?: { readonly name: string; readonly bytes: Uint8Array; readonly field?: string },
): { readonly payload: Buffer; readonly headers: Record<string, string> } {
  const parts: Uint8Array[] = [];
  const head = (text: string) =>
    parts.push(Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${text}\r\n\r\n`));
  for (const [name, value] of Object.entries(fields)) {
    head(`name="${name}"`);
    parts.push(Buffer.from(`${value}\r\n`));
  }
  if (file !== undefined) {
    head(`name="${file.field ?? 'image'}"; filename="${file.name}"\r\nContent-Type: application/octet-stream`);
    parts.push(file.bytes, Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(`--${BOUNDARY}--\r\n`));
  return { payload: Buffer.concat(parts), headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } };
}
