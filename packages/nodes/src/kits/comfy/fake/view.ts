import sharp from 'sharp';
import { type Answer, emptyAnswer } from './answer.ts';
import { FOLDERS, normalPath, type StoredFile, splitFolder } from './files.ts';
import type { Call, Route } from './route.ts';
import { spoilView } from './view-faults.ts';

export const viewRoutes: readonly Route[] = [{ method: 'GET', path: '/view', answer: view }];

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  mp4: 'video/mp4',
};

async function view(call: Call): Promise<Answer> {
  const { query, world } = call;
  const asked = query.get('filename');
  if (asked === null) return emptyAnswer(404);
  if (asked.startsWith('blake3:')) return emptyAnswer(404);
  const usual = FOLDERS.find((name) => name === (query.get('type') ?? 'output'));
  const { name, folder } = splitFolder(asked, usual ?? 'output');
  if (name === '' || name.startsWith('/') || name.includes('..')) return emptyAnswer(400);
  if (usual === undefined && name === asked) return emptyAnswer(400);
  const subfolder = normalPath(query.get('subfolder') ?? '');
  if (subfolder === null) return emptyAnswer(403);
  const file = name.slice(name.lastIndexOf('/') + 1);
  const stored = world.files.read(folder, normalPath(subfolder, file) ?? '');
  if (stored === undefined) return emptyAnswer(404);

  const disposition = { 'content-disposition': `filename="${Buffer.from(file).toString('latin1')}"` };
  const again = await reencode(query, stored.bytes);
  if (again !== null)
    return { status: 200, headers: { ...disposition, 'content-type': again.type }, body: again.bytes };
  return spoilView(world, whole(call, stored, file, disposition));
}

/** With `preview` or `channel` the picture is decoded and written anew. @throws Error when it is none */
async function reencode(query: URLSearchParams, bytes: Buffer): Promise<{ type: string; bytes: Buffer } | null> {
  const channel = query.get('channel') ?? 'rgba';
  const preview = query.get('preview');
  if (preview !== null) {
    const [format, quality] = preview.split(';');
    const asJpeg = format === 'jpeg' && (!query.has('channel') || channel === 'rgb');
    const options = { quality: Math.min(100, Math.max(1, Number(quality ?? 90) || 1)) };
    const picture = sharp(bytes);
    if (asJpeg) return { type: 'image/jpeg', bytes: await picture.jpeg(options).toBuffer() };
    return { type: 'image/webp', bytes: await picture.webp(options).toBuffer() };
  }
  if (channel === 'rgb') return { type: 'image/png', bytes: await sharp(bytes).removeAlpha().png().toBuffer() };
  if (channel !== 'a') return null;
  const alpha = await sharp(bytes).ensureAlpha().extractChannel(3).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = alpha.info;
  const opaque = { create: { width, height, channels: 3, background: '#000000' } } as const;
  const mask = { raw: { width, height, channels: 1 } } as const;
  return { type: 'image/png', bytes: await sharp(opaque).joinChannel(alpha.data, mask).png().toBuffer() };
}

/** The file as it lies there, or the part of it that was asked for. */
function whole({ headers }: Call, stored: StoredFile, name: string, disposition: Record<string, string>): Answer {
  const { bytes, modifiedMs } = stored;
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
  const etag = `"${modifiedMs.toString(16)}-${bytes.length.toString(16)}"`;
  const modified = new Date(modifiedMs).toUTCString();
  const base = { ...disposition, 'content-type': type };
  const marks = { ...base, etag, 'last-modified': modified };
  const since = headers['if-modified-since'];
  const known = headers['if-none-match'] === etag;
  if (known || (since !== undefined && Date.parse(since) >= Date.parse(modified))) {
    return { status: 304, headers: marks, body: Buffer.alloc(0) };
  }
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
  if (range === null) return { status: 200, headers: { ...marks, 'accept-ranges': 'bytes' }, body: bytes };
  const from = Number(range[1]);
  const to = Math.min(bytes.length - 1, range[2] === '' ? bytes.length - 1 : Number(range[2]));
  if (from > to) return { status: 416, headers: { ...base, 'content-range': `bytes */${bytes.length}` }, body: null };
  const headersOfPart = { ...marks, 'accept-ranges': 'bytes', 'content-range': `bytes ${from}-${to}/${bytes.length}` };
  return { status: 206, headers: headersOfPart, body: bytes.subarray(from, to + 1) };
}
