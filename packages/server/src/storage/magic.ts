/** What a file is by its first bytes; nothing else decides under which type it is kept and served. */
export interface FileKind {
  readonly kind: 'image' | 'audio';
  readonly extension: string;
  readonly mediaType: string;
}

const KINDS: readonly (FileKind & { readonly matches: (bytes: Uint8Array) => boolean })[] = [
  { kind: 'image', extension: 'png', mediaType: 'image/png', matches: starts(0x89, 'PNG\r\n\x1a\n') },
  { kind: 'image', extension: 'jpg', mediaType: 'image/jpeg', matches: starts(0xff, 0xd8, 0xff) },
  { kind: 'image', extension: 'gif', mediaType: 'image/gif', matches: starts('GIF8') },
  { kind: 'image', extension: 'webp', mediaType: 'image/webp', matches: riff('WEBP') },
  { kind: 'image', extension: 'avif', mediaType: 'image/avif', matches: brand('avif', 'avis') },
  { kind: 'audio', extension: 'wav', mediaType: 'audio/wav', matches: riff('WAVE') },
  { kind: 'audio', extension: 'mp3', mediaType: 'audio/mpeg', matches: starts('ID3') },
  {
    kind: 'audio',
    extension: 'mp3',
    mediaType: 'audio/mpeg',
    matches: (b) => b[0] === 0xff && ((b[1] ?? 0) & 0xe6) === 0xe2,
  },
  { kind: 'audio', extension: 'flac', mediaType: 'audio/flac', matches: starts('fLaC') },
  { kind: 'audio', extension: 'ogg', mediaType: 'audio/ogg', matches: starts('OggS') },
  { kind: 'audio', extension: 'm4a', mediaType: 'audio/mp4', matches: brand('M4A ', 'mp42', 'isom') },
];

/** null for anything that is neither a picture nor a sound we know. */
export function kindOf(bytes: Uint8Array): FileKind | null {
  return KINDS.find(({ matches }) => matches(bytes)) ?? null;
}

function starts(...parts: readonly (number | string)[]): (bytes: Uint8Array) => boolean {
  const wanted = parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part, 'latin1')]));
  return (bytes) => wanted.every((byte, at) => bytes[at] === byte);
}

/** @source RIFF: 'RIFF', size, form type */
function riff(form: string): (bytes: Uint8Array) => boolean {
  return (bytes) => starts('RIFF')(bytes) && latin(bytes, 8, 12) === form;
}

/** @source ISO 14496-12: size, 'ftyp', major brand */
function brand(...names: readonly string[]): (bytes: Uint8Array) => boolean {
  return (bytes) => latin(bytes, 4, 8) === 'ftyp' && names.includes(latin(bytes, 8, 12));
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1');
}
