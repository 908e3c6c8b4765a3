import { type Answer, emptyAnswer, jsonAnswer } from './answer.ts';
import { strikes } from './faults.ts';
import { FOLDERS, type Folder, normalPath } from './files.ts';
import { mergeMask } from './mask-upload.ts';
import { type Part, readMultipart } from './multipart.ts';
import type { Call, Route } from './route.ts';
import type { World } from './world.ts';

/** Longest name of a file. @unit B */
const LONGEST_NAME_BYTES = 255;

export const uploadRoutes: readonly Route[] = [
  { method: 'POST', path: '/upload/image', answer: uploadImage },
  { method: 'POST', path: '/upload/mask', answer: uploadMask },
];

/** What an upload asks for. */
interface Wish {
  readonly name: string;
  readonly folder: Folder;
  readonly subfolder: string;
  readonly overwrite: boolean;
  readonly bytes: Buffer;
}

/** @throws Error for what the server answers with 500 */
function uploadImage(call: Call): Answer {
  const parts = form(call);
  if (parts === null) return emptyAnswer(400);
  const wish = readWish(parts);
  return wish === null ? emptyAnswer(400) : store(call.world, wish);
}

async function uploadMask(call: Call): Promise<Answer> {
  const parts = form(call);
  const wish = parts === null ? null : readWish(parts);
  if (parts === null || wish === null) return emptyAnswer(400);
  const merged = await mergeMask(call.world, textOf(parts, 'original_ref'), wish.bytes);
  if (merged !== null) return store(call.world, { ...wish, bytes: merged });
  return jsonAnswer({ name: wish.name, subfolder: wish.subfolder, type: wish.folder });
}

/** null when there is no file at all, of the kind that is a 400. @throws Error for a broken form */
function form({ headers, body }: Call): Part[] | null {
  const type = headers['content-type'] ?? '';
  if (/^multipart\//i.test(type)) return readMultipart(type, body);
  // A form of the other kind carries its picture as text, which the real server stumbles over.
  if (/urlencoded/i.test(type)) throw new TypeError("'str' object has no attribute 'file'");
  return null;
}

/** null for a 400. @throws Error for a 500 */
function readWish(parts: readonly Part[]): Wish | null {
  const type = textOf(parts, 'type') ?? 'input';
  const folder = FOLDERS.find((name) => name === type);
  if (folder === undefined) throw new TypeError(`No folder is called ${type}.`);
  const image = parts.find(({ name }) => name === 'image');
  if (image === undefined) return null;
  if (image.fileName === null || image.fileName === '') throw new TypeError('The file has no name.');
  const overwrite = ['true', '1'].includes(textOf(parts, 'overwrite') ?? '');
  return { name: image.fileName, folder, subfolder: textOf(parts, 'subfolder') ?? '', overwrite, bytes: image.bytes };
}

function textOf(parts: readonly Part[], name: string): string | undefined {
  return parts.find((part) => part.name === name)?.bytes.toString('utf8');
}

/** @throws Error for a name that no file can have */
function store(world: World, wish: Wish): Answer {
  const { folder, subfolder } = wish;
  const asked = wish.name.replaceAll('\\', '').replace(/^\/+/, '');
  const base = normalPath(subfolder);
  const path = base === null ? null : normalPath(base, asked);
  if (base === null || path === null) return emptyAnswer(400);
  const inside = path.lastIndexOf('/');
  const parent = inside < 0 ? '' : path.slice(0, inside);
  const bad = asked.includes('\0') || Buffer.byteLength(asked) > LONGEST_NAME_BYTES || path === base;
  if (bad || (parent !== base && !world.files.isFolder(folder, parent))) throw new Error(`No such file: ${path}`);

  const name = freeName(world, { ...wish, name: asked }, base);
  const bytes = strikes(world.faults, 'uploadCut') ? wish.bytes.subarray(0, wish.bytes.length >> 1) : wish.bytes;
  const place = join(base, name);
  if (world.files.read(folder, place)?.bytes.equals(bytes) !== true) world.files.write(folder, place, bytes);
  world.seen.uploads.push({ name, subfolder, bytes: wish.bytes.length });
  return jsonAnswer({ name, subfolder, type: folder });
}

/** The name asked for, or the first `name (1).ext` that is free or has the same bytes. */
function freeName(world: World, { name, folder, overwrite, bytes }: Wish, base: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const wished = world.faults.uploadRenamed ? `${stem} (renamed)${ending}` : name;
  if (overwrite) return wished;
  for (let i = 0; ; i++) {
    const candidate = i === 0 ? wished : `${stem} (${i})${ending}`;
    const there = world.files.read(folder, join(base, candidate));
    if (there === undefined || there.bytes.equals(bytes)) return candidate;
  }
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
