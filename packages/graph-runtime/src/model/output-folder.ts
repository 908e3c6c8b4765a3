const DEFAULT_FOLDER = 'stills';
/** Folders of a production that hold something else, and names that Windows keeps for devices. */
const RESERVED = /^(checkpoints|cues|engine|previews|trash|con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The folder of a production that an output's folder name stands for, whatever the system makes of case, marks and dots:
 * lower-case words with dashes, at most 40 characters. No name is the film's own folder.
 */
export function outputFolder(name: string): string {
  if (name.trim() === '') return DEFAULT_FOLDER;
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  const folder = words.join('-').slice(0, 40).replace(/-+$/, '');
  if (folder === '') return 'untitled';
  return RESERVED.test(folder) ? `${folder}-${DEFAULT_FOLDER}` : folder;
}
