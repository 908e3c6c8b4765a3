/** What a file that is let go on the canvas is to the editor. */
export type FileKind = 'graph' | 'workflow' | 'still' | 'image' | 'audio' | 'other';

/** Text keys stand before the pixels in every file that carries a graph. @unit bytes */
const HEAD_BYTES = 4_000_000;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47];
/** Key of our own recipe in a PNG; `prompt` and `workflow` are those of ComfyUI. */
const RECIPE_KEY = 'epochstreamer';
const WORKFLOW_KEYS: readonly string[] = ['prompt', 'workflow'];

/** Looks into a file as far as needed; its name and type alone do not tell a picture from a graph in a picture. */
export async function kindOf(file: File): Promise<FileKind> {
  if (/\.json$/i.test(file.name) || file.type === 'application/json') return kindOfJson(await file.text());
  if (file.type.startsWith('audio/')) return 'audio';
  if (!file.type.startsWith('image/')) return 'other';
  return kindOfPicture(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
}

/** A ComfyUI workflow in API or UI format; all else is for the reader of graphs to judge. */
export function kindOfJson(text: string): 'graph' | 'workflow' {
  // ComfyUI writes NaN, which JSON.parse refuses; a graph of ours never does.
  const parsed = parse(text.replace(/\bNaN\b|-?\bInfinity\b/g, 'null'));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'graph';
  const fields = new Map<string, unknown>(Object.entries(parsed));
  if (fields.has('format')) return 'graph';
  if (Array.isArray(fields.get('nodes')) && fields.has('links')) return 'workflow';
  const inner = fields.get('prompt') ?? parsed;
  if (typeof inner !== 'object' || inner === null) return 'graph';
  const isNode = (value: unknown) => typeof value === 'object' && value !== null && 'class_type' in value;
  return Object.values(inner).some(isNode) ? 'workflow' : 'graph';
}

/** A still of ours, a picture with a ComfyUI workflow in it, or a picture. @shape the beginning of the file */
export function kindOfPicture(bytes: Uint8Array): 'still' | 'workflow' | 'image' {
  const keys = PNG_SIGNATURE.every((byte, at) => bytes[at] === byte) ? pngKeys(bytes) : webpKeys(bytes);
  if (keys.includes(RECIPE_KEY)) return 'still';
  return keys.some((key) => WORKFLOW_KEYS.includes(key)) ? 'workflow' : 'image';
}

/** Keys of the texts in a PNG, as far as it was read. @source PNG 3rd edition, 11.3.3 */
function pngKeys(bytes: Uint8Array): readonly string[] {
  const keys: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = latin1(bytes, at + 4, at + 8);
    if (type === 'IDAT' || type === 'IEND') break;
    if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') {
      const end = bytes.indexOf(0, at + 8);
      if (end > 0 && end - at - 8 < 80) keys.push(latin1(bytes, at + 8, end));
    }
    at += 12 + length;
  }
  return keys;
}

/** ComfyUI keeps its texts as `prompt:{` and `workflow:{` in the EXIF part of a WebP. */
function webpKeys(bytes: Uint8Array): readonly string[] {
  if (latin1(bytes, 0, 4) !== 'RIFF' || latin1(bytes, 8, 12) !== 'WEBP') return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    if (latin1(bytes, at, at + 4) === 'EXIF') {
      const text = latin1(bytes, at + 8, at + 8 + length);
      return WORKFLOW_KEYS.filter((key) => text.toLowerCase().includes(`${key}:{`));
    }
    at += 8 + length + (length % 2);
  }
  return [];
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(from, to));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
