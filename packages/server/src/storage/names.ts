import { randomBytes } from 'node:crypto';

/** What ids of graphs, templates, productions and cues look like. Only such strings ever become part of a path. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

export function isId(text: string): boolean {
  return ID.test(text);
}

/** A name as a part of a file name: lower-case words with dashes, at most 40 characters, never empty. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').slice(0, 40).replace(/-+$/, '');
  return slug === '' ? 'untitled' : slug;
}

/** A new id that starts readably: `first-light-3fa9c1`. */
export function idFor(name: string): string {
  return `${slugOf(name)}-${randomBytes(3).toString('hex')}`;
}

/**
 * The name under which an uploaded file is kept: its own last path part with everything odd replaced, the extension
 * given by its content.
 */
export function fileNameFor(given: string, extension: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const stem = last
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N} _-]+/gu, '-')
    .replace(/^[-. ]+|[-. ]+$/g, '')
    .slice(0, 60);
  return `${stem === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? 'file' : stem}.${extension}`;
}

/** `name.png`, then `name-2.png`, `name-3.png`: the first that `taken` does not know. */
export function freeName(name: string, taken: (name: string) => boolean): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  let free = name;
  for (let number = 2; taken(free); number += 1) free = `${stem}-${number}${extension}`;
  return free;
}
